import { Refusal } from "#core/refusal.ts";

type Bytes = Uint8Array;
type Operation =
  | { readonly type: "put"; readonly key: string; readonly value: Bytes }
  | { readonly type: "del"; readonly key: string };
/** An ordered key-value store with atomic batches: what we need of `level`, and what an engine for a cluster must offer. */
export type Database = {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<Bytes | undefined>;
  getMany(keys: string[]): Promise<(Bytes | undefined)[]>;
  iterator(range: { gte: string; lt: string }): AsyncIterable<[string, Bytes]>;
  /** `sync`: on disk before it resolves. */
  batch(operations: Operation[], options: { sync: boolean }): Promise<void>;
};
export type Write = { readonly key: string; readonly value: Bytes } | { readonly key: string; readonly gone: true };
/** All keys from `from` up to, not including, `to`. */
export type Range = { readonly from: string; readonly to: string };

export type Store = {
  read(key: string): Promise<Bytes | undefined>;
  readMany(keys: readonly string[]): Promise<readonly (Bytes | undefined)[]>;
  scan(range: Range): AsyncIterable<readonly [string, Bytes]>;
  /** All or nothing, on disk before it returns. Any error poisons the store for good. */
  commit(writes: readonly Write[]): Promise<void>;
  /** Marks the store unusable and has the process leave: what is on disk is unknown until it is opened anew. */
  poison(error: unknown): void;
  readonly poisoned: boolean;
  close(): Promise<void>;
};

/**
 * One ordered store. After the first storage error LevelDB may lose what it acknowledges later (a full disk, an EIO), so
 * the first error of any kind ends this process; opening again recovers.
 */
export function storeOf(db: Database, onPoison: (error: unknown) => void): Store {
  let poisoned = false;
  const poison = (error: unknown): void => {
    if (poisoned) return;
    poisoned = true;
    onPoison(error);
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      poison(error);
      throw new Refusal("storage-failed");
    }
  };
  const refuseIfPoisoned = (): void => {
    if (poisoned) throw new Refusal("storage-failed");
  };
  return {
    get poisoned() {
      return poisoned;
    },
    poison,
    read: (key) => guarded(() => db.get(key)),
    readMany: (keys) => guarded(() => db.getMany([...keys])),
    async *scan({ from, to }) {
      try {
        for await (const [key, value] of db.iterator({ gte: from, lt: to })) yield [key, value] as const;
      } catch (error) {
        poison(error);
        throw new Refusal("storage-failed");
      }
    },
    async commit(writes) {
      refuseIfPoisoned();
      const operations = writes.map(
        (write): Operation =>
          "gone" in write ? { type: "del", key: write.key } : { type: "put", key: write.key, value: write.value },
      );
      await guarded(() => db.batch(operations, { sync: true }));
    },
    close: () => db.close(),
  };
}
