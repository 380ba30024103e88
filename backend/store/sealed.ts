import { createHash } from "node:crypto";

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
export const sealOf = (key: string, value: Uint8Array): Buffer =>
  createHash("sha256").update(key).update("\n").update(value).digest();

/** LevelDB notices no flipped bit, in a value or in its key: each value is stored behind its seal, and read through it. */
export const seal = (key: string, value: Uint8Array): Buffer => Buffer.concat([sealOf(key, value), value]);

/** @throws Damaged */
export function unseal(key: string, stored: Uint8Array): Buffer {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  const value = bytes.subarray(SEAL);
  if (bytes.length < SEAL || !sealOf(key, value).equals(bytes.subarray(0, SEAL)))
    throw new Damaged(key, "the stored value does not match its hash");
  return value;
}
