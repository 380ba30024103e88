import { webcrypto } from "node:crypto";
import { SigningKey, TypedDataEncoder, Wallet } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64, concat, fromHex, hex, utf8 } from "#core/bytes.ts";
import { ANCHOR_SIGNATURE, headDigest, heartbeatDigest } from "#core/log/anchor-signature.ts";
import { COSIGNATURE, encodeCosignature, parseCosignature, verifyCosignature } from "#core/log/cosignature.ts";
import { encodeVkey, isBy, noteWith, parseNote, parseVkey, verifyNote, verifyVkey } from "#core/log/note.ts";
import { nobleCrypto } from "#core/noble.ts";
import { webCrypto } from "#core/webcrypto.ts";
import { leavesOf, TIME, testLog, testWitness } from "./log-signer.ts";
import { bytesChange, changed, changedBytes, textChange } from "./one-place.ts";
import { refused, refusedLater } from "./refused.ts";
import { cosigned } from "./vectors.ts";

const { sha256 } = nobleCrypto;
const crypto = webCrypto(webcrypto.subtle as never, sha256);
const parse = (vkey: string) => verifyVkey(sha256, vkey, COSIGNATURE);

/** The time at which the key cosigned this note; undefined when no line says that it is by this key. */
async function cosignedAt(vkey: string, note: string, port = crypto): Promise<number | undefined> {
  const key = parse(vkey);
  const { text, signatures } = parseNote(note);
  const line = signatures.find((one) => isBy(key, one));
  return line && verifyCosignature(port, key, text, line.signature);
}

describe("witnesses of others", () => {
  const { note, log, witnesses, time } = cosigned.checkpoint;
  it.each(witnesses)("%s cosigned a checkpoint, natively and in plain JavaScript", async (vkey) => {
    expect(await verifyNote(crypto, note, [log])).toBe(parseNote(note).text);
    expect(await cosignedAt(vkey, note)).toBe(time);
    expect(await cosignedAt(vkey, note, nobleCrypto)).toBe(time);
  });

  it.each(witnesses)("%s cosigned no other size", async (vkey) => {
    expect(await refusedLater(() => cosignedAt(vkey, note.replace("1432088532", "1432088533")))).toBe(
      "cosignature-wrong",
    );
  });

  it.each(witnesses)("%s is spelled as its operator does", (vkey) => {
    const { name, publicKey } = parse(vkey);
    expect(encodeVkey(sha256, name, publicKey, COSIGNATURE)).toBe(vkey);
  });
});

describe("a cosignature", () => {
  const witness = testWitness("witness.example/w1");
  const log = testLog("log.example/2026");
  const note = log.note(leavesOf(3), 3, ["an extension line"]);
  const { text } = parseNote(note);
  const blob = parseNote(noteWith(text, [witness.line(text)])).signatures[0]?.signature ?? new Uint8Array();

  it("says when it was made, and covers every line of the checkpoint", async () => {
    expect(await verifyCosignature(crypto, witness.key, text, blob)).toBe(TIME);
    for (const [at, line] of text.split("\n").slice(0, -1).entries()) {
      const other = text.split("\n").with(at, `${line}x`).join("\n");
      expect(await refusedLater(() => verifyCosignature(crypto, witness.key, other, blob))).toBe("cosignature-wrong");
    }
  });

  it("is refused with any one bit of time, signature or key flipped", async () => {
    for (let bit = 0; bit < 8 * blob.length; bit++) {
      const mutant = blob.with(bit >> 3, (blob[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
      expect(await refusedLater(() => verifyCosignature(crypto, witness.key, text, mutant))).toMatch(/^cosignature-/);
    }
    for (let bit = 0; bit < 256; bit++) {
      const publicKey = witness.key.publicKey.with(bit >> 3, (witness.key.publicKey[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
      const other = { ...witness.key, publicKey };
      expect(await refusedLater(() => verifyCosignature(crypto, other, text, blob))).toBe("cosignature-wrong");
    }
  });

  it("is refused when a byte is changed, added or taken away, or is another valid time's", async () => {
    await fc.assert(
      fc.asyncProperty(bytesChange, async (change) => {
        const mutant = changedBytes(blob, change);
        fc.pre(hex(mutant) !== hex(blob));
        expect(await refusedLater(() => verifyCosignature(crypto, witness.key, text, mutant))).toMatch(/^cosignature-/);
      }),
      { numRuns: 500 },
    );
  });

  it("is read back as it was written, up to the last safe second and no further", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 64, maxLength: 64 }), (time, signature) => {
        expect(parseCosignature(encodeCosignature({ time, signature }))).toEqual({ time, signature });
      }),
    );
    const late = concat(fromHex("0020000000000000"), new Uint8Array(64));
    expect(refused(() => parseCosignature(late))).toBe("cosignature-malformed");
    expect(refused(() => parseCosignature(late.with(0, 0xff)))).toBe("cosignature-malformed");
  });

  it("is not taken for the log's own signature, nor the log's for it", async () => {
    const own = encodeVkey(sha256, "witness.example/w1", witness.key.publicKey);
    expect(await refusedLater(() => verifyNote(crypto, noteWith(text, [witness.line(text)]), [own]))).toBe(
      "note-signature-missing",
    );
    const asWitness = encodeVkey(sha256, log.origin, log.publicKey, COSIGNATURE);
    expect(await cosignedAt(asWitness, note)).toBeUndefined();
  });
});

describe("a witness's verifier key", () => {
  const { vkey, key } = testWitness("witness.example/w1");
  const [name = "", id = ""] = vkey.split("+");
  const spelled = (bytes: Uint8Array, keyId = id) => `${name}+${keyId}+${base64(bytes)}`;

  it.each([
    ["of another type", encodeVkey(sha256, key.name, key.publicKey)],
    ["of a long type", encodeVkey(sha256, key.name, new Uint8Array(20), ANCHOR_SIGNATURE)],
    ["cut short", spelled(concat(Uint8Array.of(4), key.publicKey.subarray(1)))],
    ["too long", spelled(concat(Uint8Array.of(4), key.publicKey, Uint8Array.of(0)))],
    ["under another id", spelled(concat(Uint8Array.of(4), key.publicKey), "00000000")],
    ["under an id in upper case", vkey.replace(id, id.toUpperCase().replace(/^\d+$/, "ABCDEF01"))],
    ["without a name", vkey.slice(name.length)],
    ["of endless name", `${"a".repeat(600)}${vkey}`],
  ])("is refused %s", (_, mutant) => {
    expect(refused(() => parse(mutant))).toMatch(/^vkey-/);
  });

  it("is refused when it is changed in one place", () => {
    fc.assert(
      fc.property(textChange, (change) => {
        const mutant = changed(vkey, change);
        fc.pre(mutant !== vkey);
        expect(refused(() => parse(mutant))).toMatch(/^(vkey-malformed|vkey-type-unsupported|base64-invalid)$/);
      }),
      { numRuns: 2000 },
    );
  });

  it("is read back as it was written", () => {
    const names = fc.string({ unit: fc.constantFrom(..."ab/.-:茶"), minLength: 1, maxLength: 9 });
    for (const type of [COSIGNATURE, ANCHOR_SIGNATURE])
      fc.assert(
        fc.property(names, fc.uint8Array({ minLength: type.keyBytes, maxLength: type.keyBytes }), (name, bytes) => {
          const made = encodeVkey(sha256, name, bytes, type);
          expect(verifyVkey(sha256, made, type)).toMatchObject({ name, publicKey: bytes });
        }),
      );
  });
});

describe("what a witness signs for a chain", () => {
  const on = { chainId: 31_337, contract: "0x5fc8d32690cc91d4c39d9d3abcbd16989f875707" };
  const logId = fromHex("a43d4a95e2e6c35e6e191fe261339497c3db95732384bbcd18f841abb5f40f90");
  const root = new Uint8Array(32).fill(0xab);

  it("is the worked example of docs/spec/anchor.md", () => {
    expect(hex(headDigest(on, logId, 1_234_567, root))).toBe(
      "92cbd628cb0b90f71c1826d2956fa2c37d2a69a140f7aba43620955d1991a3dd",
    );
    expect(hex(heartbeatDigest(on, logId, 42, 1))).toBe(
      "139a131282fa03895c0f3540788901d316d375683cda84b4b775c1c38f82646a",
    );
  });

  it("is what ethers hashes, for every head and heartbeat", () => {
    const domain = { name: "Liangji LogAnchor", version: "1", chainId: on.chainId, verifyingContract: on.contract };
    const types = {
      Head: [
        { name: "logId", type: "bytes32" },
        { name: "size", type: "uint64" },
        { name: "root", type: "bytes32" },
      ],
      Heartbeat: [
        { name: "logId", type: "bytes32" },
        { name: "index", type: "uint64" },
        { name: "beat", type: "uint64" },
      ],
    };
    const hash = (of: keyof typeof types, message: object) =>
      TypedDataEncoder.hash(domain, { [of]: types[of] }, message).slice(2);
    const id = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(id, fc.maxSafeNat(), id, fc.nat(), (log, size, head, beat) => {
        expect(hex(headDigest(on, log, size, head))).toBe(hash("Head", { logId: log, size, root: head }));
        expect(hex(heartbeatDigest(on, log, size, beat))).toBe(hash("Heartbeat", { logId: log, index: size, beat }));
      }),
      { numRuns: 50 },
    );
  });

  it("stands in a note under a key id of its type, the address and the name", () => {
    const { address } = new Wallet(new SigningKey(new Uint8Array(32).fill(9)));
    const publicKey = fromHex(address.slice(2).toLowerCase());
    const key = parseVkey(encodeVkey(sha256, "witness.example/w1", publicKey, ANCHOR_SIGNATURE), ANCHOR_SIGNATURE);
    const hashed = concat(
      utf8("witness.example/w1\n"),
      Uint8Array.of(0xff),
      utf8("liangji.org/log-anchor/v1"),
      key.publicKey,
    );
    expect(hex(key.keyId)).toBe(hex(sha256(hashed)).slice(0, 8));
  });
});
