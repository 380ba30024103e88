import { base64, concat, equal, fromBase64, fromHex, hex, utf8 } from "../bytes.ts";
import type { Crypto, Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { logId } from "./id.ts";

export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array };
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };
/** A signature type: the bytes that name it, and how long its keys are. */
export type KeyType = { readonly mark: Uint8Array; readonly keyBytes: number };
export type Vkey = {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** The first byte of the signature type. */
  readonly type: number;
  readonly publicKey: Uint8Array;
};

const ED25519: KeyType = { mark: Uint8Array.of(1), keyBytes: 32 };
// The bounds of golang.org/x/mod/sumdb/note; the specification asks for 16 signatures or more.
const MOST_SIGNATURES = 100;
const MOST_CHARACTERS = 1_000_000;
const MOST_VKEY_CHARACTERS = 10_000;
const NAME = /^[^\p{White_Space}+\u0000-\u001f]{1,200}$/u;
const SIGNATURE_LINE = /^— ([^\p{White_Space}+]{1,200}) ([A-Za-z0-9+/]+={0,2})$/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** What may stand for a key in a signature line. */
const isKeyName = (name: string): boolean => NAME.test(name) && name.isWellFormed();

/** C2SP signed-note: text ending in a newline, an empty line, then one or more signature lines. */
export function parseNote(note: string): Note {
  if (note.length > MOST_CHARACTERS) throw new Refusal("note-malformed", { characters: note.length });
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0 || !note.endsWith("\n") || CONTROL.test(note) || !note.isWellFormed())
    throw new Refusal("note-malformed");
  const lines = note.slice(cut + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw new Refusal("note-malformed", { signatures: lines.length });
  return { text: note.slice(0, cut + 1), signatures: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, blob] = SIGNATURE_LINE.exec(line) ?? [];
  if (!name || !blob) throw new Refusal("note-malformed");
  const bytes = fromBase64(blob);
  if (bytes.length < 5) throw new Refusal("note-malformed");
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

export const signatureLine = (name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `— ${name} ${base64(concat(keyId, signature))}\n`;
export const noteWith = (text: string, lines: readonly string[]): string => `${text}\n${lines.join("")}`;

const keyIdOf = (sha256: Hash, name: string, publicKey: Uint8Array, { mark }: KeyType): Uint8Array =>
  logId(sha256, name, publicKey, mark).subarray(0, 4);

/** `name+hex(keyId)+base64(type ‖ key)`. */
export const encodeVkey = (sha256: Hash, name: string, publicKey: Uint8Array, type = ED25519): string =>
  `${name}+${hex(keyIdOf(sha256, name, publicKey, type))}+${base64(concat(type.mark, publicKey))}`;

/** Strict. Another signature type than the one asked for is refused by its number, with `vkey-type-unsupported`. */
export function parseVkey(vkey: string, { mark, keyBytes } = ED25519): Vkey {
  if (vkey.length > MOST_VKEY_CHARACTERS) throw new Refusal("vkey-malformed", { characters: vkey.length });
  const [name = "", id = "", ...rest] = vkey.split("+");
  // The key is base64 and may itself hold a plus sign.
  const bytes = fromBase64(rest.join("+"));
  const [type] = bytes;
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || type === undefined) throw new Refusal("vkey-malformed");
  if (!equal(bytes.subarray(0, mark.length), mark))
    throw new Refusal("vkey-type-unsupported", { type, wanted: mark[0] ?? 0 });
  const publicKey = bytes.slice(mark.length);
  if (publicKey.length !== keyBytes) throw new Refusal("vkey-malformed");
  return { name, keyId: fromHex(id), type, publicKey };
}

/** A key id is only a name: a key under another key's id, which would make that one's signatures look wrong, is refused too. */
export function verifyVkey(sha256: Hash, vkey: string, type = ED25519): Vkey {
  const key = parseVkey(vkey, type);
  if (!equal(keyIdOf(sha256, key.name, key.publicKey, type), key.keyId)) throw new Refusal("vkey-malformed");
  return key;
}

/** Whether a signature says that it is by this key; only verifying tells whether it is. */
export const isBy = (key: Pick<Vkey, "name" | "keyId">, { name, keyId }: NoteSignature): boolean =>
  name === key.name && equal(keyId, key.keyId);

/** Returns the note's text when at least one of `vkeys` signed it and none of them wrongly; other signatures are ignored. */
export async function verifyNote(crypto: Crypto, note: string, vkeys: readonly string[]): Promise<string> {
  const { text, signatures } = parseNote(note);
  const keys = vkeys.map((one) => verifyVkey(crypto.sha256, one));
  let known = 0;
  for (const one of signatures) {
    const key = keys.find((own) => isBy(own, one));
    if (!key) continue;
    if (!(await crypto.verifyEd25519(key.publicKey, utf8(text), one.signature)))
      throw new Refusal("note-signature-wrong", { name: key.name });
    known++;
  }
  if (known === 0) throw new Refusal("note-signature-missing");
  return text;
}
