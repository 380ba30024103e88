import { createPublicKey, hash, type KeyObject, verify, webcrypto } from "node:crypto";
import { base64url, fromBase64url } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import type { Crypto } from "#core/crypto.ts";
import { type Subtle, webCrypto } from "#core/webcrypto.ts";
import { remembered } from "./remembered.ts";

export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(hash("sha256", data, "buffer"));

/** core's cryptography port in a service. */
export const nativeCrypto: Crypto = webCrypto(webcrypto.subtle as unknown as Subtle, sha256);

/** An id as contracts know it. */
export const hashOfId = remembered((id) => idHash(sha256, id));

/** base64url of 04‖x‖y → KeyObject; importing costs more than verifying, so keys are kept. */
const keyObject = remembered((publicKey): KeyObject => {
  const raw = fromBase64url(publicKey);
  return createPublicKey({
    format: "jwk",
    key: { kty: "EC", crv: "P-256", x: base64url(raw.subarray(1, 33)), y: base64url(raw.subarray(33)) },
  });
});

/**
 * ECDSA P-256 over SHA-256 of `data`, signature r‖s. A key that is no point of the curve verifies nothing. Node takes a
 * bare key nearly twice as fast as one with an encoding beside it, and to a bare key belongs a DER signature.
 */
export function verifyP256(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    return signature.length === 64 && verify("sha256", data, keyObject(publicKey), derOf(signature));
  } catch {
    return false;
  }
}

/** r‖s as an ECDSA-Sig-Value (RFC 3279 §2.2.3). */
function derOf(signature: Uint8Array): Uint8Array {
  const r = derInteger(signature.subarray(0, 32));
  const s = derInteger(signature.subarray(32));
  return Uint8Array.of(0x30, r.length + s.length, ...r, ...s);
}

/** X.690 §8.3: no leading zeros, but one before a leading one bit. */
function derInteger(big: Uint8Array): Uint8Array {
  const from = big.findIndex((byte) => byte !== 0);
  const bytes = big.subarray(from < 0 ? 31 : from);
  const sign = (bytes[0] ?? 0) >> 7 === 1 ? [0] : [];
  return Uint8Array.of(2, sign.length + bytes.length, ...sign, ...bytes);
}
