import type { Crypto } from "#core/crypto.ts";
import { nobleCrypto } from "#core/noble.ts";

/** In place of the worker: a page of one file has no second file to load one from. */
export const slowVerification = (): Omit<Crypto, "sha256"> => ({
  verifyP256: nobleCrypto.verifyP256,
  verifyEd25519: nobleCrypto.verifyEd25519,
});
