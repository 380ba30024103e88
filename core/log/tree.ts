import { concat } from "../bytes.ts";
import type { Hash } from "../crypto.ts";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 9162 §2.1.1: SHA-256(0x00 ‖ leaf). */
export const leafHash = (sha256: Hash, leaf: Uint8Array): Uint8Array => sha256(concat(LEAF, leaf));
/** RFC 9162 §2.1.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (sha256: Hash, left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concat(NODE, left, right));
export const emptyRoot = (sha256: Hash): Uint8Array => sha256(new Uint8Array());

/** The largest power of two below n (n ≥ 2), safe beyond 32 bits. */
export function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** RFC 9162 §2.1.1: MTH of the leaves whose hashes are given. */
export function root(sha256: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot(sha256);
  let level = leaves;
  // An odd last node rises unchanged: the same tree as the recursive definition.
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Uint8Array, level[i + 1]];
      next.push(right ? nodeHash(sha256, left, right) : left);
    }
    level = next;
  }
  return level[0] as Uint8Array;
}

/** RFC 9162 §2.1.3.1: the audit path of leaf `index`, nearest sibling first. */
export function inclusionProof(sha256: Hash, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  const path: Uint8Array[] = [];
  let [level, at] = [leaves, index];
  while (level.length > 1) {
    const sibling = level[at ^ 1];
    if (sibling) path.push(sibling);
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      level[2 * i + 1]
        ? nodeHash(sha256, level[2 * i] as Uint8Array, level[2 * i + 1] as Uint8Array)
        : (level[2 * i] as Uint8Array),
    );
    at >>= 1;
  }
  return path;
}

/** RFC 9162 §2.1.4.1: from the tree of the first `oldSize` leaves to the whole. Empty from nothing, and from itself. */
export function consistencyProof(sha256: Hash, leaves: readonly Uint8Array[], oldSize: number): Uint8Array[] {
  if (!(oldSize >= 0 && oldSize <= leaves.length))
    throw new RangeError(`${oldSize} leaves are not within ${leaves.length}`);
  const sub = (m: number, from: number, to: number, whole: boolean): Uint8Array[] => {
    const n = to - from;
    if (m === n) return whole ? [] : [root(sha256, leaves.slice(from, to))];
    const k = splitOf(n);
    return m <= k
      ? [...sub(m, from, from + k, whole), root(sha256, leaves.slice(from + k, to))]
      : [...sub(m - k, from + k, to, false), root(sha256, leaves.slice(from, from + k))];
  };
  return oldSize === 0 || oldSize === leaves.length ? [] : sub(oldSize, 0, leaves.length, true);
}
