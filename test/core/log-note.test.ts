import { generateKeyPairSync, sign, webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64, concat, fromBase64, fromBase64url, hex, utf8 } from "#core/bytes.ts";
import { encodeVkey, noteWith, parseNote, parseVkey, signatureLine, verifyNote } from "#core/log/note.ts";
import { nobleCrypto } from "#core/noble.ts";
import { webCrypto } from "#core/webcrypto.ts";
import { refused, refusedLater } from "./refused.ts";
import { notes } from "./vectors.ts";

const { sha256 } = nobleCrypto;
const crypto = webCrypto(webcrypto.subtle as never, sha256);

function signer(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = fromBase64url(publicKey.export({ format: "jwk" }).x ?? "");
  const vkey = encodeVkey(sha256, name, raw);
  const line = (text: string) =>
    signatureLine(name, parseVkey(vkey).keyId, new Uint8Array(sign(null, utf8(text), privateKey)));
  return { vkey, raw, line };
}

const log = signer("log.example/2026");
const TEXT = "log.example/2026\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const NOTE = noteWith(TEXT, [log.line(TEXT)]);
const code = (note: string, vkeys: readonly string[] = [log.vkey]) =>
  refusedLater(() => verifyNote(crypto, note, vkeys));

describe("notes of others", () => {
  it.each(notes)("verifies $comment, natively and in plain JavaScript", async ({ note, text, vkeys }) => {
    expect(await verifyNote(crypto, note, vkeys)).toBe(text);
    expect(await verifyNote(nobleCrypto, note, vkeys)).toBe(text);
  });

  it.each(notes)("refuses $comment once a word is changed", async ({ note, vkeys }) => {
    expect(await code(note.replace("is", "was"), vkeys)).toBe("note-signature-wrong");
  });

  it("spells their keys as they do", () => {
    for (const vkey of notes.flatMap(({ vkeys }) => vkeys)) {
      const { name, keyId, publicKey, type } = parseVkey(vkey);
      expect(encodeVkey(sha256, name, publicKey)).toBe(vkey);
      expect([type, hex(keyId)]).toEqual([1, vkey.split("+")[1]]);
    }
  });
});

describe("a signed note", () => {
  it("gives back its text, without the empty line", async () => {
    expect(await verifyNote(crypto, NOTE, [log.vkey])).toBe(TEXT);
  });

  it("is refused when one character of it is changed, added or taken away", async () => {
    const character = fc.constantFrom(..." \n+=—-aZ09/\u00a0茶");
    const where = fc.nat(NOTE.length - 1);
    await fc.assert(
      fc.asyncProperty(where, character, fc.constantFrom("change", "add", "take"), async (at, other, how) => {
        const kept = how === "add" ? NOTE.slice(at) : NOTE.slice(at + 1);
        const changed = NOTE.slice(0, at) + (how === "take" ? "" : other) + kept;
        if (changed !== NOTE) expect(await code(changed)).not.toBe("accepted");
      }),
      { numRuns: 600 },
    );
  });

  it("may hold empty lines: the signatures come after the last one", async () => {
    const text = "first\n\nsecond\n\n\n";
    expect(await verifyNote(crypto, noteWith(text, [log.line(text)]), [log.vkey])).toBe(text);
  });

  it("is read back line by line", () => {
    const name = fc.string({ unit: fc.constantFrom(..."ab/.-茶"), minLength: 1, maxLength: 9 });
    const signature = fc.record({
      name,
      keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }),
      signature: fc.uint8Array({ minLength: 1, maxLength: 80 }),
    });
    const text = fc.string({ unit: fc.constantFrom(..."ab \n—茶"), maxLength: 20 }).map((body) => `${body}\n`);
    fc.assert(
      fc.property(text, fc.array(signature, { minLength: 1, maxLength: 20 }), (text, signatures) => {
        const lines = signatures.map((one) => signatureLine(one.name, one.keyId, one.signature));
        expect(parseNote(noteWith(text, lines))).toEqual({ text, signatures });
      }),
    );
  });
});

describe("other signatures", () => {
  const other = signer("witness.example/w1");
  const noise = (n: number) =>
    Array.from({ length: n }, (_, i) => signatureLine(`w${i}.example`, Uint8Array.of(0, 0, 0, i), new Uint8Array(76)));

  it("are ignored, 99 of them, whether before or after ours", async () => {
    expect(await code(noteWith(TEXT, [...noise(99), log.line(TEXT)]))).toBe("accepted");
    expect(await code(noteWith(TEXT, [log.line(TEXT), ...noise(99)]))).toBe("accepted");
  });

  it("are not read when there are more than 100", async () => {
    expect(await code(noteWith(TEXT, [log.line(TEXT), ...noise(100)]))).toBe("note-malformed");
  });

  it("may be as long as those of post-quantum keys, 16 of them", async () => {
    const long = Array.from({ length: 16 }, (_, i) =>
      signatureLine(`w${i}.example`, Uint8Array.of(0, 0, 0, i), new Uint8Array(5000)),
    );
    expect(await code(noteWith(TEXT, [...long, log.line(TEXT)]))).toBe("accepted");
  });

  it("of one key count once and may be repeated", async () => {
    expect(await code(noteWith(TEXT, [log.line(TEXT), log.line(TEXT)]))).toBe("accepted");
  });

  it("do not stand in for ours: not by name, not by key id", async () => {
    const { keyId } = parseVkey(log.vkey);
    const sameName = signatureLine("log.example/2026", Uint8Array.of(1, 2, 3, 4), new Uint8Array(64));
    const sameId = signatureLine("other.example", keyId, new Uint8Array(64));
    expect(await code(noteWith(TEXT, [sameName, sameId, other.line(TEXT)]))).toBe("note-signature-missing");
    expect(await code(noteWith(TEXT, [sameName, sameId, log.line(TEXT)]))).toBe("accepted");
  });

  it("of a known key must be right, even beside a right one", async () => {
    const wrong = signatureLine("log.example/2026", parseVkey(log.vkey).keyId, new Uint8Array(64));
    expect(await code(noteWith(TEXT, [log.line(TEXT), wrong]))).toBe("note-signature-wrong");
    expect(await code(noteWith(TEXT, [log.line(TEXT), other.line("else\n")]), [log.vkey, other.vkey])).toBe(
      "note-signature-wrong",
    );
  });

  it("are none for a reader who knows no key", async () => {
    expect(await code(NOTE, [])).toBe("note-signature-missing");
  });
});

describe("what is not a note", () => {
  const line = log.line(TEXT);
  it.each([
    ["no signature", `${TEXT}\n`],
    ["no empty line", `${TEXT}${line}`],
    ["no last newline", NOTE.slice(0, -1)],
    ["a tab", NOTE.replace("3", "\t3")],
    ["a carriage return", NOTE.replaceAll("\n", "\r\n")],
    ["a lone surrogate", NOTE.replace("3", "\ud800")],
    ["a hyphen for the dash", NOTE.replace("—", "-")],
    ["two spaces after the dash", NOTE.replace("— ", "—  ")],
    ["a space that is not U+0020 in the name", NOTE.replace("— log", "— l\u3000og")],
    ["a next-line character in the name", NOTE.replace("— log", "— l\u0085og")],
    ["a plus in the name", NOTE.replace("— log", "— l+g")],
    ["no name", NOTE.replace("— log.example/2026", "— ")],
    ["a signature of no bytes", noteWith(TEXT, [signatureLine("a", Uint8Array.of(1, 2, 3, 4), new Uint8Array())])],
    ["something after the signature", NOTE.replace(/\n$/, " x\n")],
  ])("refuses %s", (_, note) => {
    expect(refused(() => parseNote(note))).toBe("note-malformed");
  });

  it("refuses more than a million characters before it looks at them", () => {
    expect(refused(() => parseNote(noteWith(`${"x".repeat(1_000_000)}\n`, [line])))).toBe("note-malformed");
  });

  it("refuses a second spelling of the signature's base64", () => {
    expect(refused(() => parseNote(noteWith("x\n", ["— a AAAAAAB=\n"])))).toBe("base64-invalid");
  });
});

describe("a verifier key", () => {
  const key = base64(concat(Uint8Array.of(1), log.raw));
  const [, id = ""] = log.vkey.split("+");
  it.each([
    ["no name", `+${id}+${key}`],
    ["a space in the name", `log example+${id}+${key}`],
    ["half a character in the name", `log.example\ud800+${id}+${key}`],
    ["an id in upper case", `log.example/2026+${id.replace(/.$/, "F")}+${key}`],
    ["a short id", `log.example/2026+${id.slice(1)}+${key}`],
    ["no key", `log.example/2026+${id}`],
    ["a type but no key", `log.example/2026+${id}+AQ==`],
    ["one byte too many", `log.example/2026+${id}+${base64(concat(Uint8Array.of(1), log.raw, Uint8Array.of(0)))}`],
    ["more than ten thousand characters", `log.example/2026+${id}+${"A".repeat(10_000)}`],
    ["a key cut short", `log.example/2026+${id}+${base64(fromBase64(key).subarray(0, 32))}`],
  ])("is refused with %s", (_, vkey) => {
    expect(refused(() => parseVkey(vkey))).toBe("vkey-malformed");
  });

  it.each([0, 2, 4, 5, 6, 255])("of signature type %i is refused by that number", (type) => {
    const other = `log.example/2026+${id}+${base64(concat(Uint8Array.of(type), log.raw))}`;
    expect(refused(() => parseVkey(other))).toBe("vkey-type-unsupported");
    expect(() => parseVkey(other)).toThrow(`type=${type}`);
  });

  it("may hold a plus in its base64", () => {
    const publicKey = new Uint8Array(32).fill(0xfb);
    const vkey = encodeVkey(sha256, "log.example", publicKey);
    expect(vkey.split("+").length).toBeGreaterThan(3);
    expect(parseVkey(vkey).publicKey).toEqual(publicKey);
  });

  it("is refused under the id of another key, before any signature is looked at", async () => {
    const other = signer("log.example/2026");
    const mixed = `log.example/2026+${id}+${other.vkey.split("+").slice(2).join("+")}`;
    expect(await code(NOTE, [mixed])).toBe("vkey-malformed");
    expect(await code(noteWith(TEXT, [other.line(TEXT)]), [mixed])).toBe("vkey-malformed");
  });
});
