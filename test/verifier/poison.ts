import { xssPayloads } from "./xss-payloads.ts";

/** What no person writes: one of a few words of ours. */
const ours = new Set([
  ...[
    "kind",
    "status",
    "code",
    "headline",
    "name",
    "check",
    "state",
    "grade",
    "judged",
    "verb",
    "type",
    "datum",
    "driver",
  ],
  ...["leafStandard", "steps", "series", "format"],
]);

/** The same, with every text in it the next of the payloads, beginning with the nth. */
export function poisoned<T>(whole: T, from: number): T {
  let n = from;
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return ours.has(key) ? value : xssPayloads[n++ % xssPayloads.length];
    if (Array.isArray(value)) return value.map((one) => poison(one, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
  };
  return poison(whole, "") as T;
}
