import { concat } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import type { Prepared } from "#core/ledger/prepare.ts";

/** Prepared entries on their way between threads: few large pieces travel faster than many objects. */
export type Packed = {
  /** JSON: the entries, each in its canonical spelling. */
  readonly entries: string;
  /** Of each entry its leaf, its leaf hash and its unsigned bytes, one behind the other. */
  readonly bytes: Uint8Array;
  /** Of each entry the lengths of its leaf and of its unsigned bytes. */
  readonly lengths: Uint32Array;
  /** Of each entry the hash of its unsigned bytes, hex. */
  readonly unsigned: readonly string[];
};

export function pack(prepared: readonly Prepared[]): Packed {
  const decoder = new TextDecoder();
  return {
    entries: `[${prepared.map(({ leaf }) => decoder.decode(leaf)).join(",")}]`,
    bytes: concat(...prepared.flatMap(({ leaf, leafHash, unsignedBytes }) => [leaf, leafHash, unsignedBytes])),
    lengths: Uint32Array.from(prepared.flatMap(({ leaf, unsignedBytes }) => [leaf.length, unsignedBytes.length])),
    unsigned: prepared.map(({ unsigned }) => unsigned),
  };
}

const HASH = 32;

export function unpack({ entries, bytes, lengths, unsigned }: Packed): readonly Prepared[] {
  let at = 0;
  const next = (length: number): Uint8Array => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  return (JSON.parse(entries) as Entry[]).map((entry, n) => ({
    entry,
    leaf: next(lengths[2 * n] ?? 0),
    leafHash: next(HASH),
    unsignedBytes: next(lengths[2 * n + 1] ?? 0),
    unsigned: unsigned[n] ?? "",
  }));
}
