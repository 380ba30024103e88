import { utf8 } from "./bytes.ts";
import { Refusal } from "./refusal.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const DEEPEST = 64;

/** RFC 8785 (JCS): the one byte string of a JSON value. Takes unknown, because it refuses whatever is not JSON. */
export const canonical = (value: unknown): Uint8Array => utf8(canonicalText(value));

/** Refuses lone surrogates, undefined, and whole numbers beyond 2^53 − 1, which other readers of JSON keep exactly. */
export const canonicalText = (value: unknown): string => textOf(value, 0);

function textOf(value: unknown, depth: number): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw new Refusal("canonical-number-unsafe", { value });
    return JSON.stringify(value);
  }
  if (depth === DEEPEST) throw new Refusal("canonical-value-unsupported", { kind: "depth" });
  // Array.from, since map would step over a hole.
  if (Array.isArray(value)) return `[${Array.from(value, (item) => textOf(item, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    throw new Refusal("canonical-value-unsupported", { kind: typeof value });
  // RFC 8785 §3.2.3: UTF-16 code unit order, which is what sort compares.
  let text = "";
  for (const name of Object.keys(value).sort())
    text += `${text && ","}${quoted(name)}:${textOf((value as Record<string, unknown>)[name], depth + 1)}`;
  return `{${text}}`;
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new Refusal("canonical-value-unsupported", { kind: "lone-surrogate" });
  return JSON.stringify(text);
}
