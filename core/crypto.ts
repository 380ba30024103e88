import { hex } from "./bytes.ts";

export type Hash = (data: Uint8Array) => Uint8Array;

/** The port through which core gets its cryptography: native in page and service, noble as the reference and the fallback. */
export type Crypto = {
  readonly sha256: Hash;
  /** ECDSA P-256 with SHA-256. `publicKey` is 04‖x‖y, `signature` r‖s with low s; a high s is not accepted. */
  readonly verifyP256: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;
};

/** Both parties of a port must draw the same line: an uncompressed point only, and low s. */
export const isSpelledP256 = (publicKey: Uint8Array, signature: Uint8Array): boolean =>
  publicKey.length === 65 && publicKey[0] === 4 && isLowS(signature);

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
function bytesOf(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let at = 31, rest = value; at >= 0; at--, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return bytes;
}

/** ⌊N / 2⌋ */
const HALF_N = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";

/** A P-256 signature has two valid spellings; ours is the one with s ≤ N/2 (OpenZeppelin's P256 takes no other). */
export const isLowS = (signature: Uint8Array): boolean =>
  signature.length === 64 && hex(signature.subarray(32)) <= HALF_N;

export function lowS(signature: Uint8Array): Uint8Array {
  if (isLowS(signature)) return signature;
  const low = Uint8Array.from(signature);
  low.set(bytesOf(N - numberOf(signature.subarray(32))), 32);
  return low;
}
