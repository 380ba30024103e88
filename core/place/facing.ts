/** Degrees. Azimuth clockwise from north, elevation above the horizon. */
export type Facing = { readonly azimuth: number; readonly elevation: number };

const RADIANS = Math.PI / 180;

/**
 * Where the back of a phone looks, from its orientation (W3C Device Orientation §4.1: intrinsic rotations Z–X′–Y″ by alpha, beta and
 * gamma, degrees; x east, y north, z up). Roll is left out: a horizon stays level.
 */
export function facingOf(alpha: number, beta: number, gamma: number): Facing {
  const [a, b, c] = [alpha * RADIANS, beta * RADIANS, gamma * RADIANS];
  const east = -Math.cos(a) * Math.sin(c) - Math.sin(a) * Math.sin(b) * Math.cos(c);
  const north = -Math.sin(a) * Math.sin(c) + Math.cos(a) * Math.sin(b) * Math.cos(c);
  const up = -Math.cos(b) * Math.cos(c);
  return {
    azimuth: wrap(Math.atan2(east, north) / RADIANS),
    elevation: Math.asin(Math.max(-1, Math.min(1, up))) / RADIANS,
  };
}

/** Below this a phone lies flat, and its upper edge points; above it, its back does. Degrees. */
const FLAT = -60;

/**
 * Where a phone points as one holds a compass: upright by its back, lying flat by its upper edge. Degrees clockwise from the north that
 * alpha counts from.
 *
 * @param screen by how much the picture is turned on the screen (Screen Orientation §5), degrees
 */
export function headingOf(alpha: number, beta: number, gamma: number, screen: number): number {
  const { azimuth, elevation } = facingOf(alpha, beta, gamma);
  if (elevation > FLAT) return azimuth;
  const [a, b] = [alpha * RADIANS, beta * RADIANS];
  return wrap(Math.atan2(-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b)) / RADIANS + screen);
}

/** To 0 … 360, 360 left out. */
export const wrap = (degrees: number): number => ((degrees % 360) + 360) % 360;

/** Which of eight winds: 0 is north, 1 north-east. */
export const windOf = (degrees: number): number => Math.round(wrap(degrees) / 45) % 8;
