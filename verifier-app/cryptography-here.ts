import type { Crypto } from "#core/crypto.ts";
import { nobleCrypto } from "#core/noble.ts";

/** In place of slow-cryptography.ts where no other worker is wanted: in one already, or in a page of one file, which has no second to load one from. */
export const slowVerification = (): Omit<Crypto, "sha256"> => ({
  verifyP256: nobleCrypto.verifyP256,
  verifyEd25519: nobleCrypto.verifyEd25519,
});
