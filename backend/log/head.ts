import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";

/** The log's newest durable head. `root` is hex; `time` is when its last entry was recorded, seconds. */
export type SignedHead = {
  readonly size: number;
  readonly root: string;
  readonly time: number;
  readonly checkpoint: string;
};

export const writeHead = (head: SignedHead): Write => ({ key: keys.head, value: encodeJson(head) });

export async function readHead(store: Store): Promise<SignedHead | undefined> {
  const value = await store.read(keys.head);
  return value && decodeJson<SignedHead>(value);
}
