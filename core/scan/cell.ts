import { kilometresBetween } from "../place/great-circle.ts";

/** A field of one degree by one degree, by its south-west corner: `n19e109`. About 110 km: a county seat or a part of a large city. */
export type Cell = string;

const CELL = /^([ns])(\d{2})([ew])(\d{3})$/;

/** The cell of a place in degrees (WGS 84), or undefined for what is no place. All that is finer is dropped here. */
export function cellAt(latitude: number, longitude: number): Cell | undefined {
  if (!(Math.abs(latitude) < 90 && Math.abs(longitude) <= 180)) return undefined;
  const [south, west] = [Math.floor(latitude), longitude === 180 ? -180 : Math.floor(longitude)];
  const digits = (value: number, count: number): string => String(Math.abs(value)).padStart(count, "0");
  return `${south < 0 ? "s" : "n"}${digits(south, 2)}${west < 0 ? "w" : "e"}${digits(west, 3)}`;
}

/** Latitude and longitude of a cell's middle, in degrees; undefined for what is no cell. */
export function middleOf(cell: Cell): readonly [latitude: number, longitude: number] | undefined {
  const [, northSouth, south, eastWest, west] = CELL.exec(cell) ?? [];
  if (south === undefined || west === undefined) return undefined;
  return [Number(south) * (northSouth === "s" ? -1 : 1) + 0.5, Number(west) * (eastWest === "w" ? -1 : 1) + 0.5];
}

const known = new Map<string, number>();
const MOST_KNOWN = 100_000;
/** Between the middles of two cells, in whole kilometres; they are few, so each pair is computed once. */
export function cellsApart(a: Cell, b: Cell): number {
  if (a === b) return 0;
  const key = a < b ? a + b : b + a;
  const before = known.get(key);
  if (before !== undefined) return before;
  const [from, to] = [middleOf(a), middleOf(b)];
  const kilometres = from && to ? Math.round(kilometresBetween(from, to)) : 0;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, kilometres);
  return kilometres;
}
