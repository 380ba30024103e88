import { concat } from "../bytes.ts";

/** AES-128 of one block: key and block have 16 bytes. The port through which core gets it; only the service holds tags' keys. */
export type Aes = {
  readonly encrypt: (key: Uint8Array, block: Uint8Array) => Uint8Array;
  readonly decrypt: (key: Uint8Array, block: Uint8Array) => Uint8Array;
};
export const BLOCK = 16;

export const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, at) => byte ^ (b[at] ?? 0));

/** Doubling in GF(2^128) (RFC 4493 §2.3). */
function double(block: Uint8Array): Uint8Array {
  const carry = (block[0] ?? 0) >> 7;
  const out = block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7));
  out[BLOCK - 1] = (out[BLOCK - 1] ?? 0) ^ (carry * 0x87);
  return out;
}

/** AES-CMAC, 16 bytes (RFC 4493). */
export function cmac(aes: Aes, key: Uint8Array, message: Uint8Array): Uint8Array {
  const once = double(aes.encrypt(key, new Uint8Array(BLOCK)));
  const last = Math.max(0, Math.ceil(message.length / BLOCK) - 1) * BLOCK;
  const rest = message.subarray(last);
  const whole = rest.length === BLOCK;
  const padded = whole ? rest : concat(rest, Uint8Array.of(0x80), new Uint8Array(BLOCK - rest.length - 1));
  let state: Uint8Array = new Uint8Array(BLOCK);
  for (let at = 0; at < last; at += BLOCK) state = aes.encrypt(key, xor(state, message.subarray(at, at + BLOCK)));
  return aes.encrypt(key, xor(state, xor(padded, whole ? once : double(once))));
}
