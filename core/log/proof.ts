import { equal } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { nodeHash } from "./tree.ts";

type Inclusion = {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};
type Consistency = {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

const MOST_HASHES = 63;
const arePlausible = (proof: readonly Uint8Array[], ...numbers: readonly number[]): boolean =>
  numbers.every((n) => Number.isSafeInteger(n) && n >= 0) &&
  proof.length <= MOST_HASHES &&
  proof.every((hash) => hash.length === 32);

// Division and remainder, not shift and mask: those are of 32 bits, and a log may outgrow them.
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** RFC 9162 §2.1.3.2, sizes up to 2^53 − 1. Returns, or refuses with `inclusion-proof-wrong`. */
export function verifyInclusion(sha256: Hash, { index, size, leafHash, proof, root }: Inclusion): void {
  const refuse = () => new Refusal("inclusion-proof-wrong", { index, size });
  if (!arePlausible(proof, index, size) || index >= size || leafHash.length !== 32) throw refuse();
  let [fn, sn, hash] = [index, size - 1, leafHash];
  for (const p of proof) {
    if (sn === 0) throw refuse();
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sha256, p, hash);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = nodeHash(sha256, hash, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0 || !equal(hash, root)) throw refuse();
}

/**
 * RFC 9162 §2.1.4.2; a tree also extends itself, by an empty proof. Returns, or refuses with `consistency-proof-wrong`.
 * Warning: everything extends the empty tree, so an old size of 0 proves nothing and is refused.
 */
export function verifyConsistency(sha256: Hash, { oldSize, newSize, oldRoot, newRoot, proof }: Consistency): void {
  const refuse = () => new Refusal("consistency-proof-wrong", { oldSize, newSize });
  if (!arePlausible(proof, oldSize, newSize) || oldSize === 0 || oldSize > newSize) throw refuse();
  if (oldSize === newSize) {
    if (proof.length > 0 || !equal(oldRoot, newRoot)) throw refuse();
    return;
  }
  let [fn, sn] = [oldSize - 1, newSize - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // oldSize a power of two: the old root itself is the first node.
  const [first, ...rest] = fn === 0 ? [oldRoot, ...proof] : proof;
  if (!first || proof.length === 0) throw refuse();
  let [fr, sr] = [first, first];
  for (const c of rest) {
    if (sn === 0) throw refuse();
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(sha256, c, fr);
      sr = nodeHash(sha256, c, sr);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sha256, sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0 || !equal(fr, oldRoot) || !equal(sr, newRoot)) throw refuse();
}
