import { Refusal } from "./refusal.ts";

/** As many arguments as every engine takes. */
const AT_ONCE = 4096;

// Every engine has them; the language's own library of types does not name them.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare function atob(text: string): string;
declare function btoa(binary: string): string;
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

/** RFC 4648 §4, padded. */
export const base64 = (bytes: Uint8Array): string => btoa(binary(bytes));
/** RFC 4648 §5 without padding. */
export const base64url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** RFC 4648 §4, padded, in its one spelling: unused bits are zero. */
export const fromBase64 = (text: string): Uint8Array => decoded(text, text, base64);
/** RFC 4648 §5 without padding, in its one spelling. */
export const fromBase64url = (text: string): Uint8Array =>
  decoded(text, text.replaceAll("-", "+").replaceAll("_", "/"), base64url);

/** What the engine reads from more than one spelling is spelled again. */
function decoded(text: string, standard: string, spell: (bytes: Uint8Array) => string): Uint8Array {
  try {
    const characters = atob(standard);
    const bytes = new Uint8Array(characters.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
    if (spell(bytes) === text) return bytes;
  } catch {
    // No spelling at all.
  }
  throw new Refusal("base64-invalid", { length: text.length });
}

/** A character for each byte. */
function binary(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode.apply(undefined, bytes.subarray(at, at + AT_ONCE) as unknown as number[]);
  return text;
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
