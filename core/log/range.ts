import type { Hash } from "../crypto.ts";
import { emptyRoot, nodeHash, splitOf } from "./tree.ts";

/** The tree's right edge: roots of the perfect subtrees that make up the leaves, largest first. Enough to append. */
export type Range = {
  readonly size: number;
  readonly peaks: readonly { readonly level: number; readonly hash: Uint8Array }[];
};
export type TreeNode = { readonly level: number; readonly index: number };

export const emptyRange = (): Range => ({ size: 0, peaks: [] });

/** Appends one leaf; `nodes` are the perfect subtrees that it completes, the leaf itself first. */
export function append(
  sha256: Hash,
  range: Range,
  leafHash: Uint8Array,
): { range: Range; nodes: readonly (TreeNode & { readonly hash: Uint8Array })[] } {
  const peaks = [...range.peaks];
  let top = { level: 0, hash: leafHash };
  let index = range.size;
  const nodes = [{ ...top, index }];
  for (let left = peaks.at(-1); left?.level === top.level; left = peaks.at(-1)) {
    peaks.pop();
    top = { level: top.level + 1, hash: nodeHash(sha256, left.hash, top.hash) };
    index = Math.floor(index / 2);
    nodes.push({ ...top, index });
  }
  return { range: { size: range.size + 1, peaks: [...peaks, top] }, nodes };
}

export function rangeRoot(sha256: Hash, { peaks }: Range): Uint8Array {
  const last = peaks.at(-1);
  if (!last) return emptyRoot(sha256);
  return peaks.slice(0, -1).reduceRight((right, { hash }) => nodeHash(sha256, hash, right), last.hash);
}

/** A stretch of leaves [from, from + count) as the perfect subtrees it splits into, left to right; `from` is a multiple of each one's width. */
function subtrees(from: number, count: number): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from, left = count; left > 0; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= left) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    [at, left] = [at + width, left - width];
  }
  return nodes;
}

type Stretch = { readonly from: number; readonly count: number };

/** RFC 9162 §2.1.3.1 as stretches of leaves, nearest sibling first. */
function inclusionStretches(index: number, size: number): readonly Stretch[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} among ${size}`);
  const path: Stretch[] = [];
  for (let [from, count] = [0, size]; count > 1; ) {
    const k = splitOf(count);
    const inLeft = index < from + k;
    path.unshift(inLeft ? { from: from + k, count: count - k } : { from, count: k });
    [from, count] = inLeft ? [from, k] : [from + k, count - k];
  }
  return path;
}

/** RFC 9162 §2.1.4.1 as stretches of leaves; none from nothing, and from itself. */
function consistencyStretches(oldSize: number, newSize: number): readonly Stretch[] {
  if (!(oldSize >= 0 && oldSize <= newSize)) throw new RangeError(`${oldSize} leaves are not within ${newSize}`);
  if (oldSize === newSize || oldSize === 0) return [];
  const path: Stretch[] = [];
  let [m, from, count, whole] = [oldSize, 0, newSize, true];
  while (m !== count) {
    const k = splitOf(count);
    if (m <= k) {
      path.unshift({ from: from + k, count: count - k });
      count = k;
    } else {
      path.unshift({ from, count: k });
      [m, from, count, whole] = [m - k, from + k, count - k, false];
    }
  }
  return whole ? path : [{ from, count }, ...path];
}

/** The perfect subtrees of a whole tree, one for each bit of its size; none of an empty one. */
export const nodesForRoot = (size: number): readonly TreeNode[] => subtrees(0, size);
/** Those under each step of a proof. */
export const nodesForInclusion = (index: number, size: number): readonly (readonly TreeNode[])[] =>
  inclusionStretches(index, size).map(({ from, count }) => subtrees(from, count));
export const nodesForConsistency = (oldSize: number, newSize: number): readonly (readonly TreeNode[])[] =>
  consistencyStretches(oldSize, newSize).map(({ from, count }) => subtrees(from, count));

/** The hash over neighbouring perfect subtrees, of which each is the larger one: a step of a proof, or a root. */
export const foldNodes = (sha256: Hash, hashes: readonly Uint8Array[]): Uint8Array =>
  hashes.length === 0 ? emptyRoot(sha256) : hashes.reduceRight((right, left) => nodeHash(sha256, left, right));
