type Bytes = Uint8Array;

/** The database as it was at one moment, while others go on writing. */
export type Snapshot = { close(): Promise<void> };
type At = { readonly snapshot?: Snapshot };
export type Operation =
  | { readonly type: "put"; readonly key: string; readonly value: Bytes }
  | { readonly type: "del"; readonly key: string };

/** An ordered key-value store with atomic batches: what we need of `level`, and what an engine for a cluster must offer. */
export type Database = {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string, at: At): Promise<Bytes | undefined>;
  getMany(keys: string[], at: At): Promise<(Bytes | undefined)[]>;
  /** `nextv`: the next up to `most` in order of their keys, or from the last to the first; none at the end. */
  iterator(range: { readonly gte: string; readonly lt: string; readonly reverse?: boolean } & At): {
    nextv(most: number): Promise<[string, Bytes][]>;
    close(): Promise<void>;
  };
  keys(range: { readonly gte: string; readonly lt: string; readonly limit: number } & At): {
    nextv(most: number): Promise<string[]>;
    close(): Promise<void>;
  };
  snapshot(): Snapshot;
  /** `sync`: on disk before it resolves. */
  batch(operations: Operation[], options: { sync: boolean }): Promise<void>;
};
