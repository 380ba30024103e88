import type { TestResult } from "#core/statement/report.ts";

export type Unit = TestResult["unit"];
/** What a unit is written as, and by how many decimal places its numbers move into ours. */
const units: Readonly<Record<string, readonly [Unit, number]>> = {
  "mg/kg": ["mg/kg", 0],
  "毫克/千克": ["mg/kg", 0],
  ppm: ["mg/kg", 0],
  "μg/g": ["mg/kg", 0],
  "ug/g": ["mg/kg", 0],
  "μg/kg": ["mg/kg", 3],
  "ug/kg": ["mg/kg", 3],
  "微克/千克": ["mg/kg", 3],
  ppb: ["mg/kg", 3],
  "g/kg": ["mg/kg", -3],
  "%": ["%", 0],
  "g/100g": ["%", 0],
  "克/100克": ["%", 0],
};

/** Width and spelling as one: full-width forms and the two Greek mus are the same to a reader (Unicode NFKC). */
export const plain = (text: string): string => text.normalize("NFKC").trim();

export const unitNamed = (text: string): readonly [Unit, number] | undefined =>
  units[plain(text).replaceAll(/\s/g, "").toLowerCase()];

const DECIMAL = /^(\d+)(?:\.(\d*))?$/;
const ENTRY = /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/;

/** A decimal as entries spell it, moved down by `places`; undefined when it is no number or has more digits than an entry holds. */
export function decimalOf(text: string, places: number): string | undefined {
  const [, whole, part = ""] = DECIMAL.exec(plain(text)) ?? [];
  if (whole === undefined) return undefined;
  const digits = places >= 0 ? `${whole.padStart(places + 1, "0")}${part}` : `${whole}${part.padEnd(-places, "0")}`;
  const point = (places >= 0 ? Math.max(whole.length, places + 1) : whole.length) - places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point);
  const moved = places === 0 ? right : right.replace(/0+$/, "");
  const spelled = moved === "" ? left : `${left}.${moved}`;
  return ENTRY.test(spelled) ? spelled : undefined;
}

export type Found = { readonly value: string } | { readonly below?: string };

/** What stands in a result's cell: a number, "not detected" in one of its spellings, or less than a number. Else undefined. */
export function foundIn(cell: string, places: number): Found | undefined {
  const text = plain(cell);
  const [, less, limit] = /^(<|≤|小于|低于)\s*([\d.]+)$/.exec(text) ?? [];
  if (less) {
    const below = decimalOf(limit ?? "", places);
    return below === undefined ? undefined : { below };
  }
  const [, none, within] = /^(未检出|nd|n\.d\.?|not detected)\s*(?:\(\s*<?\s*([\d.]+)\s*\))?$/i.exec(text) ?? [];
  if (none) {
    if (within === undefined) return {};
    const below = decimalOf(within, places);
    return below === undefined ? undefined : { below };
  }
  const value = decimalOf(text, places);
  return value === undefined ? undefined : { value };
}
