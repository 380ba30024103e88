import { decodeJson, encodeJson } from "../store/json.ts";
import { keys, under } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

/** Batches (hashes) that may be closed at any moment, and until which time of the chain: nothing more is recorded for them meanwhile. */
export type Closing = {
  until(batch: string): number | undefined;
  /** On disk before it returns: a closing that was sent may be mined while this service is down. */
  shut(batch: string, until: number): Promise<void>;
  open(batch: string): Promise<void>;
};

export async function openClosing(store: Store): Promise<Closing> {
  const deadlines = new Map<string, number>();
  const { from, to } = under(keys.closings);
  for await (const [key, value] of store.scan({ from, to }))
    deadlines.set(key.slice(from.length), decodeJson<number>(value));
  return {
    until: (batch) => deadlines.get(batch),
    shut: async (batch, until) => {
      deadlines.set(batch, until);
      await store.commit([{ key: keys.closing(batch), value: encodeJson(until) }]);
    },
    open: async (batch) => {
      if (deadlines.delete(batch)) await store.commit([{ key: keys.closing(batch), gone: true }]);
    },
  };
}
