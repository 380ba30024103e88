import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { fromBase64url, utf8 } from "#core/bytes.ts";
import { encodeCheckpoint } from "#core/log/checkpoint.ts";
import { COSIGNATURE, cosignedBytes, encodeCosignature } from "#core/log/cosignature.ts";
import { encodeVkey, noteWith, parseVkey, signatureLine, type Vkey } from "#core/log/note.ts";
import { root } from "#core/log/tree.ts";
import { nobleCrypto } from "#core/noble.ts";

const { sha256 } = nobleCrypto;
const signed = (secret: KeyObject, text: Uint8Array): Uint8Array => new Uint8Array(sign(null, text, secret));

function ed25519(): { secret: KeyObject; publicKey: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { secret: privateKey, publicKey: fromBase64url(publicKey.export({ format: "jwk" }).x ?? "") };
}

export type TestWitness = {
  readonly key: Vkey;
  readonly vkey: string;
  /** A signature line over the text of a checkpoint. */
  readonly line: (text: string, time?: number) => string;
};
export const TIME = 1_774_000_000;

export function testWitness(name: string): TestWitness {
  const { secret, publicKey } = ed25519();
  const vkey = encodeVkey(sha256, name, publicKey, COSIGNATURE);
  const key = parseVkey(vkey, COSIGNATURE);
  const line = (text: string, time = TIME) =>
    signatureLine(name, key.keyId, encodeCosignature({ time, signature: signed(secret, cosignedBytes(text, time)) }));
  return { key, vkey, line };
}

export type TestLog = {
  readonly origin: string;
  readonly publicKey: Uint8Array;
  readonly vkey: string;
  /** A signed checkpoint over the first `size` of `leaves`. */
  readonly note: (leaves: readonly Uint8Array[], size: number, extensions?: readonly string[]) => string;
  /** Any text, signed. */
  readonly sign: (text: string) => string;
};

export function testLog(origin: string): TestLog {
  const { secret, publicKey } = ed25519();
  const vkey = encodeVkey(sha256, origin, publicKey);
  const { keyId } = parseVkey(vkey);
  const sign = (text: string) => noteWith(text, [signatureLine(origin, keyId, signed(secret, utf8(text)))]);
  const note = (leaves: readonly Uint8Array[], size: number, extensions: readonly string[] = []) => {
    const text = encodeCheckpoint({ origin, size, root: root(sha256, leaves.slice(0, size)), extensions });
    return sign(text);
  };
  return { origin, publicKey, vkey, note, sign };
}

/** Leaf hashes of a tree; another `salt` is another history. */
export const leavesOf = (count: number, salt = "a"): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, n) => sha256(utf8(`${salt} ${n}`)));
