import { cities } from "../scan/cities.ts";
import type { Degrees } from "./great-circle.ts";

export type TypedPlace = { readonly at: Degrees; readonly city?: { readonly zh: string; readonly en: string } };

const COORDINATES = /^(-?\d{1,2}(?:\.\d{1,6})?)[,，\s]\s*(-?\d{1,3}(?:\.\d{1,6})?)$/;
const [MOST_LATITUDE, MOST_LONGITUDE] = [90, 180] as const;

/** A place as people type it: a large city in Chinese or English, or latitude and longitude in degrees, latitude first; undefined for anything else. */
export function typedPlace(typed: string): TypedPlace | undefined {
  const text = typed.trim();
  const [, latitude, longitude] = COORDINATES.exec(text) ?? [];
  if (latitude !== undefined && longitude !== undefined) {
    const at = [Number(latitude), Number(longitude)] as const;
    return Math.abs(at[0]) <= MOST_LATITUDE && Math.abs(at[1]) <= MOST_LONGITUDE ? { at } : undefined;
  }
  const name = text.replace(/市$/, "").toLowerCase().replaceAll("'", "’");
  const city = cities.find(({ zh, en }) => zh === name || en.toLowerCase() === name);
  return city && { at: city.at, city };
}
