import { hashOfId } from "../crypto.ts";
import { keys, under } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

/** The ids behind the hashes that contracts know. A name proves itself: its SHA-256 is the hash. */
export type Names = {
  /** The id, or the hash itself where nobody told us. */
  of(hash: string): string;
  find(hash: string): string | undefined;
  learn(ids: readonly string[]): void;
  /** Learns ids that stand nowhere else in the store, and keeps them. */
  keep(ids: readonly string[]): Promise<void>;
};

export async function openNames(store: Store): Promise<Names> {
  const known = new Map<string, string>();
  for await (const [key, value] of store.scan(under("i"))) known.set(key.slice(2), Buffer.from(value).toString("utf8"));
  return {
    of: (hash) => known.get(hash) ?? hash,
    find: (hash) => known.get(hash),
    learn: (ids) => {
      for (const id of new Set(ids)) known.set(hashOfId(id), id);
    },
    keep: async (ids) => {
      const fresh = ids.filter((id) => !known.has(hashOfId(id)));
      if (fresh.length === 0) return;
      await store.commit(fresh.map((id) => ({ key: keys.id(hashOfId(id)), value: Buffer.from(id) })));
      for (const id of fresh) known.set(hashOfId(id), id);
    },
  };
}
