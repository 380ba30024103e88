import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import type { Row } from "./derived.ts";

/**
 * The log's newest durable head. `root` is hex; `time` is when its last entry was recorded, seconds;
 * `ledger` is the digest of the ledger's rows (backend/log/ledger.ts).
 */
export type SignedHead = {
  readonly size: number;
  readonly root: string;
  readonly time: number;
  readonly ledger: string;
  readonly checkpoint: string;
};

export const rowOfHead = (head: SignedHead): Row => ({ key: keys.head, value: encodeJson(head) });

export async function readHead(reading: Reading): Promise<SignedHead | undefined> {
  const value = await reading.read(keys.head);
  return value && decodeJson<SignedHead>(value);
}
