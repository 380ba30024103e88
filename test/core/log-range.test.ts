import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { verifyConsistency, verifyInclusion } from "#core/log/proof.ts";
import {
  append,
  emptyRange,
  foldNodes,
  nodesForConsistency,
  nodesForInclusion,
  nodesForRoot,
  type Range,
  rangeRoot,
  type TreeNode,
} from "#core/log/range.ts";
import { hugeTree, needleHash } from "./huge-tree.ts";
import { refused } from "./refused.ts";
import { leavesOf, sha256, slowPath, slowProof, slowRoot } from "./slow-tree.ts";

const MOST = 150;
const leaves = leavesOf(MOST);
const stored = new Map<string, Uint8Array>();
const ranges: Range[] = [emptyRange()];

beforeAll(() => {
  for (const leaf of leaves) {
    const { range, nodes } = append(sha256, ranges.at(-1) as Range, leaf);
    for (const { level, index, hash } of nodes) {
      expect(stored.has(`${level}/${index}`)).toBe(false);
      stored.set(`${level}/${index}`, hash);
    }
    ranges.push(range);
  }
});

/** Reads like the service: a node that was never written is an error. */
const read = (level: number, index: number): Uint8Array => {
  const hash = stored.get(`${level}/${index}`);
  if (!hash) throw new Error(`no node ${level}/${index}`);
  return hash;
};
/** Reads only what was complete when the log had `size` leaves. */
const readAt = (size: number) => (level: number, index: number) => {
  if ((index + 1) * 2 ** level > size) throw new Error(`node ${level}/${index} is not complete at ${size}`);
  return read(level, index);
};

type Read = (level: number, index: number) => Uint8Array;
const folded = (nodes: readonly TreeNode[], from: Read): Uint8Array =>
  foldNodes(
    sha256,
    nodes.map(({ level, index }) => from(level, index)),
  );
const rootFrom = (size: number, from: Read) => folded(nodesForRoot(size), from);
const inclusionFrom = (index: number, size: number, from: Read) =>
  nodesForInclusion(index, size).map((nodes) => folded(nodes, from));
const consistencyFrom = (oldSize: number, size: number, from: Read) =>
  nodesForConsistency(oldSize, size).map((nodes) => folded(nodes, from));

describe("appending", () => {
  it("has the root of the recursive definition after every leaf", () => {
    ranges.forEach((range, n) => {
      expect(range.size).toBe(n);
      expect(rangeRoot(sha256, range)).toEqual(slowRoot(leaves.slice(0, n)));
    });
  });

  it("gives every perfect subtree once, with its root, and no other", () => {
    const expected = new Map<string, Uint8Array>();
    for (let level = 0; 2 ** level <= MOST; level++)
      for (let index = 0; (index + 1) * 2 ** level <= MOST; index++)
        expected.set(`${level}/${index}`, slowRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    expect([...stored].sort()).toEqual([...expected].sort());
  });

  it("leaves the range that it grew from as it was", () => {
    const before = ranges[37] as Range;
    const root = rangeRoot(sha256, before);
    append(sha256, before, needleHash);
    expect([before.size, rangeRoot(sha256, before)]).toEqual([37, root]);
  });
});

describe("proofs from stored nodes", () => {
  const size = fc.integer({ min: 1, max: MOST });

  it("are those of the recursive definition, and read nothing that came later", () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, at) => {
        const own = leaves.slice(0, n);
        expect(rootFrom(n, readAt(n))).toEqual(slowRoot(own));
        expect(inclusionFrom(at % n, n, readAt(n))).toEqual(slowPath(at % n, own));
        const old = 1 + (at % n);
        const proof = old === n ? [] : slowProof(old, own);
        expect(consistencyFrom(old, n, readAt(n))).toEqual(proof);
      }),
    );
  });

  it("of the empty log: its root, no proof from it, no leaf in it", () => {
    expect(rootFrom(0, read)).toEqual(slowRoot([]));
    expect(consistencyFrom(0, 9, read)).toEqual([]);
    expect(() => nodesForInclusion(0, 0)).toThrow(RangeError);
    expect(() => nodesForInclusion(9, 9)).toThrow(RangeError);
    expect(() => nodesForConsistency(10, 9)).toThrow(RangeError);
  });

  const sizes = fc.oneof(
    fc.constantFrom(2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52 + 1, 2 ** 53 - 1),
    fc.integer({ min: 2 ** 31, max: Number.MAX_SAFE_INTEGER }),
  );
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("hold near 2^32 and 2^53, and take at most five reads for each level", () => {
    fc.assert(
      fc.property(sizes, share, share, (size, share, part) => {
        const index = Math.min(Math.floor(size * share), size - 1);
        const oldSize = Math.max(1, Math.min(Math.floor(size * part), size));
        const tree = hugeTree(BigInt(index));
        let reads = 0;
        const node = (level: number, at: number) => {
          reads += 1;
          return tree.node(level, at);
        };
        const root = rootFrom(size, node);
        expect(root).toEqual(tree.root(size));
        const path = inclusionFrom(index, size, node);
        expect(path).toEqual(tree.path(size));
        const proof = consistencyFrom(oldSize, size, node);
        expect(reads).toBeLessThanOrEqual(5 * 53);
        const included = { index, size, leafHash: needleHash, proof: path, root };
        expect(refused(() => verifyInclusion(sha256, included))).toBe("accepted");
        const extended = { oldSize, newSize: size, oldRoot: tree.root(oldSize), newRoot: root, proof };
        expect(refused(() => verifyConsistency(sha256, extended))).toBe("accepted");
      }),
      { numRuns: 50 },
    );
  });
});
