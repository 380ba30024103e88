import { describe, expect, it } from "vitest";
import { fromBase64, hex } from "#core/bytes.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { verifyConsistency, verifyInclusion } from "#core/log/proof.ts";
import { parseEntryBundle } from "#core/log/tile.ts";
import { encodeTlogProof, parseTlogProof } from "#core/log/tlog-proof.ts";
import { consistencyProof, inclusionProof, leafHash, root } from "#core/log/tree.ts";
import { nobleCrypto } from "#core/noble.ts";
import { refused, refusedLater } from "./refused.ts";
import { bigTree, foreignLog, merkle } from "./vectors.ts";

const { sha256 } = nobleCrypto;
const { vkey, checkpoints, tiles } = foreignLog;
const open = async (note: string) => parseCheckpoint(await verifyNote(nobleCrypto, note, [vkey]));
const file = (path: string): Uint8Array => fromBase64(tiles[path] ?? "");
const entries = parseEntryBundle(file("entries/000.p/15"));
const leaves = entries.map((entry) => leafHash(sha256, entry));

describe("a log that another implementation wrote", () => {
  it("has its own checkpoint at every size, whose root we find from its entries", async () => {
    expect(checkpoints).toHaveLength(16);
    for (const [size, note] of checkpoints.entries()) {
      const head = await open(note);
      expect([head.origin, head.size, hex(head.root)]).toEqual([
        "example.com/log/testdata",
        size,
        hex(root(sha256, leaves.slice(0, size))),
      ]);
      expect(await refusedLater(() => open(note.replace(`\n${size}\n`, `\n${size + 1}\n`)))).toBe(
        "note-signature-wrong",
      );
    }
  });

  it("has in its tiles the hashes of its entries, and in its narrower files the first of them", () => {
    for (const width of [1, 8, 15]) {
      expect(hex(file(`0/000.p/${width}`))).toBe(leaves.slice(0, width).map(hex).join(""));
      expect(parseEntryBundle(file(`entries/000.p/${width}`)).map(hex)).toEqual(entries.slice(0, width).map(hex));
    }
  });

  it("grew from each checkpoint to each later one, and from none of another root", async () => {
    const heads = await Promise.all(checkpoints.map(open));
    for (const { size: newSize, root: newRoot } of heads)
      for (const { size: oldSize, root: oldRoot } of heads.slice(1, newSize + 1)) {
        const proof = consistencyProof(sha256, leaves.slice(0, newSize), oldSize);
        const claim = { oldSize, newSize, oldRoot, newRoot, proof };
        expect(refused(() => verifyConsistency(sha256, claim))).toBe("accepted");
        const other = { ...claim, oldRoot: oldRoot.with(0, (oldRoot[0] ?? 0) ^ 1) };
        expect(refused(() => verifyConsistency(sha256, other))).toBe("consistency-proof-wrong");
      }
  });

  it("proves its entries in files of ours", async () => {
    for (const [index, extra] of entries.entries()) {
      const proof = inclusionProof(sha256, leaves, index);
      const read = parseTlogProof(encodeTlogProof({ extra, index, proof, checkpoint: checkpoints[15] ?? "" }));
      const { size, root } = await open(read.checkpoint);
      const of = (entry: Uint8Array) =>
        refused(() => verifyInclusion(sha256, { ...read, size, root, leafHash: leafHash(sha256, entry) }));
      expect([of(read.extra as Uint8Array), of(entries[(index + 1) % 15] as Uint8Array)]).toEqual([
        "accepted",
        "inclusion-proof-wrong",
      ]);
    }
  });
});

describe("vectors", () => {
  it("of transparency-dev/merkle are all there: 98 and 98, of which 6 and 6 are valid", () => {
    const counts = [merkle.inclusion, merkle.consistency].map((cases) => [
      cases.length,
      cases.filter(({ wantErr }) => !wantErr).length,
    ]);
    expect(counts).toEqual([
      [98, 6],
      [98, 6],
    ]);
  });

  const flipped = (hash: Uint8Array): Uint8Array => hash.with(31, (hash[31] ?? 0) ^ 128);

  it.each(bigTree.inclusion)("of leaf $index among $size, and its twin with one bit flipped", (vector) => {
    const claim = {
      ...vector,
      leafHash: fromBase64(vector.leafHash),
      proof: vector.proof.map(fromBase64),
      root: fromBase64(vector.root),
    };
    expect(refused(() => verifyInclusion(sha256, claim))).toBe("accepted");
    for (const at of claim.proof.keys()) {
      const proof = claim.proof.map((hash, n) => (n === at ? flipped(hash) : hash));
      expect(refused(() => verifyInclusion(sha256, { ...claim, proof }))).toBe("inclusion-proof-wrong");
    }
  });

  it.each(bigTree.consistency)("of growth from $oldSize to $newSize, and its twin with one bit flipped", (vector) => {
    const claim = {
      ...vector,
      oldRoot: fromBase64(vector.oldRoot),
      newRoot: fromBase64(vector.newRoot),
      proof: vector.proof.map(fromBase64),
    };
    expect(refused(() => verifyConsistency(sha256, claim))).toBe("accepted");
    for (const at of claim.proof.keys()) {
      const proof = claim.proof.map((hash, n) => (n === at ? flipped(hash) : hash));
      expect(refused(() => verifyConsistency(sha256, { ...claim, proof }))).toBe("consistency-proof-wrong");
    }
  });
});
