import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64 } from "#core/bytes.ts";
import { verifyConsistency, verifyInclusion } from "#core/log/proof.ts";
import { hugeTree, needleHash } from "./huge-tree.ts";
import { refused } from "./refused.ts";
import { leavesOf, sha256, slowPath, slowProof, slowRoot } from "./slow-tree.ts";
import { merkle } from "./vectors.ts";

type Proof = readonly Uint8Array[];
const bytesOf = (text: string | null): Uint8Array => fromBase64(text ?? "");
const list = (proof: readonly string[] | null): Proof => (proof ?? []).map(fromBase64);

/** One bit of a 32-byte hash turned over. */
const flipped = (hash: Uint8Array, bit: number): Uint8Array =>
  hash.map((byte, at) => (at === (bit >> 3) % 32 ? byte ^ (1 << (bit & 7)) : byte));

/** Every way to damage a proof in one place: a bit, a hash less, a hash more, two neighbours in the wrong order. */
function damaged(proof: Proof, at: number, bit: number): readonly Proof[] {
  const n = at % Math.max(proof.length, 1);
  const extra = flipped(new Uint8Array(32), bit);
  const swapped = proof.map((hash, i) => (i === n ? proof[n + 1] : i === n + 1 ? proof[n] : hash) ?? hash);
  return [
    proof.map((hash, i) => (i === n ? flipped(hash, bit) : hash)),
    proof.map((hash, i) => (i === n ? hash.subarray(0, 31) : hash)),
    proof.filter((_, i) => i !== n),
    [...proof.slice(0, n), extra, ...proof.slice(n)],
    [...proof, extra],
    ...(n + 1 < proof.length ? [swapped] : []),
  ].filter((one) => one.length !== proof.length || one.some((hash, i) => hash !== proof[i]));
}

describe("the vectors of transparency-dev/merkle", () => {
  it.each(merkle.inclusion)("$file: $desc", ({ leafIdx, treeSize, leafHash, proof, root, wantErr }) => {
    const claim = {
      index: leafIdx,
      size: treeSize,
      leafHash: bytesOf(leafHash),
      proof: list(proof),
      root: bytesOf(root),
    };
    expect(refused(() => verifyInclusion(sha256, claim))).toBe(wantErr ? "inclusion-proof-wrong" : "accepted");
  });

  it.each(merkle.consistency)("$file: $desc", ({ size1, size2, root1, root2, proof, wantErr }) => {
    const claim = {
      oldSize: size1,
      newSize: size2,
      oldRoot: bytesOf(root1),
      newRoot: bytesOf(root2),
      proof: list(proof),
    };
    expect(refused(() => verifyConsistency(sha256, claim))).toBe(wantErr ? "consistency-proof-wrong" : "accepted");
  });
});

const included = fc.record({ size: fc.integer({ min: 1, max: 80 }), at: fc.nat() }).map(({ size, at }) => {
  const leaves = leavesOf(size);
  const index = at % size;
  return {
    index,
    size,
    leafHash: leaves[index] as Uint8Array,
    proof: slowPath(index, leaves),
    root: slowRoot(leaves),
  };
});
const bit = fc.nat(255);

describe("an inclusion proof", () => {
  const code = (claim: Parameters<typeof verifyInclusion>[1]) => refused(() => verifyInclusion(sha256, claim));

  it("is accepted for every leaf of every small tree", () => {
    for (let size = 1; size <= 33; size++)
      for (let index = 0; index < size; index++) {
        const leaves = leavesOf(size);
        const claim = { index, size, proof: slowPath(index, leaves), root: slowRoot(leaves) };
        expect(code({ ...claim, leafHash: leaves[index] as Uint8Array })).toBe("accepted");
      }
  });

  it("is refused when it is damaged in one place", () => {
    fc.assert(
      fc.property(included, fc.nat(), bit, (claim, at, bit) => {
        for (const proof of damaged(claim.proof, at, bit))
          expect(code({ ...claim, proof })).toBe("inclusion-proof-wrong");
      }),
    );
  });

  it("is refused for another leaf, another place and another root", () => {
    fc.assert(
      fc.property(included, fc.nat(), bit, (claim, other, bit) => {
        expect(code({ ...claim, leafHash: flipped(claim.leafHash, bit) })).toBe("inclusion-proof-wrong");
        expect(code({ ...claim, root: flipped(claim.root, bit) })).toBe("inclusion-proof-wrong");
        const index = other % claim.size;
        if (index !== claim.index) expect(code({ ...claim, index })).toBe("inclusion-proof-wrong");
      }),
    );
  });

  it.each([
    ["an index as large as the size", { index: 1, size: 1 }],
    ["a negative index", { index: -1, size: 1 }],
    ["half an index", { index: 0.5, size: 1 }],
    ["no number", { index: Number.NaN, size: 1 }],
    ["the empty tree", { index: 0, size: 0 }],
    ["a size that is not exact", { index: 0, size: 2 ** 53 }],
  ])("is refused for %s", (_, numbers) => {
    expect(code({ ...numbers, leafHash: needleHash, proof: [], root: needleHash })).toBe("inclusion-proof-wrong");
  });

  it("is refused for the same place in a smaller tree, though the hashes lead to the root", () => {
    const leaves = leavesOf(8);
    const claim = { leafHash: leaves[7] as Uint8Array, proof: slowPath(7, leaves), root: slowRoot(leaves) };
    expect(code({ ...claim, index: 7, size: 8 })).toBe("accepted");
    expect(code({ ...claim, index: 3, size: 4 })).toBe("inclusion-proof-wrong");
  });

  it("is refused with more than 63 hashes before any is hashed", () => {
    const proof = Array.from({ length: 64 }, () => needleHash);
    const unused = () => expect.unreachable("hashed");
    const claim = { index: 0, size: 2, leafHash: needleHash, proof, root: needleHash };
    expect(refused(() => verifyInclusion(unused, claim))).toBe("inclusion-proof-wrong");
  });
});

const extended = fc.record({ newSize: fc.integer({ min: 2, max: 80 }), at: fc.nat() }).map(({ newSize, at }) => {
  const oldSize = 1 + (at % (newSize - 1));
  const leaves = leavesOf(newSize);
  return {
    oldSize,
    newSize,
    oldRoot: slowRoot(leaves.slice(0, oldSize)),
    newRoot: slowRoot(leaves),
    proof: slowProof(oldSize, leaves),
  };
});

describe("a consistency proof", () => {
  const code = (claim: Parameters<typeof verifyConsistency>[1]) => refused(() => verifyConsistency(sha256, claim));

  it("is accepted between any two sizes", () => {
    fc.assert(
      fc.property(extended, (claim) => {
        expect(code(claim)).toBe("accepted");
      }),
    );
  });

  it("is refused when it is damaged in one place", () => {
    fc.assert(
      fc.property(extended, fc.nat(), bit, (claim, at, bit) => {
        for (const proof of damaged(claim.proof, at, bit))
          expect(code({ ...claim, proof })).toBe("consistency-proof-wrong");
      }),
    );
  });

  it("is refused when either root is another, and when the two change places", () => {
    fc.assert(
      fc.property(extended, bit, (claim, bit) => {
        expect(code({ ...claim, oldRoot: flipped(claim.oldRoot, bit) })).toBe("consistency-proof-wrong");
        expect(code({ ...claim, newRoot: flipped(claim.newRoot, bit) })).toBe("consistency-proof-wrong");
        const { oldRoot: newRoot, newRoot: oldRoot } = claim;
        expect(code({ ...claim, oldRoot, newRoot })).toBe("consistency-proof-wrong");
      }),
    );
  });

  it("is refused from a log whose past was changed", () => {
    fc.assert(
      fc.property(extended, fc.nat(), (claim, at) => {
        const other = leavesOf(claim.oldSize).map((leaf, n) => (n === at % claim.oldSize ? needleHash : leaf));
        expect(code({ ...claim, oldRoot: slowRoot(other) })).toBe("consistency-proof-wrong");
      }),
    );
  });

  it("is refused between smaller sizes, though the hashes lead to both roots", () => {
    const leaves = leavesOf(8);
    const roots = { oldRoot: slowRoot(leaves.slice(0, 7)), newRoot: slowRoot(leaves), proof: slowProof(7, leaves) };
    expect(code({ ...roots, oldSize: 7, newSize: 8 })).toBe("accepted");
    expect(code({ ...roots, oldSize: 3, newSize: 4 })).toBe("consistency-proof-wrong");
  });

  it("from a tree to itself is empty, and the root stays", () => {
    const root = slowRoot(leavesOf(7));
    const claim = { oldSize: 7, newSize: 7, oldRoot: root, newRoot: root, proof: [] };
    expect(code(claim)).toBe("accepted");
    expect(code({ ...claim, newRoot: needleHash })).toBe("consistency-proof-wrong");
    expect(code({ ...claim, proof: [root] })).toBe("consistency-proof-wrong");
  });

  it.each([
    ["nothing", { oldSize: 0, newSize: 4 }],
    ["a larger tree", { oldSize: 5, newSize: 4 }],
    ["half a leaf", { oldSize: 1.5, newSize: 4 }],
    ["a size that is not exact", { oldSize: 1, newSize: 2 ** 53 }],
  ])("is refused from %s", (_, sizes) => {
    const root = slowRoot(leavesOf(4));
    expect(code({ ...sizes, oldRoot: root, newRoot: root, proof: [] })).toBe("consistency-proof-wrong");
  });
});

describe("a log too large for 32 bits", () => {
  const sizes = [2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 32 + 6, 2 ** 40 + 12_345, 2 ** 53 - 1];
  const size = fc.oneof(fc.constantFrom(...sizes), fc.integer({ min: 2 ** 31, max: Number.MAX_SAFE_INTEGER }));
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("proves a leaf wherever it stands, and not at an index that 32 bits would confuse with it", () => {
    fc.assert(
      fc.property(size, share, fc.nat(), (size, share, bit) => {
        const index = Math.min(Math.floor(size * share), size - 1);
        const tree = hugeTree(BigInt(index));
        const claim = { index, size, leafHash: needleHash, proof: tree.path(size), root: tree.root(size) };
        expect(refused(() => verifyInclusion(sha256, claim))).toBe("accepted");
        const others = [index + 1, index - 1, index + 2 ** 32, index - 2 ** 32, index % 2 ** 32, index + 2 ** 31];
        for (const other of others.filter((one) => one !== index))
          expect(refused(() => verifyInclusion(sha256, { ...claim, index: other }))).toBe("inclusion-proof-wrong");
        for (const proof of damaged(claim.proof, bit, bit % 256))
          expect(refused(() => verifyInclusion(sha256, { ...claim, proof }))).toBe("inclusion-proof-wrong");
      }),
      { numRuns: 60 },
    );
  });

  it("proves that it grew, and not from a past with another leaf", () => {
    fc.assert(
      fc.property(size, share, share, (newSize, part, place) => {
        const oldSize = Math.max(1, Math.min(Math.floor(newSize * part), newSize - 1));
        const tree = hugeTree(BigInt(Math.floor((oldSize - 1) * place)));
        const other = hugeTree(BigInt(newSize));
        const claim = { oldSize, newSize, oldRoot: tree.root(oldSize), newRoot: tree.root(newSize) };
        const proof = tree.proof(oldSize, newSize);
        expect(refused(() => verifyConsistency(sha256, { ...claim, proof }))).toBe("accepted");
        const past = { ...claim, proof, oldRoot: other.root(oldSize) };
        expect(refused(() => verifyConsistency(sha256, past))).toBe("consistency-proof-wrong");
      }),
      { numRuns: 60 },
    );
  });
});
