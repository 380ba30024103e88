import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenesOf } from "#core/evidence/scenes.ts";
import { facingOf, windOf } from "#core/place/facing.ts";
import { isInside, metresToEdge, type Position } from "#core/place/outline.ts";
import type { SceneCaptured } from "#core/statement/scene-captured.ts";

/** Star-shaped about its middle, so it never crosses itself; about as large as a plot. */
const ring = fc
  .tuple(
    fc.array(fc.integer({ min: 60, max: 600 }), { minLength: 3, maxLength: 24 }),
    fc.integer({ min: -80_000_000, max: 80_000_000 }),
    fc.integer({ min: -179_000_000, max: 179_000_000 }),
  )
  .map(([radii, latitude, longitude]) =>
    radii.map((radius, n): Position => {
      const angle = (2 * Math.PI * n) / radii.length;
      return [longitude + Math.round(radius * Math.cos(angle)), latitude + Math.round(radius * Math.sin(angle))];
    }),
  );
const offset = fc.tuple(fc.integer({ min: -700, max: 700 }), fc.integer({ min: -700, max: 700 }));
const nearby = fc
  .tuple(ring, offset)
  .map(([outline, [dx, dy]]): [readonly Position[], Position] => [
    outline,
    [(outline[0]?.[0] ?? 0) + dx, (outline[0]?.[1] ?? 0) + dy],
  ]);

/** By how often the ring goes round the point: the sum of the angles under which it sees the edges. */
function goesRound(outline: readonly Position[], [x, y]: Position): boolean {
  const angles = outline.map(([px, py]) => Math.atan2(py - y, px - x));
  const turned = angles.reduce((sum, angle, n) => {
    const next = angles[(n + 1) % angles.length] ?? 0;
    const step = next - angle;
    return sum + step - 2 * Math.PI * Math.round(step / (2 * Math.PI));
  }, 0);
  return Math.abs(turned) > Math.PI;
}
const pointsAlong = (outline: readonly Position[]) =>
  outline.flatMap(([ax, ay], n) => {
    const [bx, by] = outline[(n + 1) % outline.length] as Position;
    return Array.from({ length: 201 }, (_, k): Position => [ax + ((bx - ax) * k) / 200, ay + ((by - ay) * k) / 200]);
  });

describe("a point and an outline", () => {
  it("agree with the sum of angles, wherever the plot lies", () => {
    fc.assert(
      fc.property(nearby, ([outline, point]) => {
        fc.pre(metresToEdge(outline, point) > 0.05);
        expect(isInside(outline, point)).toBe(goesRound(outline, point));
      }),
      { numRuns: 3000 },
    );
  });

  it("count an edge and a corner as in", () => {
    const square: Position[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    for (const point of [
      [0, 0],
      [10, 5],
      [5, 0],
      [0, 3],
      [3, 10],
    ] as const)
      expect(isInside(square, point)).toBe(true);
    for (const point of [
      [-1, 0],
      [11, 5],
      [5, -1],
      [20, 10],
    ] as const)
      expect(isInside(square, point)).toBe(false);
  });

  it("are as far apart as the nearest of many points on the edge", () => {
    fc.assert(
      fc.property(nearby, ([outline, [x, y]]) => {
        const shrink = Math.cos((y / 1e6) * (Math.PI / 180));
        const slow = Math.min(
          ...pointsAlong(outline).map(([px, py]) => Math.hypot((px - x) * shrink, py - y) * 0.11132),
        );
        const fast = metresToEdge(outline, [x, y]);
        expect(fast).toBeLessThanOrEqual(slow + 1e-6);
        expect(fast).toBeGreaterThan(slow - 0.5);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a scene", () => {
  const survey = {
    plot: "plot-1",
    outline: [
      [0, 0],
      [1000, 0],
      [1000, 1000],
      [0, 1000],
    ] as [number, number][],
  };
  const captured = (change: Partial<SceneCaptured> = {}): SceneCaptured => ({
    type: "liangji:SceneCaptured",
    occurredAt: "2026-03-18T07:52:00+08:00",
    plot: "plot-1",
    medium: "photograph",
    picture: { sha256: "0".repeat(64), bytes: 1, mediaType: "image/jpeg", width: 2, height: 1 },
    headingDegrees: 0,
    position: [500, 500],
    description: { zh: "茶", en: "tea" },
    ...change,
  });
  const told = (...statements: SceneCaptured[]) =>
    scenesOf(
      { entries: statements.map((statement, index) => ({ index, entry: { statement, actor: "farm" } })) } as never,
      [{ survey, holder: { zh: "农", en: "farm" } }] as never,
    );

  it("shows the place only when it is a photograph taken within the plot", () => {
    expect(told(captured())).toMatchObject([{ within: true, metresToEdge: 56 }]);
    expect(told(captured())[0]).not.toHaveProperty("doubt");
    expect(told(captured({ position: [1000, 400] }))[0]).not.toHaveProperty("doubt");
    expect(told(captured({ position: [1001, 400] }))).toMatchObject([{ doubt: "outside", within: false }]);
    expect(told(captured({ medium: "drawing" }))).toMatchObject([{ doubt: "drawing", within: true }]);
    const { position: _position, ...unplaced } = captured();
    expect(told(unplaced)).toMatchObject([{ doubt: "no-position", within: false }]);
  });

  it("is the newest of its plot, and of no plot that the leaf did not come from", () => {
    expect(told(captured(), captured({ headingDegrees: 90 }), captured({ plot: "plot-2" }))).toMatchObject([
      { headingDegrees: 90 },
    ]);
  });
});

describe("where a phone looks", () => {
  it("follows its compass when it is held upright, and tilts with it", () => {
    const held = (alpha: number, beta: number, gamma: number) => {
      const { azimuth, elevation } = facingOf(alpha, beta, gamma);
      return [Math.round(azimuth) % 360, Math.round(elevation) + 0];
    };
    expect(held(0, 90, 0)).toEqual([0, 0]);
    expect(held(270, 90, 0)).toEqual([90, 0]);
    expect(held(90, 90, 0)).toEqual([270, 0]);
    expect(held(180, 90, 0)).toEqual([180, 0]);
    expect(held(0, 120, 0)).toEqual([0, 30]);
    expect(held(0, 45, 0)).toEqual([0, -45]);
    expect(facingOf(0, 0, 0).elevation).toBeCloseTo(-90);
    expect([0, 22, 23, 359, 180, 270].map(windOf)).toEqual([0, 0, 1, 0, 4, 6]);
  });
});
