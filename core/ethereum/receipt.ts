import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { bytesFrom, decodeRlp, encodeRlp, listFrom, numberFrom, type Rlp, scalar } from "./rlp.ts";
import { readTrie } from "./trie.ts";

/** An event: who raised it (20 bytes), its topics (32 bytes each) and its data. */
export type EventLog = {
  readonly address: Uint8Array;
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
};

/** EIP-2930, 1559, 4844 and 7702: their receipts have one form. */
const LAST_TYPE = 4;

/** The events of a transaction, proven by its receipt under a header's receipts root. Refuses with `receipt-malformed`, or as readTrie does. */
export function logsOf(
  keccak256: Hash,
  receiptsRoot: Uint8Array,
  transaction: number,
  proof: readonly Uint8Array[],
): readonly EventLog[] {
  const receipt = readTrie(keccak256, receiptsRoot, receiptKey(transaction), proof);
  if (!receipt) throw new Refusal("receipt-malformed", { problem: "no such transaction" });
  const [type = 0] = receipt;
  const isTyped = type < 0x80;
  if (isTyped && (type === 0 || type > LAST_TYPE)) throw new Refusal("receipt-malformed", { problem: "unknown type" });
  const [status, , bloom, logs] = listFrom(decodeRlp(isTyped ? receipt.subarray(1) : receipt), 4);
  if (numberFrom(status) !== 1) throw new Refusal("receipt-malformed", { problem: "the transaction failed" });
  bytesFrom(bloom, 256);
  return listFrom(logs).map(logFrom);
}

function logFrom(log: Rlp): EventLog {
  const [address, topics, data] = listFrom(log, 3);
  return {
    address: bytesFrom(address, 20),
    topics: listFrom(topics).map((topic) => bytesFrom(topic, 32)),
    data: bytesFrom(data),
  };
}

/** Under what a block's receipts trie keeps the receipt of its n-th transaction, from 0. */
export const receiptKey = (transaction: number): Uint8Array => encodeRlp(scalar(transaction));
