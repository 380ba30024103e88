import { concat, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { isBy, type KeyType, type Note, type Vkey } from "./note.ts";

/** C2SP tlog-cosignature, cosignature/v1: a witness says that at `time` (seconds since 1970) this was the largest tree it had seen of this log. */
export type Cosignature = { readonly time: number; readonly signature: Uint8Array };

/** Signature type 0x04: a timestamped Ed25519 signature. */
export const COSIGNATURE: KeyType = { mark: Uint8Array.of(4), keyBytes: 32 };

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What is signed: two lines, then the checkpoint's whole text, extension lines included. */
export const cosignedBytes = (text: string, time: number): Uint8Array => utf8(`cosignature/v1\ntime ${time}\n${text}`);

/** time (8 bytes, big endian) ‖ signature. */
export function encodeCosignature({ time, signature }: Cosignature): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return concat(bytes, signature);
}

/** Times up to 2^53 − 1; anything else refuses with `cosignature-malformed`. */
export function parseCosignature(blob: Uint8Array): Cosignature {
  const time = blob.subarray(0, TIME_BYTES).reduce((sum, byte) => 256 * sum + byte, 0);
  if (blob.length !== TIME_BYTES + SIGNATURE_BYTES || !Number.isSafeInteger(time))
    throw new Refusal("cosignature-malformed");
  return { time, signature: blob.subarray(TIME_BYTES) };
}

/** Returns the time at which `key` cosigned the checkpoint's text. Refuses with `cosignature-malformed` or `cosignature-wrong`. */
export async function verifyCosignature(crypto: Crypto, key: Vkey, text: string, blob: Uint8Array): Promise<number> {
  const { time, signature } = parseCosignature(blob);
  if (!(await crypto.verifyEd25519(key.publicKey, cosignedBytes(text, time), signature)))
    throw new Refusal("cosignature-wrong", { name: key.name });
  return time;
}

/** Whether a note carries a cosignature by `key`. One that says so and is wrong refuses, even beside a right one. */
export async function isCosignedBy(crypto: Crypto, key: Vkey, { text, signatures }: Note): Promise<boolean> {
  let found = false;
  for (const one of signatures) {
    if (!isBy(key, one)) continue;
    await verifyCosignature(crypto, key, text, one.signature);
    found = true;
  }
  return found;
}
