import type { Shelf } from "#core/ledger/shelf.ts";

/** Everything on a durable shelf, in the order it came. */
export const listOf = <V>({ own }: Shelf<V>): readonly V[] => [...own.values()];
