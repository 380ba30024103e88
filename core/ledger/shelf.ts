/** A map that can be written on without touching the one below: what was decided but is not yet durable lies on top. */
export type Shelf<V> = {
  readonly own: Map<string, V | undefined>;
  readonly below?: Shelf<V>;
  /** Holds only what was fetched for it, absences included: asking for anything else is our mistake, never an absence. */
  readonly fetched?: true;
};

export const emptyShelf = <V>(): Shelf<V> => ({ own: new Map() });
export const fetchedShelf = <V>(): Shelf<V> => ({ own: new Map(), fetched: true });
export const shelfOver = <V>(below: Shelf<V>): Shelf<V> => ({ own: new Map(), below });

export function find<V>(shelf: Shelf<V>, key: string): V | undefined {
  const value = shelf.own.get(key);
  if (value !== undefined || shelf.own.has(key)) return value;
  if (shelf.below) return find(shelf.below, key);
  if (shelf.fetched) throw new Error(`not fetched: ${key}`);
  return undefined;
}

/** Moves what lies on top down by one layer. */
export function settleShelf<V>({ own, below }: Shelf<V>): void {
  for (const [key, value] of own) below?.own.set(key, value);
}
