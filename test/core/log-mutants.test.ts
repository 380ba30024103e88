import { generateKeyPairSync, sign, webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64url, fromUtf8, hex, utf8 } from "#core/bytes.ts";
import { type Checkpoint, encodeCheckpoint, parseCheckpoint } from "#core/log/checkpoint.ts";
import { encodeVkey, noteWith, parseNote, parseVkey, signatureLine, verifyNote } from "#core/log/note.ts";
import { verifyInclusion } from "#core/log/proof.ts";
import { encodeEntryBundle, encodeTilePath, parseEntryBundle, parseTilePath } from "#core/log/tile.ts";
import { encodeTlogProof, parseTlogProof } from "#core/log/tlog-proof.ts";
import { leafHash } from "#core/log/tree.ts";
import { nobleCrypto } from "#core/noble.ts";
import { webCrypto } from "#core/webcrypto.ts";
import { bytesChange, changed, changedBytes, textChange } from "./one-place.ts";
import { refused, refusedLater } from "./refused.ts";
import { slowPath, slowRoot } from "./slow-tree.ts";

// A mutant is refused with a code of the list, or it is another valid text that does not pass for the first. `refused` lets
// anything else that is thrown through: a TypeError fails the test.

const { sha256 } = nobleCrypto;
const crypto = webCrypto(webcrypto.subtle as never, sha256);
const ORIGIN = "log.example/2026";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const VKEY = encodeVkey(sha256, ORIGIN, fromBase64url(publicKey.export({ format: "jwk" }).x ?? ""));
const ourLine = (text: string): string =>
  signatureLine(ORIGIN, parseVkey(VKEY).keyId, new Uint8Array(sign(null, utf8(text), privateKey)));
const read = async (note: string): Promise<Checkpoint> => parseCheckpoint(await verifyNote(crypto, note, [VKEY]));

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const extensions = fc.array(fc.string({ unit: fc.constantFrom(..."ab +-=—茶"), minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 2,
});
const checkpoint: fc.Arbitrary<Checkpoint> = fc.record(
  { origin: fc.constant(ORIGIN), size: fc.maxSafeNat(), root: hash, extensions },
  { requiredKeys: ["origin", "size", "root"] },
);
/** Signatures of keys that the reader does not know. */
const strangers = fc.array(
  fc
    .tuple(fc.constantFrom("w1.example", "w2.example/茶"), fc.uint8Array({ minLength: 5, maxLength: 80 }))
    .map(([name, blob]) => signatureLine(name, blob.subarray(0, 4), blob.subarray(4))),
  { maxLength: 3 },
);
const signed = fc.tuple(checkpoint, strangers, fc.nat(3)).map(([one, lines, at]) => {
  const text = encodeCheckpoint(one);
  return { text, note: noteWith(text, lines.toSpliced(at, 0, ourLine(text))) };
});

/** What is left when a mutant of a note is accepted: our own signature of the same text, and strangers' lines that nobody reads. */
function expectSameText(mutant: string, text: string): void {
  const { text: read, signatures } = parseNote(mutant);
  const lines = signatures.map((one) => signatureLine(one.name, one.keyId, one.signature));
  expect(read).toBe(text);
  expect(noteWith(read, lines)).toBe(mutant);
  expect(lines).toContain(ourLine(text));
}

describe("a signed checkpoint, changed in one place", () => {
  it("is refused by name, unless only lines of strangers changed", async () => {
    await fc.assert(
      fc.asyncProperty(signed, textChange, async ({ text, note }, change) => {
        const mutant = changed(note, change);
        fc.pre(mutant !== note);
        if ((await refusedLater(() => read(mutant))) === "accepted") expectSameText(mutant, text);
      }),
      { numRuns: 4000 },
    );
  });

  it("is refused by name as bytes, UTF-8 broken or not, unless only lines of strangers changed", async () => {
    await fc.assert(
      fc.asyncProperty(signed, bytesChange, async ({ text, note }, change) => {
        const mutant = changedBytes(utf8(note), change);
        fc.pre(hex(mutant) !== hex(utf8(note)));
        const code = await refusedLater(async () => read(fromUtf8(mutant)));
        if (code === "accepted") expectSameText(fromUtf8(mutant), text);
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused by the plain JavaScript too", async () => {
    await fc.assert(
      fc.asyncProperty(signed, textChange, async ({ text, note }, change) => {
        const mutant = changed(note, change);
        fc.pre(mutant !== note);
        const code = await refusedLater(() => verifyNote(nobleCrypto, mutant, [VKEY]));
        expect(code).toBe(await refusedLater(() => verifyNote(crypto, mutant, [VKEY])));
        if (code === "accepted") expectSameText(mutant, text);
      }),
      { numRuns: 200 },
    );
  });

  it("as a bare text is refused, or is what its own checkpoint is written as", () => {
    fc.assert(
      fc.property(checkpoint, textChange, (one, change) => {
        const mutant = changed(encodeCheckpoint(one), change);
        if (refused(() => parseCheckpoint(mutant)) === "accepted")
          expect(encodeCheckpoint(parseCheckpoint(mutant))).toBe(mutant);
      }),
      { numRuns: 4000 },
    );
  });
});

it("a verifier key, changed in one place, verifies nothing", async () => {
  const text = encodeCheckpoint({ origin: ORIGIN, size: 3, root: new Uint8Array(32) });
  const note = noteWith(text, [ourLine(text)]);
  await fc.assert(
    fc.asyncProperty(textChange, async (change) => {
      const mutant = changed(VKEY, change);
      fc.pre(mutant !== VKEY);
      expect(await refusedLater(() => verifyNote(crypto, note, [mutant]))).toMatch(
        /^(vkey-malformed|vkey-type-unsupported|base64-invalid|note-signature-missing)$/,
      );
    }),
    { numRuns: 2000 },
  );
});

const proven = fc
  .record({ size: fc.integer({ min: 1, max: 40 }), at: fc.nat(), spell: fc.boolean(), strangers })
  .map(({ size, at, spell, strangers }) => {
    const entries = Array.from({ length: size }, (_, n) => utf8(`leaf ${n}`));
    const leaves = entries.map((entry) => leafHash(sha256, entry));
    const [index, text] = [at % size, encodeCheckpoint({ origin: ORIGIN, size, root: slowRoot(leaves) })];
    const leaf = entries[index] as Uint8Array;
    const checkpoint = noteWith(text, [...strangers, ourLine(text)]);
    return {
      leaf,
      text,
      checkpoint,
      index,
      file: encodeTlogProof({ ...(spell && { extra: leaf }), index, proof: slowPath(index, leaves), checkpoint }),
    };
  });
/** Everything that a reader of a proof file does: returns the place of the leaf, that of the file or the one he holds. */
async function place(file: string, leaf: Uint8Array): Promise<number> {
  const { extra = leaf, index, proof, checkpoint } = parseTlogProof(file);
  const { size, root } = await read(checkpoint);
  verifyInclusion(sha256, { index, size, leafHash: leafHash(sha256, extra), proof, root });
  return index;
}

it("a proof file, changed in one place, is refused by name, or proves the same leaf in the same place", async () => {
  await fc.assert(
    fc.asyncProperty(proven, textChange, async ({ leaf, text, index, file }, change) => {
      expect(await place(file, leaf)).toBe(index);
      const mutant = changed(file, change);
      fc.pre(mutant !== file);
      if (refused(() => parseTlogProof(mutant)) === "accepted")
        expect(encodeTlogProof(parseTlogProof(mutant))).toBe(mutant);
      if ((await refusedLater(() => place(mutant, leaf))) !== "accepted") return;
      const { extra = leaf, index: at, checkpoint } = parseTlogProof(mutant);
      expect([hex(extra), at]).toEqual([hex(leaf), index]);
      expectSameText(checkpoint, text);
    }),
    { numRuns: 2000 },
  );
});

const tile = fc.record({
  level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant("entries" as const)),
  index: fc.oneof(fc.nat(2000), fc.maxSafeNat()),
  width: fc.integer({ min: 1, max: 256 }),
});
it("a tile's path, changed in one place, is refused by name, or is the one spelling of another tile", () => {
  fc.assert(
    fc.property(tile, textChange, (tile, change) => {
      const path = encodeTilePath(tile);
      const mutant = changed(path, change);
      fc.pre(mutant !== path);
      const code = refused(() => parseTilePath(mutant));
      if (code !== "accepted") return void expect(code).toBe("tile-path-malformed");
      expect(encodeTilePath(parseTilePath(mutant))).toBe(mutant);
      expect(parseTilePath(mutant)).not.toEqual(tile);
    }),
    { numRuns: 4000 },
  );
});

it("a bundle of entries, changed in one place, is refused by name, or its hashes are not those of the log", () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 30 }), { minLength: 1, maxLength: 8 });
  const hashes = (bundle: Uint8Array): string =>
    parseEntryBundle(bundle)
      .map((entry) => hex(leafHash(sha256, entry)))
      .join("");
  fc.assert(
    fc.property(entries, bytesChange, (entries, change) => {
      const bundle = encodeEntryBundle(entries);
      const mutant = changedBytes(bundle, change);
      fc.pre(hex(mutant) !== hex(bundle));
      const code = refused(() => parseEntryBundle(mutant));
      if (code !== "accepted") return void expect(code).toBe("entry-bundle-malformed");
      expect(hex(encodeEntryBundle(parseEntryBundle(mutant)))).toBe(hex(mutant));
      expect(hashes(mutant)).not.toBe(hashes(bundle));
    }),
    { numRuns: 2000 },
  );
});

it("whatever is put before a parser, it is read in its one spelling or refused by name", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(..."\n— +=Aa0/.xp\ud800"), maxLength: 60 }),
  );
  const reread = <T>(given: string, parse: (text: string) => T, encode: (value: T) => string): void => {
    if (refused(() => parse(given)) === "accepted") expect(encode(parse(given))).toBe(given);
  };
  fc.assert(
    fc.property(text, fc.uint8Array({ maxLength: 300 }), (text, bytes) => {
      reread(text, parseCheckpoint, encodeCheckpoint);
      reread(text, parseTilePath, encodeTilePath);
      reread(text, parseTlogProof, encodeTlogProof);
      refused(() => parseNote(text));
      refused(() => parseVkey(text));
      refused(() => parseNote(fromUtf8(bytes)));
      if (refused(() => parseEntryBundle(bytes)) === "accepted")
        expect(encodeEntryBundle(parseEntryBundle(bytes))).toEqual(bytes);
    }),
    { numRuns: 2000 },
  );
});
