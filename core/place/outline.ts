/** Longitude and latitude in millionths of a degree. */
export type Position = readonly [longitude: number, latitude: number];
type Metres = readonly [east: number, north: number];

const METRES_PER_DEGREE = 111_320;

/** Whether a point lies in a ring (not repeated at its end); on the edge counts as in. Even–odd rule, so a ring that crosses itself has holes. */
export function isInside(outline: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  for (const [n, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(n + 1) % outline.length] as Position;
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const within = x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
    if (side === 0 && within) return true;
    if (ay > y !== by > y && side > 0 === by > ay) inside = !inside;
  }
  return inside;
}

/** The centre of a ring's area; of a ring without area the mean of its corners. It may lie outside a ring that bends. */
export function centreOf(outline: readonly Position[]): Position {
  const [ox, oy] = outline[0] ?? [0, 0];
  let [twice, sumX, sumY] = [0, 0, 0];
  for (const [n, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(n + 1) % outline.length] as Position;
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    twice += cross;
    sumX += (ax + bx - 2 * ox) * cross;
    sumY += (ay + by - 2 * oy) * cross;
  }
  if (twice !== 0) return [ox + sumX / (3 * twice), oy + sumY / (3 * twice)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean(outline.map(([x]) => x)), mean(outline.map(([, y]) => y))];
}

/** Metres east and north of `from`; at the size of a village the earth's curve is below a step. */
export function metresFrom([longitude, latitude]: Position, [x, y]: Position): Metres {
  const shrink = Math.cos((latitude / 1e6) * (Math.PI / 180));
  return [((x - longitude) / 1e6) * METRES_PER_DEGREE * shrink, ((y - latitude) / 1e6) * METRES_PER_DEGREE];
}

/** From a point to the nearest edge, metres. */
export function metresToEdge(outline: readonly Position[], position: Position): number {
  const ring = outline.map((point) => metresFrom(position, point));
  return Math.min(...ring.map((a, n) => toSegment(a, ring[(n + 1) % ring.length] as Metres)));
}

/** From the origin to the segment between two points. */
function toSegment([ax, ay]: Metres, [bx, by]: Metres): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
