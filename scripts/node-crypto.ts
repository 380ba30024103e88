import { webcrypto } from "node:crypto";
import type { Crypto } from "#core/crypto.ts";
import { type Subtle, webCrypto } from "#core/webcrypto.ts";
import { sha256 } from "./author.ts";

/** core's cryptography port in a shell: the same WebCrypto verification as in the page. */
export const nodeCrypto: Crypto = webCrypto(webcrypto.subtle as unknown as Subtle, sha256);
