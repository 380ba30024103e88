import { generateKeyPairSync, sign } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { verifyP256 } from "#backend/crypto.ts";
import { base64url, concat, fromBase64url } from "#core/bytes.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk = publicKey.export({ format: "jwk" });
const point = concat(Uint8Array.of(4), fromBase64url(jwk.x ?? ""), fromBase64url(jwk.y ?? ""));
const key = base64url(point);
const signed = (data: Uint8Array): Uint8Array =>
  new Uint8Array(sign("sha256", data, { key: privateKey, dsaEncoding: "ieee-p1363" }));
const slowly = (data: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return p256.verify(signature, data, point, { lowS: false });
  } catch {
    return false;
  }
};

it("verifies each signature, and none with one bit flipped, as another implementation does", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(511), (data, bit) => {
      const signature = signed(data);
      expect([verifyP256(key, data, signature), slowly(data, signature)]).toEqual([true, true]);
      const twin = signature.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect([verifyP256(key, data, twin), slowly(data, twin)]).toEqual([false, false]);
    }),
    { numRuns: 60 },
  );
});

it("verifies numbers that begin with zeros", () => {
  let short = 0;
  for (let n = 0; short < 3; n++) {
    const data = Uint8Array.of(n & 255, n >> 8);
    const signature = signed(data);
    if (signature[0] !== 0 && signature[32] !== 0) continue;
    short++;
    expect(verifyP256(key, data, signature)).toBe(true);
  }
});

it("takes nothing for a signature that is none: zeros, other lengths, a key off the curve", () => {
  const data = Uint8Array.of(1);
  const signature = signed(data);
  for (const wrong of [
    new Uint8Array(64),
    concat(new Uint8Array(32), signature.subarray(32)),
    concat(signature.subarray(0, 32), new Uint8Array(32)),
    new Uint8Array(64).fill(255),
    signature.subarray(0, 63),
    concat(signature, Uint8Array.of(0)),
    new Uint8Array(),
  ])
    expect(verifyP256(key, data, wrong)).toBe(false);
  expect(verifyP256(base64url(point.map((byte, at) => (at === 64 ? byte ^ 1 : byte))), data, signature)).toBe(false);
  expect(verifyP256("", data, signature)).toBe(false);
});
