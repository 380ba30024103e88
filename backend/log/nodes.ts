import {
  append,
  consistencyFromNodes,
  inclusionFromNodes,
  nodesForConsistency,
  nodesForInclusion,
  nodesForRoot,
  type Range,
  rootFromNodes,
  type TreeNode,
} from "#core/log/range.ts";
import { sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";

type ReadNode = (level: number, index: number) => Uint8Array;

/** Adds one leaf, and every perfect subtree that it completes: proofs are read from these, never recomputed from leaves. */
export function appendLeaf(
  range: Range,
  leafHash: Uint8Array,
): { range: Range; nodes: readonly { readonly key: string; readonly value: Uint8Array }[] } {
  const grown = append(sha256, range, leafHash);
  return {
    range: grown.range,
    nodes: grown.nodes.map(({ level, index, hash }) => ({ key: keys.node(level, index), value: hash })),
  };
}

export const inclusionProof = async (store: Reading, index: number, size: number): Promise<readonly Uint8Array[]> =>
  inclusionFromNodes(sha256, index, size, await reader(store, nodesForInclusion(index, size).flat()));

export const consistencyProof = async (
  store: Reading,
  oldSize: number,
  newSize: number,
): Promise<readonly Uint8Array[]> =>
  consistencyFromNodes(sha256, oldSize, newSize, await reader(store, nodesForConsistency(oldSize, newSize).flat()));

/** The root that the log had at `size`. */
export const rootAt = async (store: Reading, size: number): Promise<Uint8Array> =>
  rootFromNodes(sha256, size, await reader(store, nodesForRoot(size)));

/** Nodes below the log's size are always there; one that is not means a damaged store. */
async function reader(store: Reading, nodes: readonly TreeNode[]): Promise<ReadNode> {
  const hashes = await readNodes(store, nodes);
  const found = new Map(nodes.map(({ level, index }, at) => [keys.node(level, index), hashes[at]]));
  return (level, index) => found.get(keys.node(level, index)) ?? missing(level, index);
}

export async function readNodes(store: Reading, nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]> {
  const values = await store.readMany(nodes.map(({ level, index }) => keys.node(level, index)));
  return values.map((value, at) => value ?? missing(nodes[at]?.level ?? 0, nodes[at]?.index ?? 0));
}

const missing = (level: number, index: number): never => {
  throw new Damaged(keys.node(level, index), `log node missing level=${level} index=${index}`);
};
