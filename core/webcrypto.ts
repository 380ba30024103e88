import { type Crypto, type Hash, isSpelledP256 } from "./crypto.ts";

type Key = object;
/** As much of SubtleCrypto as verification needs. */
export type Subtle = {
  importKey(
    format: "raw",
    key: Uint8Array,
    algorithm: object | string,
    extractable: boolean,
    usages: ["verify"],
  ): Promise<Key>;
  verify(algorithm: object | string, key: Key, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
};

const P256 = { name: "ECDSA", namedCurve: "P-256" };

/** Native verification. SHA-256 is handed in: WebCrypto's own is asynchronous, and a Merkle path wants it at once. */
export function webCrypto(subtle: Subtle, sha256: Hash): Crypto {
  const verifierOf = (importAs: object | string, verifyAs: object | string): Crypto["verifyP256"] => {
    // Few people sign most of a bundle: each one's key is made ready once.
    const ready = new WeakMap<Uint8Array, Promise<Key>>();
    return async (publicKey, message, signature) => {
      try {
        const key = ready.get(publicKey) ?? subtle.importKey("raw", publicKey, importAs, false, ["verify"]);
        ready.set(publicKey, key);
        return await subtle.verify(verifyAs, await key, signature, message);
      } catch {
        return false; // not a point on the curve, or a signature of the wrong length
      }
    };
  };
  const verifyP256 = verifierOf(P256, { name: "ECDSA", hash: "SHA-256" });
  return {
    sha256,
    verifyP256: async (publicKey, message, signature) =>
      isSpelledP256(publicKey, signature) && verifyP256(publicKey, message, signature),
    verifyEd25519: verifierOf("Ed25519", "Ed25519"),
  };
}
