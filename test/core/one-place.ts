import fc from "fast-check";

/** One change in one place: which, where (taken modulo what is there), and with what. */
export type Change<Way extends string> = { readonly way: Way; readonly at: number; readonly other: number };
const change = <Way extends string>(ways: Readonly<Record<Way, unknown>>): fc.Arbitrary<Change<Way>> =>
  fc.record({ way: fc.constantFrom(...(Object.keys(ways) as Way[])), at: fc.nat(), other: fc.nat() });

const splice = (text: string, at: number, gone: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + gone);
/** The n-th of what `pattern` finds, put otherwise. */
function respelled(text: string, pattern: RegExp, n: number, put: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const one = found[n % Math.max(found.length, 1)];
  return one ? splice(text, one.index, one[0].length, put(one[0])) : text;
}
function lined(text: string, at: number, put: (lines: string[], n: number) => string[]): string {
  const lines = text.split("\n");
  return put(lines, at % lines.length).join("\n");
}
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const NASTY = [
  ..."\0\t\n\r\u001f\u007f\u0085\u00a0\u200b\u2028\u3000\ufeff +-=/_.,:x0 1aA—–―茶",
  "\ud800",
  "\udc00",
  "\r\n",
  "\n\n",
];
const ALIKE: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  o: "о",
  p: "р",
  x: "х",
  i: "ı",
  A: "Α",
  B: "Β",
  E: "Ε",
  K: "\u212a",
  "-": "\u2010",
  "—": "\u2015",
  "/": "\u2215",
  "+": "\uff0b",
  "=": "\uff1d",
  ".": "\u2024",
  " ": "\u00a0",
};
const NUMBER = /(?<![A-Za-z0-9+/=])\d+(?![A-Za-z0-9+/=])/g;
const BASE64 = /[A-Za-z0-9+/]{4,}={0,2}/g;
const digits = (zero: number) => (found: string) =>
  [...found].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
/** Other spellings of one number. */
const NUMBERS: readonly ((found: string) => string)[] = [
  (n) => `0${n}`,
  (n) => `+${n}`,
  (n) => `-${n}`,
  (n) => ` ${n}`,
  (n) => `${n} `,
  (n) => `${n}.0`,
  (n) => `${n}.`,
  (n) => `${n}e0`,
  (n) => `${n}n`,
  (n) => `0x${Number(n).toString(16)}`,
  (n) => `${n}_0`,
  (n) => n.replace(/^0$/, ""),
  (n) => n.replace(/(\d)(\d{3})$/, "$1,$2"),
  digits(0xff10),
  digits(0x660),
];
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Other spellings of the same bytes. */
const BASE64S: readonly ((found: string) => string)[] = [
  (b) => b.replaceAll("+", "-").replaceAll("/", "_"),
  (b) => b.replace(/=+$/, ""),
  (b) => `${b}=`,
  (b) => `${b}====`,
  (b) => `${b}AA==`,
  (b) =>
    b.replace(
      /([A-Za-z0-9+/])(=+)$/,
      (_, last: string, pad: string) => `${ALPHABET[ALPHABET.indexOf(last) ^ 1]}${pad}`,
    ),
  (b) => `${b.slice(0, 4)} ${b.slice(4)}`,
  (b) => `${b.slice(0, 4)}\n${b.slice(4)}`,
  (b) => `${b.slice(0, 4)}=${b.slice(4)}`,
];

type Edit = (text: string, at: number, other: number) => string;
const textWays = {
  flip: (text, at, other) => {
    const n = at % Math.max(text.length, 1);
    return splice(text, n, 1, String.fromCharCode(text.charCodeAt(n) ^ (1 << (other % 16))));
  },
  replace: (text, at, other) => splice(text, at % Math.max(text.length, 1), 1, pick(NASTY, other)),
  drop: (text, at) => splice(text, at % Math.max(text.length, 1), 1, ""),
  insert: (text, at, other) => splice(text, at % (text.length + 1), 0, pick(NASTY, other)),
  double: (text, at) => splice(text, at % Math.max(text.length, 1), 0, text.charAt(at % Math.max(text.length, 1))),
  cut: (text, at) => text.slice(0, at % Math.max(text.length, 1)),
  "other case": (text, at) =>
    respelled(text, /[A-Za-z]/g, at, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())),
  lookalike: (text, at) =>
    respelled(text, new RegExp(`[${Object.keys(ALIKE).join("").replace("-", "\\-")}]`, "g"), at, (c) => ALIKE[c] ?? c),
  "number spelled otherwise": (text, at, other) => respelled(text, NUMBER, at, pick(NUMBERS, other)),
  "base64 spelled otherwise": (text, at, other) => respelled(text, BASE64, at, pick(BASE64S, other)),
  "line dropped": (text, at) => lined(text, at, (lines, n) => lines.toSpliced(n, 1)),
  "line doubled": (text, at) => lined(text, at, (lines, n) => lines.toSpliced(n, 0, lines[n] ?? "")),
  "lines swapped": (text, at, other) =>
    lined(text, at, (lines, n) => lines.with(n, pick(lines, other)).with(other % lines.length, lines[n] ?? "")),
  "line ended otherwise": (text, at, other) =>
    lined(text, at, (lines, n) => lines.with(n, `${lines[n]}${pick([" ", "\r", "\t", "\u2028", "#"], other)}`)),
  "line begun otherwise": (text, at, other) =>
    lined(text, at, (lines, n) => lines.with(n, `${pick([" ", "\t", "\ufeff", "- ", "— "], other)}${lines[n]}`)),
  "whole otherwise": (text, _at, other) =>
    pick(
      [
        `\ufeff${text}`,
        text.replaceAll("\n", "\r\n"),
        text.replaceAll("\n", "\r"),
        `${text}\0`,
        `${text}\n`,
        `\n${text}`,
        text + text,
        text.toUpperCase(),
        text.trim(),
        "",
      ],
      other,
    ),
} satisfies Record<string, Edit>;

export const textChange = change(textWays);
export const changed = (text: string, { way, at, other }: Change<keyof typeof textWays>): string =>
  textWays[way](text, at, other);

const byteWays = {
  flip: (bytes: Uint8Array, at: number, other: number) =>
    bytes.with(at % bytes.length, (bytes[at % bytes.length] ?? 0) ^ (1 << (other % 8))),
  drop: (bytes: Uint8Array, at: number) => Uint8Array.from([...bytes].toSpliced(at % bytes.length, 1)),
  insert: (bytes: Uint8Array, at: number, other: number) =>
    Uint8Array.from([...bytes].toSpliced(at % (bytes.length + 1), 0, other % 256)),
  double: (bytes: Uint8Array, at: number) =>
    Uint8Array.from([...bytes].toSpliced(at % bytes.length, 0, bytes[at % bytes.length] ?? 0)),
  cut: (bytes: Uint8Array, at: number) => bytes.slice(0, at % bytes.length),
  swap: (bytes: Uint8Array, at: number) => {
    const [n, next] = [at % bytes.length, (at + 1) % bytes.length];
    return bytes.with(n, bytes[next] ?? 0).with(next, bytes[n] ?? 0);
  },
};
export const bytesChange = change(byteWays);
export const changedBytes = (bytes: Uint8Array, { way, at, other }: Change<keyof typeof byteWays>): Uint8Array =>
  bytes.length === 0 ? Uint8Array.of(other % 256) : byteWays[way](bytes, at, other);
