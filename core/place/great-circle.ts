import { wrap } from "./facing.ts";

/** Degrees, WGS 84. */
export type Degrees = readonly [latitude: number, longitude: number];

/** Mean radius (IUGG). The sphere is off the ellipsoid by 0.6 % at most. */
const EARTH_KILOMETRES = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance between two places, in kilometres (haversine). */
export function kilometresBetween([latitudeA, longitudeA]: Degrees, [latitudeB, longitudeB]: Degrees): number {
  const [a, b] = [radians(latitudeA), radians(latitudeB)];
  const half =
    Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(longitudeB - longitudeA) / 2) ** 2;
  return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Direction in which the great circle to `to` leaves `from`, degrees clockwise from true north, 0 … 360, 360 left out; of a place to itself 0. */
export function bearingTo([latitudeA, longitudeA]: Degrees, [latitudeB, longitudeB]: Degrees): number {
  const [a, b, across] = [radians(latitudeA), radians(latitudeB), radians(longitudeB - longitudeA)];
  const east = Math.sin(across) * Math.cos(b);
  const north = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(across);
  return wrap((Math.atan2(east, north) * 180) / Math.PI);
}
