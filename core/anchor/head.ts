import { concat, fromHex, hex } from "../bytes.ts";
import { numberOf, wordsOf } from "../chain/abi.ts";
import { HEAD_ANCHORED } from "../chain/views.ts";
import type { Hash } from "../crypto.ts";
import type { EventLog } from "../ethereum/receipt.ts";
import { Refusal } from "../refusal.ts";

/** keccak256("Heartbeat(bytes32,uint64,uint64,bytes32,uint64,uint32)"). */
export const HEARTBEAT = "9ddcbafcabd4da6e05dd1cea1a905c28b2d728fba9147f70a1c2b7f8ca7c6e35";

/** The head that LogAnchor holds (docs/spec/anchor.md); `root` is hex, `time` as the chain has it. */
export type AnchoredHead = {
  readonly root: string;
  readonly size: number;
  readonly time: number;
  readonly index: number;
  readonly frozen: boolean;
};

/** Where LogAnchor keeps a log's head: the root's slot, and that of everything else. */
export function headSlots(keccak256: Hash, logId: string): readonly [root: Uint8Array, head: Uint8Array] {
  const first = keccak256(concat(fromHex(logId), new Uint8Array(32)));
  const next = (BigInt(`0x${hex(first)}`) + 1n) % (1n << 256n);
  return [first, fromHex(next.toString(16).padStart(64, "0"))];
}

/** The two slots' words. Refuses with `anchor-proof-wrong` when the log has no head there, or the word is not the contract's. */
export function headFromSlots(root: Uint8Array, word: Uint8Array): AnchoredHead {
  const number = (from: number, to: number) => numberOf(hex(word.subarray(from, to)).padStart(64, "0"));
  const [nothing, frozen, index, time, size] = [
    number(0, 3),
    number(7, 8),
    number(8, 16),
    number(16, 24),
    number(24, 32),
  ];
  if (nothing !== 0 || frozen > 1) throw wrong("not the contract's word");
  return whole({ root: hex(root), size, time, index, frozen: frozen === 1 });
}

/** HeadAnchored or Heartbeat of this log, raised by this contract. Refuses with `anchor-proof-wrong`. */
export function headFromEvent({ address, topics, data }: EventLog, contract: string, logId: string): AnchoredHead {
  const [event = "", log = "", index, size] = topics.map(hex);
  const words = wordsOf(`0x${hex(data)}`) ?? [];
  const isOurs = `0x${hex(address)}` === contract && log === logId && topics.length === 4;
  if (!isOurs || words.length !== ({ [HEAD_ANCHORED]: 2, [HEARTBEAT]: 3 }[event] ?? -1))
    throw wrong("not an anchor of this log");
  const [root = "", time] = words;
  return whole({ root, size: numberOf(size), time: numberOf(time), index: numberOf(index), frozen: false });
}

function whole(head: AnchoredHead): AnchoredHead {
  if (![head.size, head.time, head.index].every((value) => value > 0)) throw wrong("no head");
  return head;
}

const wrong = (problem: string) => new Refusal("anchor-proof-wrong", { problem });
