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
import { leafHash } from "#core/log/tree.ts";
import { sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import { leafIn } from "./record.ts";

type ReadNode = (level: number, index: number) => Uint8Array;

/** Adds one leaf, and every perfect subtree of two leaves or more that it completes: proofs are read from these and from entries. */
export function appendLeaf(
  range: Range,
  leaf: Uint8Array,
): { range: Range; nodes: readonly { readonly key: string; readonly value: Uint8Array }[] } {
  const grown = append(sha256, range, leaf);
  return {
    range: grown.range,
    nodes: grown.nodes.slice(1).map(({ level, index, hash }) => ({ key: keys.node(level, index), value: hash })),
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
  const found = new Map(nodes.map((node, at) => [keyOf(node), hashes[at]]));
  return (level, index) => found.get(keyOf({ level, index })) ?? missing({ level, index });
}

export async function readNodes(store: Reading, nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]> {
  const values = await store.readMany(nodes.map(keyOf));
  return nodes.map((node, at) => {
    const value = values[at] ?? missing(node);
    return node.level === 0 ? leafHash(sha256, leafIn(value)) : value;
  });
}

/** Where a node stands: a leaf is the hash of its entry and has no row of its own. */
const keyOf = ({ level, index }: TreeNode): string => (level === 0 ? keys.entry(index) : keys.node(level, index));

const missing = (node: TreeNode): never => {
  const { level, index } = node;
  throw new Damaged(
    keyOf(node),
    level === 0 ? `entry ${index} is missing` : `node ${index} of level ${level} is missing`,
  );
};
