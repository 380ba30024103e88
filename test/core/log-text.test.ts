import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64, concat, utf8 } from "#core/bytes.ts";
import { encodeCheckpoint, parseCheckpoint } from "#core/log/checkpoint.ts";
import { encodeEntryBundle, encodeTilePath, parseEntryBundle, parseTilePath, type TilePath } from "#core/log/tile.ts";
import { encodeTlogProof, parseTlogProof } from "#core/log/tlog-proof.ts";
import { refused } from "./refused.ts";

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const size = fc.oneof(fc.nat(), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

/** `text` with one character changed, added or taken away. */
const nearly = (text: string, characters: string) =>
  fc
    .record({ at: fc.nat(text.length), other: fc.constantFrom(...characters), keep: fc.nat(1), add: fc.nat(1) })
    .map(({ at, other, keep, add }) => text.slice(0, at) + (add ? other : "") + text.slice(at + (keep ? 0 : 1)));

describe("a checkpoint", () => {
  it("is read back", () => {
    fc.assert(
      fc.property(size, hash, (size, root) => {
        const checkpoint = { origin: "log.example/2026", size, root };
        expect(parseCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
    );
  });

  it("is the example of the specification", () => {
    const body = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`;
    const checkpoint = parseCheckpoint(body);
    expect([checkpoint.origin, checkpoint.size]).toEqual(["example.com/behind-the-sofa", 20_852_163]);
    expect(encodeCheckpoint(checkpoint)).toBe(body);
  });

  it("has one spelling: changed in one place it is refused, or says something else", () => {
    const body = encodeCheckpoint(parseCheckpoint(`a.example\n120\n${ROOT}\n`));
    fc.assert(
      fc.property(nearly(body, "\n 0129+=aZ/x-"), (text) => {
        if (refused(() => parseCheckpoint(text)) === "accepted")
          expect(encodeCheckpoint(parseCheckpoint(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("may be followed by lines of others, which it keeps but does not read", () => {
    const body = `a\n1\n${ROOT}\nextension\n `;
    expect(parseCheckpoint(`${body}\n`)).toMatchObject({ size: 1, extensions: ["extension", " "] });
    expect(encodeCheckpoint(parseCheckpoint(`${body}\n`))).toBe(`${body}\n`);
    expect(refused(() => parseCheckpoint(body))).toBe("checkpoint-malformed");
    expect(refused(() => parseCheckpoint(`a\n1\n${ROOT}\n\nextension\n`))).toBe("checkpoint-malformed");
  });

  it.each(["", "01", "+1", "-1", " 1", "1 ", "0x10", "1e3", "1.0", "１", "9007199254740992", "99999999999999999"])(
    "refuses the size %j",
    (size) => {
      expect(refused(() => parseCheckpoint(`a\n${size}\n${ROOT}\n`))).toBe("tree-size-not-decimal");
    },
  );

  it.each([
    ["no origin", `\n1\n${ROOT}\n`],
    ["no last newline", `a\n1\n${ROOT}`],
    ["a root of 31 bytes", `a\n1\n${base64(new Uint8Array(31))}\n`],
    ["an empty line at the end", `a\n1\n${ROOT}\n\n`],
  ])("refuses %s", (_, body) => {
    expect(refused(() => parseCheckpoint(body))).toBe("checkpoint-malformed");
  });
});

describe("a tile's path", () => {
  it("is spelled as the specification does", () => {
    expect(encodeTilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("0/x001/x234/067");
    expect(encodeTilePath({ level: "entries", index: 0, width: 112 })).toBe("entries/000.p/112");
    expect(encodeTilePath({ level: 2, index: 1000, width: 1 })).toBe("2/x001/000.p/1");
  });

  const tile: fc.Arbitrary<TilePath> = fc.record({
    level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant("entries" as const)),
    index: size,
    width: fc.integer({ min: 1, max: 256 }),
  });

  it("is read back", () => {
    fc.assert(
      fc.property(tile, (tile) => {
        expect(parseTilePath(encodeTilePath(tile))).toEqual(tile);
      }),
    );
  });

  it("has one spelling: changed in one place it is refused, or is another tile's", () => {
    const path = tile.chain((tile) => nearly(encodeTilePath(tile), "0123456789x/.p-+ "));
    fc.assert(
      fc.property(path, (text) => {
        if (refused(() => parseTilePath(text)) === "accepted") expect(encodeTilePath(parseTilePath(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    "64/000",
    "00/000",
    "0/00",
    "0/0000",
    "0/1",
    "0/x000/001",
    "0/001/002",
    "0/x001",
    "0/000.p/0",
    "0/000.p/256",
    "0/000.p/01",
    "0/000.p/",
    "entry/000",
    "/0/000",
    "0/../000",
    "0/x999/x999/x999/x999/x999/999",
    "",
  ])("refuses %j", (path) => {
    expect(refused(() => parseTilePath(path))).toBe("tile-path-malformed");
  });
});

describe("a bundle of entries", () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 });

  it("is read back", () => {
    fc.assert(
      fc.property(entries, (entries) => {
        expect(parseEntryBundle(encodeEntryBundle(entries))).toEqual(entries);
      }),
    );
  });

  it("puts the length first, the higher byte before the lower", () => {
    expect(encodeEntryBundle([new Uint8Array(258)]).subarray(0, 2)).toEqual(Uint8Array.of(1, 2));
    expect(encodeEntryBundle([utf8("a"), utf8("")])).toEqual(
      concat(Uint8Array.of(0, 1), utf8("a"), Uint8Array.of(0, 0)),
    );
  });

  it("has one spelling; bytes are refused, or are what their entries are written as", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40, max: 9 }), (bytes) => {
        if (refused(() => parseEntryBundle(bytes)) === "accepted")
          expect(encodeEntryBundle(parseEntryBundle(bytes))).toEqual(bytes);
      }),
    );
  });

  it("is refused when it is cut within an entry", () => {
    const bundle = encodeEntryBundle([utf8("tea"), utf8("leaf")]);
    const cuts = Array.from({ length: bundle.length }, (_, n) =>
      refused(() => parseEntryBundle(bundle.subarray(0, n))),
    );
    expect(cuts).toEqual(cuts.map((_, n) => (n === 5 ? "accepted" : "entry-bundle-malformed")));
  });

  it("holds 1 to 256 entries", () => {
    const of = (count: number) =>
      refused(() => parseEntryBundle(encodeEntryBundle(Array.from({ length: count }, () => utf8("tea")))));
    expect([0, 1, 256, 257].map(of)).toEqual([
      "entry-bundle-malformed",
      "accepted",
      "accepted",
      "entry-bundle-malformed",
    ]);
  });

  it("takes an entry of 65,535 bytes and refuses one of 65,536", () => {
    expect(parseEntryBundle(encodeEntryBundle([new Uint8Array(65_535)]))[0]?.length).toBe(65_535);
    expect(refused(() => encodeEntryBundle([new Uint8Array(65_536)]))).toBe("leaf-too-large");
  });
});

describe("a proof file", () => {
  const checkpoint = `a.example\n120\n${ROOT}\n\n— a.example AAAAAAA=\n`;
  const proof = fc.record(
    {
      extra: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      index: size,
      proof: fc.array(hash, { maxLength: 63 }),
      checkpoint: fc.constant(checkpoint),
    },
    { requiredKeys: ["index", "proof", "checkpoint"] },
  );

  it("is read back, the checkpoint letter for letter", () => {
    fc.assert(
      fc.property(proof, (proof) => {
        expect(parseTlogProof(encodeTlogProof(proof))).toEqual(proof);
      }),
    );
  });

  it("has one spelling: changed in one place it is refused, or says something else", () => {
    const text = encodeTlogProof({ extra: utf8("tea"), index: 10, proof: [new Uint8Array(32).fill(9)], checkpoint });
    fc.assert(
      fc.property(nearly(text, "\n 01x=aZ/"), (changed) => {
        if (refused(() => parseTlogProof(changed)) === "accepted")
          expect(encodeTlogProof(parseTlogProof(changed))).toBe(changed);
      }),
      { numRuns: 1500 },
    );
  });

  it("has no extra line without extra data", () => {
    expect(encodeTlogProof({ extra: new Uint8Array(), index: 1, proof: [], checkpoint })).not.toContain("extra");
  });

  const line = base64(new Uint8Array(32));
  const file = (...lines: string[]) => [...lines, "", checkpoint].join("\n");
  it.each([
    ["another version", file("c2sp.org/tlog-proof@v2", "index 0")],
    ["no index", file("c2sp.org/tlog-proof@v1", line)],
    ["an index with a zero before it", file("c2sp.org/tlog-proof@v1", "index 01")],
    ["an index that is not exact", file("c2sp.org/tlog-proof@v1", "index 9007199254740992")],
    ["the extra line after the index", file("c2sp.org/tlog-proof@v1", "index 1", "extra AAAA")],
    ["an extra line without extra data", file("c2sp.org/tlog-proof@v1", "extra ", "index 1")],
    ["two extra lines", file("c2sp.org/tlog-proof@v1", "extra AAAA", "extra AAAA", "index 1")],
    ["more than a million characters", file("c2sp.org/tlog-proof@v1", `extra ${"A".repeat(1_000_000)}`, "index 1")],
    ["a hash of 31 bytes", file("c2sp.org/tlog-proof@v1", "index 0", base64(new Uint8Array(31)))],
    ["64 hashes", file("c2sp.org/tlog-proof@v1", "index 0", ...Array.from({ length: 64 }, () => line))],
    ["no checkpoint", "c2sp.org/tlog-proof@v1\nindex 0\n"],
  ])("refuses %s", (_, text) => {
    expect(["proof-malformed", "base64-invalid"]).toContain(refused(() => parseTlogProof(text)));
  });
});
