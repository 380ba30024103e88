import { hex, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";

/** An id as the contracts know it: 0x-prefixed SHA-256 of its text. */
export const chainId32 = (sha256: Hash, id: string): string => `0x${hex(sha256(utf8(id)))}`;
