import { createHash, createPublicKey, type KeyObject, verify, webcrypto } from "node:crypto";
import { base64url, fromBase64url } from "#core/bytes.ts";
import type { Crypto } from "#core/crypto.ts";
import { type Subtle, webCrypto } from "#core/webcrypto.ts";

export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(data).digest());

/** core's cryptography port in a service. */
export const nativeCrypto: Crypto = webCrypto(webcrypto.subtle as unknown as Subtle, sha256);

const MOST_KEYS = 4096;
const cached = new Map<string, KeyObject>();

/** base64url of 04‖x‖y → KeyObject; importing costs more than verifying, so keys are kept. */
function keyObject(publicKey: string): KeyObject {
  const known = cached.get(publicKey);
  if (known) return known;
  const raw = fromBase64url(publicKey);
  const key = createPublicKey({
    format: "jwk",
    key: { kty: "EC", crv: "P-256", x: base64url(raw.subarray(1, 33)), y: base64url(raw.subarray(33)) },
  });
  if (cached.size >= MOST_KEYS) cached.clear();
  cached.set(publicKey, key);
  return key;
}

/** ECDSA P-256 over SHA-256 of `data`, signature r‖s. A key that is no point of the curve verifies nothing. */
export function verifyP256(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify("sha256", data, { key: keyObject(publicKey), dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}
