import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { base64, equal, fromBase64, fromHex, hex } from "#core/bytes.ts";
import { commitment, hiddenRoot, hiddenSalt } from "#core/label/hidden.ts";
import { Refusal } from "#core/refusal.ts";
import { sha256 } from "../crypto.ts";
import { writeSecret } from "../key-file.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";
import { proofIn } from "./label-tree.ts";

/** The hidden codes of one mint as its packer sends them: never the codes, only the key of their salts and the commitments (base64). */
export type SentHidden = { readonly key: string; readonly commitments: string };
type StoredHidden = { readonly sealed: string; readonly commitments: string };
/** Keeps the keys of salts from whoever reads the store: AES-256-GCM. */
export type Vault = { readonly seal: (key: Uint8Array) => string; readonly open: (sealed: string) => Uint8Array };
/** What is shown for a right code, and what makes it checkable. */
export type Opened = { readonly salt: Uint8Array; readonly proof: readonly Uint8Array[] };

const HASH_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Reads DATA_DIR/hidden-code-key, or makes it. Warning: without it no hidden code can be checked any more. */
export function openVault(dataDir: string): Vault {
  const file = join(dataDir, "hidden-code-key");
  if (!existsSync(file)) writeSecret(file, `${hex(new Uint8Array(randomBytes(HASH_BYTES)))}\n`);
  const secret = fromHex(readFileSync(file, "utf8").trim());
  return {
    seal: (key) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", secret, iv);
      return base64(new Uint8Array(Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()])));
    },
    open: (sealed) => {
      const bytes = fromBase64(sealed);
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]));
    },
  };
}

const pieces = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, n) => bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES));

/** What to store beside a mint of `count` labels; refuses what does not give the root that was signed. */
export function hiddenPut(vault: Vault, labelRoot: string, root: string, count: number, sent: SentHidden): Write {
  const [key, commitments] = [fromBase64(sent.key), fromBase64(sent.commitments)];
  if (key.length !== HASH_BYTES || commitments.length !== count * HASH_BYTES) throw new Refusal("hidden-root-differs");
  if (hex(hiddenRoot(sha256, pieces(commitments))) !== root) throw new Refusal("hidden-root-differs");
  const value: StoredHidden = { sealed: vault.seal(key), commitments: sent.commitments };
  return { key: keys.hidden(labelRoot), value: encodeJson(value) };
}

/** The salt and path of a right code; undefined for a wrong one. */
export async function openHidden(
  store: Store,
  vault: Vault,
  label: { readonly root: string; readonly hiddenRoot: string; readonly index: number },
  { batch, serial, code }: { readonly batch: string; readonly serial: string; readonly code: string },
): Promise<Opened | undefined> {
  const value = await store.read(keys.hidden(label.root));
  if (!value) throw new Refusal("hidden-code-none");
  const stored = decodeJson<StoredHidden>(value);
  const commitments = pieces(new Uint8Array(Buffer.from(stored.commitments, "base64")));
  const salt = hiddenSalt(vault.open(stored.sealed), serial);
  const right = equal(commitment(sha256, { batch, serial, salt, code }), commitments[label.index] ?? new Uint8Array());
  return right ? { salt, proof: proofIn(label.hiddenRoot, () => commitments, label.index) } : undefined;
}
