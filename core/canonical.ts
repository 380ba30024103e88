import { utf8 } from "./bytes.ts";
import { Refusal } from "./refusal.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** RFC 8785 (JCS): the one byte string of a JSON value. Members that are undefined are left out, as JSON.stringify does. */
export const canonical = (value: unknown): Uint8Array => utf8(canonicalText(value as Json));

export function canonicalText(value: Json): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw new Refusal("canonical-number-unsafe", { value });
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    throw new Refusal("canonical-value-unsupported", { kind: typeof value });
  const members = Object.entries(value as Record<string, Json | undefined>).filter(
    (member): member is [string, Json] => member[1] !== undefined,
  );
  // RFC 8785 §3.2.3: UTF-16 code unit order, which is what < compares.
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(",")}}`;
}
