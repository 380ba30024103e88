import { concat } from "../bytes.ts";
import { Refusal } from "../refusal.ts";

/** Bytes, or a list of such (Ethereum Yellow Paper, appendix B). */
export type Rlp = Uint8Array | readonly Rlp[];

const MOST_BYTES = 131_072;
const MOST_DEPTH = 8;
/** Lengths up to this stand in the first byte. */
const SHORT = 55;

export function encodeRlp(item: Rlp): Uint8Array {
  if (!(item instanceof Uint8Array)) {
    const body = concat(...item.map(encodeRlp));
    return concat(lead(0xc0, body.length), body);
  }
  const isItself = item.length === 1 && (item[0] ?? 0) < 0x80;
  return isItself ? item : concat(lead(0x80, item.length), item);
}

function lead(kind: number, length: number): Uint8Array {
  if (length <= SHORT) return Uint8Array.of(kind + length);
  const digits = scalar(length);
  return Uint8Array.of(kind + SHORT + digits.length, ...digits);
}

/** Strict inverse of encodeRlp: what it would not have written is refused with `rlp-malformed`, as is more than 128 KB or 8 lists in each other. */
export function decodeRlp(bytes: Uint8Array): Rlp {
  if (bytes.length > MOST_BYTES) throw malformed("too long");
  const [item, end] = itemAt(bytes, 0, 0);
  if (end !== bytes.length) throw malformed("something follows");
  return item;
}

function itemAt(bytes: Uint8Array, at: number, depth: number): readonly [item: Rlp, end: number] {
  const first = bytes[at];
  if (first === undefined) throw malformed("nothing there");
  if (first < 0x80) return [bytes.subarray(at, at + 1), at + 1];
  const isList = first >= 0xc0;
  const [start, length] = spanAt(bytes, at + 1, first - (isList ? 0xc0 : 0x80));
  const end = start + length;
  if (end > bytes.length) throw malformed("cut off");
  const body = bytes.subarray(start, end);
  if (isList) return [itemsIn(body, depth + 1), end];
  if (length === 1 && (body[0] ?? 0) < 0x80) throw malformed("longer than it need be");
  return [body, end];
}

function spanAt(bytes: Uint8Array, at: number, length: number): readonly [start: number, length: number] {
  if (length <= SHORT) return [at, length];
  const start = at + length - SHORT;
  const long = numberFrom(bytes.subarray(at, start));
  if (long <= SHORT) throw malformed("longer than it need be");
  return [start, long];
}

function itemsIn(body: Uint8Array, depth: number): readonly Rlp[] {
  if (depth > MOST_DEPTH) throw malformed("too deep");
  const items: Rlp[] = [];
  for (let at = 0; at < body.length; ) {
    const [item, end] = itemAt(body, at, depth);
    items.push(item);
    at = end;
  }
  return items;
}

/** A whole number as RLP has it: big-endian without leading zeros; 0 is no bytes. */
export function scalar(value: bigint | number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = BigInt(value); rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  return Uint8Array.from(bytes);
}

/** Strict inverse of scalar, up to 2^53 − 1. */
export function numberFrom(item: Rlp | undefined): number {
  const bytes = bytesFrom(item);
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  if (bytes[0] === 0 || bytes.length > 7 || !Number.isSafeInteger(value)) throw malformed("no whole number");
  return value;
}

export function bytesFrom(item: Rlp | undefined, length?: number): Uint8Array {
  if (!(item instanceof Uint8Array) || item.length !== (length ?? item.length)) throw malformed("bytes expected");
  return item;
}

export function listFrom(item: Rlp | undefined, count?: number): readonly Rlp[] {
  if (item === undefined || item instanceof Uint8Array || item.length !== (count ?? item.length))
    throw malformed("list expected");
  return item;
}

const malformed = (problem: string) => new Refusal("rlp-malformed", { problem });
