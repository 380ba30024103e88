import { base64, concat, equal, fromBase64, hex, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { isKeyName, type NoteSignature } from "./note.ts";

/** A C2SP signature type other than the plain one: the bytes that name it, and how long its keys are. */
export type KeyType = { readonly mark: Uint8Array; readonly keyBytes: number };
export type SignerKey = { readonly name: string; readonly keyId: Uint8Array; readonly publicKey: Uint8Array };

const MOST_CHARACTERS = 500;

/** The key id is SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4], as signed-note recommends. */
export const signerKey = (sha256: Hash, { mark }: KeyType, name: string, publicKey: Uint8Array): SignerKey => ({
  name,
  keyId: sha256(concat(utf8(`${name}\n`), mark, publicKey)).subarray(0, 4),
  publicKey,
});

/** `name+hex(keyId)+base64(type ‖ key)`. */
export const encodeSignerVkey = ({ mark }: KeyType, { name, keyId, publicKey }: SignerKey): string =>
  `${name}+${hex(keyId)}+${base64(concat(mark, publicKey))}`;

/** Strict: a key of this very type, under its own id, in its one spelling. Refuses with `signer-vkey-malformed`. */
export function parseSignerVkey(sha256: Hash, type: KeyType, vkey: string): SignerKey {
  const refuse = () => new Refusal("signer-vkey-malformed", { characters: vkey.length });
  if (vkey.length > MOST_CHARACTERS || !vkey.isWellFormed()) throw refuse();
  const [name = "", , ...rest] = vkey.split("+");
  // The key is base64 and may itself hold a plus sign.
  const bytes = fromBase64(rest.join("+"));
  const key = signerKey(sha256, type, name, bytes.subarray(type.mark.length));
  if (bytes.length !== type.mark.length + type.keyBytes || !isKeyName(name) || encodeSignerVkey(type, key) !== vkey)
    throw refuse();
  return key;
}

/** Whether a note's signature line says that it is by this key; only verifying tells whether it is. */
export const isBy = (key: SignerKey, { name, keyId }: NoteSignature): boolean =>
  name === key.name && equal(keyId, key.keyId);
