/** A map that can be written on without touching the one below: what was decided but is not yet durable lies on top. */
export type Shelf<V> = { readonly own: Map<string, V>; readonly below?: Shelf<V> };

export const emptyShelf = <V>(): Shelf<V> => ({ own: new Map() });
export const shelfOver = <V>(below: Shelf<V>): Shelf<V> => ({ own: new Map(), below });
export const find = <V>(shelf: Shelf<V>, key: string): V | undefined =>
  shelf.own.get(key) ?? (shelf.below ? find(shelf.below, key) : undefined);

/** Moves what lies on top down by one layer. */
export function settleShelf<V>(shelf: Shelf<V>): void {
  for (const [key, value] of shelf.own) shelf.below?.own.set(key, value);
}
