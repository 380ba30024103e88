import {
  append,
  foldNodes,
  nodesForConsistency,
  nodesForInclusion,
  nodesForRoot,
  type Range,
  type TreeNode,
} from "#core/log/range.ts";
import { leafHash, root } from "#core/log/tree.ts";
import { sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import { leafIn } from "./record.ts";

/** The lowest level whose nodes have rows of their own: one below it stands over a few entries, and is hashed from these. */
export const LOWEST_STORED = 3;

/** Adds one leaf, and every perfect subtree of eight leaves or more that it completes: proofs are read from these and from entries. */
export function appendLeaf(
  range: Range,
  leaf: Uint8Array,
): { range: Range; nodes: readonly { readonly key: string; readonly value: Uint8Array }[] } {
  const grown = append(sha256, range, leaf);
  return {
    range: grown.range,
    nodes: grown.nodes
      .slice(LOWEST_STORED)
      .map(({ level, index, hash }) => ({ key: keys.node(level, index), value: hash })),
  };
}

export const inclusionProof = (store: Reading, index: number, size: number): Promise<readonly Uint8Array[]> =>
  proofOver(store, nodesForInclusion(index, size));

export const consistencyProof = (store: Reading, oldSize: number, newSize: number): Promise<readonly Uint8Array[]> =>
  proofOver(store, nodesForConsistency(oldSize, newSize));

/** The root that the log had at `size`. */
export const rootAt = async (store: Reading, size: number): Promise<Uint8Array> =>
  foldNodes(sha256, await readNodes(store, nodesForRoot(size)));

async function proofOver(store: Reading, steps: readonly (readonly TreeNode[])[]): Promise<readonly Uint8Array[]> {
  const hashes = await readNodes(store, steps.flat());
  let end = 0;
  return steps.map(({ length }) => {
    end += length;
    return foldNodes(sha256, hashes.slice(end - length, end));
  });
}

/** Nodes below the log's size are always there; one that is not means a damaged store. @throws Damaged */
export async function readNodes(store: Reading, nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]> {
  const rows = nodes.map(rowsOf);
  const values = await store.readMany(rows.flat());
  let end = 0;
  return nodes.map((node, at) => {
    const count = rows[at]?.length ?? 0;
    end += count;
    const found = values.slice(end - count, end).map((value, n) => value ?? missing(node, n));
    return node.level < LOWEST_STORED ? root(sha256, found.map(hashOfLine)) : (found[0] as Uint8Array);
  });
}

const hashOfLine = (line: Uint8Array): Uint8Array => leafHash(sha256, leafIn(line));

/** Where a node stands: in a row of its own, or in the entries below it. */
const rowsOf = ({ level, index }: TreeNode): readonly string[] =>
  level < LOWEST_STORED ? entriesBelow({ level, index }).map(keys.entry) : [keys.node(level, index)];

const entriesBelow = ({ level, index }: TreeNode): readonly number[] =>
  Array.from({ length: 2 ** level }, (_, n) => index * 2 ** level + n);

function missing({ level, index }: TreeNode, n: number): never {
  if (level >= LOWEST_STORED) throw new Damaged(keys.node(level, index), `node ${index} of level ${level} is missing`);
  const entry = entriesBelow({ level, index })[n] ?? 0;
  throw new Damaged(keys.entry(entry), `entry ${entry} is missing`);
}
