import { Refusal } from "./refusal.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Every engine has it; the language's own library of types does not name it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
const encoder = new TextEncoder();

/** UTF-8 bytes of well-formed text; a lone surrogate is refused, so that one text has one encoding. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new Refusal("canonical-value-unsupported", { kind: "lone-surrogate" });
  return encoder.encode(text);
}

/** Strict inverse of utf8: anything it would not have written is refused. */
export function fromUtf8(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    const more = lead < 0x80 ? 0 : lead >> 5 === 6 ? 1 : lead >> 4 === 14 ? 2 : lead >> 3 === 30 ? 3 : -1;
    let c = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 1; k <= more; k++) c = (c << 6) | ((bytes[i + k] ?? 0) & 63);
    if (more < 0 || c > 0x10ffff) throw new Refusal("canonical-value-unsupported", { kind: "utf-8" });
    const character = String.fromCodePoint(c);
    if (!equal(utf8(character), bytes.subarray(i, i + more + 1)))
      throw new Refusal("canonical-value-unsupported", { kind: "utf-8" });
    text += character;
    i += more + 1;
  }
  return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new Refusal("hex-invalid", { text: text.slice(0, 16) });
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export const base64 = (bytes: Uint8Array): string => {
  const text = encode64(bytes, BASE64);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
};
export const base64url = (bytes: Uint8Array): string => encode64(bytes, BASE64URL);

/** RFC 4648 §4, padded, in its one spelling: unused bits are zero. */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new Refusal("base64-invalid", { length: text.length });
  const bytes = decode64(text.replace(/={1,2}$/, ""), BASE64);
  if (base64(bytes) !== text) throw new Refusal("base64-invalid", { length: text.length });
  return bytes;
}

/** RFC 4648 §5 without padding, in its one spelling. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = decode64(text, BASE64URL);
  if (base64url(bytes) !== text) throw new Refusal("base64-invalid", { length: text.length });
  return bytes;
}

function encode64(bytes: Uint8Array, alphabet: string): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < (left > 2 ? 4 : left + 1); k++) text += alphabet.charAt((bits >> (18 - 6 * k)) & 63);
  }
  return text;
}

function decode64(text: string, alphabet: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Refusal("base64-invalid", { length: text.length });
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
