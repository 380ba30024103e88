import { utf8 } from "#core/bytes.ts";
import { leafHash, nodeHash } from "#core/log/tree.ts";
import { nobleCrypto } from "#core/noble.ts";

/** RFC 9162 §2.1 letter by letter, recursive and slow: what the fast functions are held against. */
export const sha256 = nobleCrypto.sha256;
type Hashes = readonly Uint8Array[];

/** Leaf hashes that all differ. */
export const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => leafHash(sha256, utf8(`leaf ${n}`)));

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** §2.1.1: MTH. */
export function slowRoot(leaves: Hashes): Uint8Array {
  const [only] = leaves;
  if (!only) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(sha256, slowRoot(leaves.slice(0, k)), slowRoot(leaves.slice(k)));
}

/** §2.1.3.1: PATH(m, D[n]). */
export function slowPath(m: number, leaves: Hashes): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...slowPath(m, leaves.slice(0, k)), slowRoot(leaves.slice(k))]
    : [...slowPath(m - k, leaves.slice(k)), slowRoot(leaves.slice(0, k))];
}

/** §2.1.4.1: PROOF(m, D[n]) = SUBPROOF(m, D[n], true), for 0 < m < n. */
export const slowProof = (m: number, leaves: Hashes): Uint8Array[] => subproof(m, leaves, true);

function subproof(m: number, leaves: Hashes, b: boolean): Uint8Array[] {
  if (m === leaves.length) return b ? [] : [slowRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), b), slowRoot(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), slowRoot(leaves.slice(0, k))];
}
