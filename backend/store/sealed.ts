import { createHash } from "node:crypto";

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** LevelDB notices no flipped bit: every value carries its own SHA-256 and is read through it. */
export const sealed = {
  name: "sealed",
  format: "buffer" as const,
  encode: (value: Uint8Array): Buffer => Buffer.concat([sha256(value), value]),
  decode: (stored: Buffer): Buffer => {
    const value = stored.subarray(32);
    if (!sha256(value).equals(stored.subarray(0, 32))) throw new Error("stored value does not match its hash");
    return value;
  },
};
