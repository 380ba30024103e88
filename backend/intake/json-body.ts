import { Refusal } from "#core/refusal.ts";

const MOST_DEPTH = 32;
const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];

/**
 * JSON that can be read in one way only: UTF-8, every name once, every number as RFC 8785 spells it. What JSON.parse passes over (of two
 * equal names the last one counts, 1e3 is 1000) would let two readers see two statements under one signature.
 *
 * @throws Refusal `body-not-json`, or `field-invalid` with what is wrong
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  const value = parsed(text);
  if (membersIn(value) !== membersSpelled(text)) throw invalid("a name stands twice");
  return value;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("body-not-json");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("body-not-json");
  }
}

/** Members of all objects in it. Deeply nested JSON costs more to walk than it can mean; `__proto__` is no name but a trap. */
function membersIn(value: unknown): number {
  let members = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) throw invalid(`nested deeper than ${MOST_DEPTH}`);
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one === "string" && !one.isWellFormed()) throw invalid("lone surrogate");
      if (typeof one !== "object" || one === null) continue;
      const names = Array.isArray(one) ? [] : Object.keys(one);
      if (names.includes("__proto__")) throw invalid("unknown __proto__");
      members += names.length;
      for (const inner of Object.values(one)) next.push(inner);
    }
    level = next;
  }
  return members;
}

/** How many members the text spells, which is more than there are when a name stands twice. The text is known to be JSON. */
function membersSpelled(text: string): number {
  let members = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = afterString(text, at);
      while (isSpace(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) === COLON) members++;
    } else if (isNumeric(code)) {
      const from = at;
      while (at < text.length && !isDelimiter(text.charCodeAt(at))) at++;
      const number = text.slice(from, at);
      if (String(Number(number)) !== number) throw invalid(`number spelled ${number.slice(0, 24)}`);
    } else at++;
  }
  return members;
}

function afterString(text: string, from: number): number {
  let at = from + 1;
  while (text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
/** The first character of a number: a digit or a minus. */
const isNumeric = (code: number): boolean => (code >= 0x30 && code <= 0x39) || code === 0x2d;
const isDelimiter = (code: number): boolean => code === 0x2c || code === 0x5d || code === 0x7d || isSpace(code);

const invalid = (problem: string): Refusal => new Refusal("field-invalid", { path: "body", problem });
