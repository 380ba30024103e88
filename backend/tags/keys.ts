import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromHex, hex, utf8 } from "#core/bytes.ts";
import type { Aes } from "#core/tag/cmac.ts";
import { diversified, type TagKeys } from "#core/tag/sun.ts";
import { writeSecret } from "../key-file.ts";

const KEY_BYTES = 16;
/** Tells our tags' keys from others made of the same master key (AN10922's system identifier). */
const SYSTEM = utf8("Liangji");

const oneBlock =
  (make: typeof createCipheriv | typeof createDecipheriv) =>
  (key: Uint8Array, block: Uint8Array): Uint8Array => {
    const cipher = make("aes-128-ecb", key, null).setAutoPadding(false);
    return new Uint8Array(Buffer.concat([cipher.update(block), cipher.final()]));
  };
export const aes: Aes = { encrypt: oneBlock(createCipheriv), decrypt: oneBlock(createDecipheriv) };

/**
 * Reads DATA_DIR/tag-keys, or makes it: two lines of 32 hex digits, the key of the PICC data and the master of the tags'
 * own keys. Whoever encodes tags needs both; nobody else ever sees them. Warning: without it no tag can be read any more.
 */
export function openTagKeys(dataDir: string): TagKeys {
  const file = join(dataDir, "tag-keys");
  const fresh = (): string => hex(new Uint8Array(randomBytes(KEY_BYTES)));
  if (!existsSync(file)) writeSecret(file, `${fresh()}\n${fresh()}\n`);
  const [meta, master] = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => fromHex(line.trim()));
  if (meta?.length !== KEY_BYTES || master?.length !== KEY_BYTES)
    throw new Error(`${file}: two keys of 16 bytes expected`);
  return { meta, fileOf: (uid) => diversified(aes, master, uid, SYSTEM) };
}
