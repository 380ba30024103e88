import { Refusal } from "../refusal.ts";

/** Crockford base32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 12;
const SERIAL = /^[0-9A-HJKMNP-TV-Z]{13}$/;

/** Multiplication in GF(32) with x⁵ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let [x, y] = [a, b]; y > 0; y >>= 1) {
    if (y & 1) product ^= x;
    x <<= 1;
    if (x & 32) x ^= 0b100101;
  }
  return product;
}

/**
 * Check character: the d₁₃ that makes Σ dᵢ·α¹³⁻ⁱ zero over GF(32), α a root of x⁵ + x² + 1 (look of the label, 7K4M 9QXD 2TVW 7).
 * All weights differ, so every wrong character and every swap of two characters is caught.
 */
export const checkCharacter = (twelve: string): string =>
  ALPHABET.charAt([...twelve].reduce((sum, character) => times(sum ^ ALPHABET.indexOf(character), 2), 0));

/** 60 random bits (the low 60 of 8 bytes) as 12 characters, most significant first, and their check character. */
export function encodeSerial(random: Uint8Array): string {
  if (random.length !== 8) throw new RangeError("a serial takes 8 random bytes");
  let bits = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ((1n << 60n) - 1n);
  let text = "";
  for (let i = 0; i < LENGTH; i++, bits >>= 5n) text = ALPHABET.charAt(Number(bits & 31n)) + text;
  return text + checkCharacter(text);
}

export const isSerial = (text: string): boolean =>
  SERIAL.test(text) && checkCharacter(text.slice(0, LENGTH)) === text.charAt(LENGTH);

/** What a person typed or read out, in the one spelling: full-width letters, spaces and hyphens go, O is 0, I and L are 1. */
export function normaliseSerial(typed: string): string {
  const text = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (!isSerial(text)) throw new Refusal("serial-malformed", { length: text.length });
  return text;
}
