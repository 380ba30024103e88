import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Crypto, isSpelledP256 } from "./crypto.ts";

/** Slow, readable cryptography in plain JavaScript: for pages without WebCrypto, and to check the native ones against. */
export const nobleCrypto: Crypto = {
  sha256,
  verifyP256: async (publicKey, message, signature) =>
    isSpelledP256(publicKey, signature) && attempt(() => p256.verify(signature, message, publicKey)),
  verifyEd25519: async (publicKey, message, signature) =>
    attempt(() => ed25519.verify(signature, message, publicKey, { zip215: false })),
};

function attempt(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false; // a key or signature that is not a point at all
  }
}
