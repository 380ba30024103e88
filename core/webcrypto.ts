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
  const verify = async (
    importAs: object | string,
    verifyAs: object | string,
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => {
    try {
      const key = await subtle.importKey("raw", publicKey, importAs, false, ["verify"]);
      return await subtle.verify(verifyAs, key, signature, message);
    } catch {
      return false; // not a point on the curve, or a signature of the wrong length
    }
  };
  return {
    sha256,
    verifyP256: async (publicKey, message, signature) =>
      isSpelledP256(publicKey, signature) &&
      verify(P256, { name: "ECDSA", hash: "SHA-256" }, publicKey, message, signature),
    verifyEd25519: (publicKey, message, signature) => verify("Ed25519", "Ed25519", publicKey, message, signature),
  };
}
