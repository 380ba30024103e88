import { nobleCrypto } from "#core/noble.ts";

/** WebCrypto's own SHA-256 is asynchronous; trees and ids want it at once. */
export const sha256 = nobleCrypto.sha256;
