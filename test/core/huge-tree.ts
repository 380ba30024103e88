import { utf8 } from "#core/bytes.ts";
import { leafHash, nodeHash } from "#core/log/tree.ts";
import { sha256 } from "./slow-tree.ts";

const plain = leafHash(sha256, utf8("plain"));
export const needleHash = leafHash(sha256, utf8("needle"));

const perfect = [plain];
/** Root of 2^level plain leaves. */
function perfectRoot(level: number): Uint8Array {
  for (let top = perfect.length; top <= level; top++)
    perfect.push(nodeHash(sha256, perfect[top - 1] as Uint8Array, perfect[top - 1] as Uint8Array));
  return perfect[level] as Uint8Array;
}

/**
 * A tree of any size whose leaves are all alike but the one at `needle`: what is far from it costs one hash, so sizes near 2^53
 * can be worked out by the recursive definition. All numbers are bigint here, so that no rounding is shared with what is tested.
 */
export function hugeTree(needle: bigint) {
  const split = (n: bigint): bigint => 1n << BigInt((n - 1n).toString(2).length - 1);
  const holds = (from: bigint, n: bigint): boolean => needle >= from && needle < from + n;

  function rootOf(from: bigint, n: bigint): Uint8Array {
    if (n === 1n) return holds(from, n) ? needleHash : plain;
    if (!holds(from, n) && (n & (n - 1n)) === 0n) return perfectRoot(n.toString(2).length - 1);
    const k = split(n);
    return nodeHash(sha256, rootOf(from, k), rootOf(from + k, n - k));
  }
  function path(m: bigint, from: bigint, n: bigint): Uint8Array[] {
    if (n === 1n) return [];
    const k = split(n);
    return m < k ? [...path(m, from, k), rootOf(from + k, n - k)] : [...path(m - k, from + k, n - k), rootOf(from, k)];
  }
  function subproof(m: bigint, from: bigint, n: bigint, b: boolean): Uint8Array[] {
    if (m === n) return b ? [] : [rootOf(from, n)];
    const k = split(n);
    return m <= k
      ? [...subproof(m, from, k, b), rootOf(from + k, n - k)]
      : [...subproof(m - k, from + k, n - k, false), rootOf(from, k)];
  }
  return {
    root: (size: number) => rootOf(0n, BigInt(size)),
    path: (size: number) => path(needle, 0n, BigInt(size)),
    proof: (oldSize: number, newSize: number) => subproof(BigInt(oldSize), 0n, BigInt(newSize), true),
    node: (level: number, index: number) => rootOf(BigInt(index) << BigInt(level), 1n << BigInt(level)),
  };
}
