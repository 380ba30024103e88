type Point = [number, number];

/** Corners as people paste them: "109.4499, 19.2317" a line, degrees, longitude first. Millionths of a degree; undefined if one line is not right. */
export function parseOutline(text: string): Point[] | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const points = lines.map(pointOf);
  return points.length >= 3 && points.length <= 200 && points.every((point) => point !== undefined)
    ? points
    : undefined;
}

function pointOf(line: string): Point | undefined {
  const [, x, y] = /^(-?\d{1,3}(?:\.\d{1,8})?)[\s,，]+(-?\d{1,2}(?:\.\d{1,8})?)$/.exec(line) ?? [];
  if (x === undefined || y === undefined) return undefined;
  const point: Point = [Math.round(Number(x) * 1e6), Math.round(Number(y) * 1e6)];
  return Math.abs(point[0]) <= 180e6 && Math.abs(point[1]) <= 90e6 ? point : undefined;
}

export const outlineText = (outline: readonly (readonly [number, number])[]): string =>
  outline.map(([x, y]) => `${(x / 1e6).toFixed(6)}, ${(y / 1e6).toFixed(6)}`).join("\n");

const METRES_PER_DEGREE = 111_320;
/** The outline flat in metres around its first corner; good to a few parts in a thousand for a plot. */
export function metresOf(outline: readonly (readonly [number, number])[]): readonly Point[] {
  const [x0, y0] = outline[0] ?? [0, 0];
  const east = METRES_PER_DEGREE * Math.cos((y0 / 1e6) * (Math.PI / 180));
  return outline.map(([x, y]) => [((x - x0) / 1e6) * east, ((y - y0) / 1e6) * METRES_PER_DEGREE]);
}

/** Shoelace. */
export function squareMetresOf(outline: readonly (readonly [number, number])[]): number {
  const flat = metresOf(outline);
  const twice = flat.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = flat[(at + 1) % flat.length] as Point;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.round(Math.abs(twice) / 2);
}
