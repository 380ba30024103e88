import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import type { Write } from "../store/store.ts";

/** The log's newest durable head. `root` is hex; `time` is when its last entry was recorded, seconds. */
export type SignedHead = {
  readonly size: number;
  readonly root: string;
  readonly time: number;
  readonly checkpoint: string;
};

export const writeHead = (head: SignedHead): Write => ({ key: keys.head, value: encodeJson(head) });

export async function readHead(store: Reading): Promise<SignedHead | undefined> {
  const value = await store.read(keys.head);
  return value && decodeJson<SignedHead>(value);
}
