import { createHash } from "node:crypto";

/** RFC 9162 in the RFC's own words and nothing of ours: what the battery judges served checkpoints by. */
export type ForeignTree = {
  /** §2.1.1: the root over the first `size` leaves. */
  readonly root: (size: number) => Buffer;
  /** §2.1.4.1: from the first `oldSize` leaves to the first `size`. */
  readonly consistency: (oldSize: number, size: number) => readonly Buffer[];
};
type Head = { readonly size: number; readonly root: Buffer };

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** "the largest power of two smaller than n" */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export function foreignTree(leaves: readonly Uint8Array[]): ForeignTree {
  const hashes = leaves.map((leaf) => sha256(LEAF, leaf));
  const whole = new Map<string, Buffer>();
  const mth = (from: number, to: number): Buffer => {
    const n = to - from;
    if (n === 0) return sha256();
    if (n === 1) return hashes[from] ?? Buffer.alloc(0);
    const known = whole.get(`${from} ${to}`);
    if (known) return known;
    const k = split(n);
    const hash = sha256(NODE, mth(from, from + k), mth(from + k, to));
    // Only whole subtrees stay as the log grows.
    if (n === 2 * k) whole.set(`${from} ${to}`, hash);
    return hash;
  };
  const subproof = (m: number, from: number, to: number, b: boolean): Buffer[] => {
    const n = to - from;
    if (m === n) return b ? [] : [mth(from, to)];
    const k = split(n);
    return m <= k
      ? [...subproof(m, from, from + k, b), mth(from + k, to)]
      : [...subproof(m - k, from + k, to, false), mth(from, from + k)];
  };
  return { root: (size) => mth(0, size), consistency: (oldSize, size) => subproof(oldSize, 0, size, true) };
}

/** §2.1.4.2, step by step. */
export function isConsistent(first: Head, second: Head, proof: readonly Buffer[]): boolean {
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  // 1. and 2.
  if (proof.length === 0) return false;
  const isPowerOfTwo = split(first.size + 1) === first.size;
  const path = isPowerOfTwo ? [first.root, ...proof] : [...proof];
  // 3. and 4.
  let [fn, sn] = [BigInt(first.size) - 1n, BigInt(second.size) - 1n];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  // 5. and 6.
  let [fr, sr] = [path[0] ?? Buffer.alloc(0), path[0] ?? Buffer.alloc(0)];
  for (const c of path.slice(1)) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      [fr, sr] = [sha256(NODE, c, fr), sha256(NODE, c, sr)];
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = sha256(NODE, sr, c);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  // 7.
  return fr.equals(first.root) && sr.equals(second.root) && sn === 0n;
}
