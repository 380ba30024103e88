import { equal } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { nodeHash } from "./tree.ts";

const MOST_HASHES = 63;
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** RFC 9162 §2.1.3.2. Sizes up to 2^53 − 1. Returns, or refuses with `inclusion-proof-wrong`. */
export function verifyInclusion(
  sha256: Hash,
  {
    index,
    size,
    leafHash,
    proof,
    root,
  }: { index: number; size: number; leafHash: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array },
): void {
  const refuse = () => new Refusal("inclusion-proof-wrong", { index, size });
  if (
    !Number.isSafeInteger(index) ||
    !Number.isSafeInteger(size) ||
    index < 0 ||
    index >= size ||
    proof.length > MOST_HASHES ||
    proof.some((hash) => hash.length !== 32)
  )
    throw refuse();
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

/** RFC 9162 §2.1.4.2 for 0 < oldSize < newSize. Returns, or refuses with `consistency-proof-wrong`. */
export function verifyConsistency(
  sha256: Hash,
  {
    oldSize,
    newSize,
    oldRoot,
    newRoot,
    proof,
  }: { oldSize: number; newSize: number; oldRoot: Uint8Array; newRoot: Uint8Array; proof: readonly Uint8Array[] },
): void {
  const refuse = () => new Refusal("consistency-proof-wrong", { oldSize, newSize });
  if (
    !Number.isSafeInteger(oldSize) ||
    !Number.isSafeInteger(newSize) ||
    oldSize < 1 ||
    oldSize >= newSize ||
    proof.length === 0 ||
    proof.length > MOST_HASHES ||
    proof.some((hash) => hash.length !== 32)
  )
    throw refuse();
  let [fn, sn] = [oldSize - 1, newSize - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // oldSize a power of two: the old root itself is the first node.
  const path = fn === 0 ? [oldRoot, ...proof] : proof;
  let [fr, sr] = [path[0] as Uint8Array, path[0] as Uint8Array];
  for (const c of path.slice(1)) {
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
