import { createHash, generateKeyPairSync, sign, webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, fromBase64url, hex } from "#core/bytes.ts";
import { type Crypto, isLowS, lowS } from "#core/crypto.ts";
import { nobleCrypto } from "#core/noble.ts";
import { webCrypto } from "#core/webcrypto.ts";

const native = webCrypto(
  webcrypto.subtle as never,
  (data) => new Uint8Array(createHash("sha256").update(data).digest()),
);
const both: readonly (readonly [string, Crypto])[] = [
  ["WebCrypto", native],
  ["noble", nobleCrypto],
];

const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk = p256.publicKey.export({ format: "jwk" });
const [x, y] = [fromBase64url(jwk.x ?? ""), fromBase64url(jwk.y ?? "")];
const point = concat(Uint8Array.of(4), x, y);
const signed = (message: Uint8Array) =>
  lowS(new Uint8Array(sign("sha256", message, { key: p256.privateKey, dsaEncoding: "ieee-p1363" })));

const ed25519 = generateKeyPairSync("ed25519");
const edKey = fromBase64url(ed25519.publicKey.export({ format: "jwk" }).x ?? "");
const edSigned = (message: Uint8Array) => new Uint8Array(sign(null, message, ed25519.privateKey));

const message = fc.uint8Array({ maxLength: 80 });
const flipped = (bytes: Uint8Array, bit: number) =>
  bytes.map((byte, at) => (at === (bit >> 3) % bytes.length ? byte ^ (1 << (bit & 7)) : byte));

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const withS = (s: bigint) => {
  const signature = new Uint8Array(64).fill(1);
  signature.set(Buffer.from(s.toString(16).padStart(64, "0"), "hex"), 32);
  return signature;
};
const otherS = (signature: Uint8Array) => {
  const s = N - BigInt(`0x${hex(signature.subarray(32))}`);
  return concat(signature.subarray(0, 32), withS(s).subarray(32));
};

describe("low s", () => {
  it("ends at half the order of the curve, which is itself low", () => {
    expect(isLowS(withS(N / 2n))).toBe(true);
    expect(isLowS(withS(N / 2n + 1n))).toBe(false);
    expect(isLowS(withS(1n))).toBe(true);
    expect(isLowS(withS(N - 1n))).toBe(false);
  });

  it("is not that of a signature of another length", () => {
    expect(isLowS(withS(1n).subarray(1))).toBe(false);
    expect(isLowS(concat(withS(1n), Uint8Array.of(0)))).toBe(false);
  });

  it("turns s into N − s where it must, and leaves r", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: N - 1n }), (s) => {
        expect(lowS(withS(s))).toEqual(withS(s > N / 2n ? N - s : s));
      }),
    );
  });
});

describe.each(both)("P-256 with %s", (_, { verifyP256 }) => {
  it("accepts what node signed", async () => {
    await fc.assert(
      fc.asyncProperty(message, async (message) => {
        expect(await verifyP256(point, message, signed(message))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses it with one bit changed in the message, the signature or the key", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.nat(10_000), async (message, bit) => {
        const signature = signed(message);
        expect(await verifyP256(point, flipped(message, bit), signature)).toBe(false);
        expect(await verifyP256(point, message, flipped(signature, bit))).toBe(false);
        expect(await verifyP256(flipped(point, bit), message, signature)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses the second spelling of the signature and of the key", async () => {
    const text = Uint8Array.of(1, 2, 3);
    const signature = signed(text);
    const compressed = concat(Uint8Array.of(2 + ((y.at(-1) ?? 0) & 1)), x);
    const der = new Uint8Array(sign("sha256", text, p256.privateKey));
    expect(await verifyP256(point, text, otherS(signature))).toBe(false);
    expect(await verifyP256(point, text, der)).toBe(false);
    expect(await verifyP256(compressed, text, signature)).toBe(false);
    expect(await verifyP256(point.subarray(1), text, signature)).toBe(false);
  });

  it("refuses r or s of zero, and the point at infinity", async () => {
    const text = Uint8Array.of(1);
    const signature = signed(text);
    const zero = new Uint8Array(32);
    expect(await verifyP256(point, text, new Uint8Array(64))).toBe(false);
    expect(await verifyP256(point, text, concat(zero, signature.subarray(32)))).toBe(false);
    expect(await verifyP256(point, text, concat(signature.subarray(0, 32), zero))).toBe(false);
    expect(await verifyP256(concat(Uint8Array.of(4), zero, zero), text, signature)).toBe(false);
  });
});

describe.each(both)("Ed25519 with %s", (_, { verifyEd25519 }) => {
  it("accepts what node signed, and refuses it with one bit changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.nat(10_000), async (message, bit) => {
        const signature = edSigned(message);
        expect(await verifyEd25519(edKey, message, signature)).toBe(true);
        expect(await verifyEd25519(edKey, flipped(message, bit), signature)).toBe(false);
        expect(await verifyEd25519(edKey, message, flipped(signature, bit))).toBe(false);
        expect(await verifyEd25519(flipped(edKey, bit), message, signature)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses keys and signatures of another length", async () => {
    const text = Uint8Array.of(1);
    const signature = edSigned(text);
    expect(await verifyEd25519(edKey.subarray(1), text, signature)).toBe(false);
    expect(await verifyEd25519(edKey, text, signature.subarray(1))).toBe(false);
    expect(await verifyEd25519(edKey, text, concat(signature, Uint8Array.of(0)))).toBe(false);
  });
});

describe("SHA-256 in plain JavaScript", () => {
  it("is node's", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(nobleCrypto.sha256(data)).toEqual(native.sha256(data));
      }),
    );
  });
});
