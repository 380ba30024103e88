import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fromBase64url } from "#core/bytes.ts";

/** The Ed25519 key in a file; made, and on disk, if there is none. */
export function openKeyFile(file: string): KeyObject {
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  const { privateKey } = generateKeyPairSync("ed25519");
  writeSecret(file, privateKey.export({ format: "pem", type: "pkcs8" }).toString());
  return privateKey;
}

/** For its owner's eyes only; whole and on disk, or not there. */
export function writeSecret(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(`${file}.new`, "w", 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}

export const rawPublicKey = (secret: KeyObject): Uint8Array =>
  fromBase64url(createPublicKey(secret).export({ format: "jwk" }).x ?? "");
