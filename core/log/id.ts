import { concat, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";

/** The log's name on the chain: SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ Ed25519 key), whose first four bytes are the C2SP key id. */
export const logId = (sha256: Hash, origin: string, publicKey: Uint8Array): Uint8Array =>
  sha256(concat(utf8(`${origin}\n`), Uint8Array.of(1), publicKey));
