import { hash } from "node:crypto";

/** A value that is not the one that was written under its key. `where` is the key. */
export class Damaged extends Error {
  readonly where: string;
  readonly what: string;
  constructor(where: string, what: string) {
    super(`damaged at ${where}: ${what}`);
    this.name = "Damaged";
    this.where = where;
    this.what = what;
  }
}

const SEAL = 32;
/** SHA-256(key ‖ 0x0A ‖ value). */
export function sealOf(key: string, value: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(key.length * 3 + 1 + value.length);
  const end = bytes.write(key, "utf8");
  bytes[end] = 10;
  bytes.set(value, end + 1);
  return hash("sha256", bytes.subarray(0, end + 1 + value.length), "buffer");
}

/** LevelDB notices no flipped bit, in a value or in its key: each value is stored behind its seal, and read through it. */
export const seal = (key: string, value: Uint8Array): Buffer => behind(sealOf(key, value), value);
export const behind = (seal: Uint8Array, value: Uint8Array): Buffer => Buffer.concat([seal, value]);

/** Seal and value as they are stored, whether they belong together or not. */
export function split(stored: Uint8Array): { readonly seal: Buffer; readonly value: Buffer } {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  return { seal: bytes.subarray(0, SEAL), value: bytes.subarray(SEAL) };
}

/** @throws Damaged */
export function unseal(key: string, stored: Uint8Array): Buffer {
  const { seal, value } = split(stored);
  if (!sealOf(key, value).equals(seal)) throw new Damaged(key, "the stored value does not match its hash");
  return value;
}
