import { concat, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";

const ED25519 = Uint8Array.of(1);

/**
 * The log's name on the chain: SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ Ed25519 key). The first four bytes are the C2SP key id, and with
 * another signature type in the place of 0x01 those of other keys.
 */
export const logId = (sha256: Hash, origin: string, publicKey: Uint8Array, type: Uint8Array = ED25519): Uint8Array =>
  sha256(concat(utf8(`${origin}\n`), type, publicKey));
