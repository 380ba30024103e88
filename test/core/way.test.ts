import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { facingOf, headingOf } from "#core/place/facing.ts";
import { bearingTo, type Degrees, kilometresBetween } from "#core/place/great-circle.ts";
import { centreOf, type Position } from "#core/place/outline.ts";
import { typedPlace } from "#core/place/typed.ts";
import { cities } from "#core/scan/cities.ts";

type Vector = readonly [number, number, number];
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const onSphere = ([latitude, longitude]: Degrees): Vector => {
  const [p, l] = [radians(latitude), radians(longitude)];
  return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
};

/** The slow way: the angle between two vectors from the middle of the earth, and the way to the second laid on the first one's east and north. */
function slow(from: Degrees, to: Degrees): { kilometres: number; bearing: number } {
  const [a, b] = [onSphere(from), onSphere(to)];
  const turn = cross(a, b);
  const angle = Math.atan2(Math.hypot(...turn), dot(a, b));
  const east: Vector = [-Math.sin(radians(from[1])), Math.cos(radians(from[1])), 0];
  const north = cross(a, east);
  return { kilometres: 6371 * angle, bearing: (Math.atan2(dot(b, east), dot(b, north)) * 180) / Math.PI };
}
/** The difference of two directions, 0 … 180. */
const apart = (a: number, b: number): number => Math.abs(((((a - b + 180) % 360) + 360) % 360) - 180);

const place = fc.tuple(
  fc.double({ min: -89, max: 89, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
) as fc.Arbitrary<Degrees>;

describe("the great circle between two places", () => {
  it("is as long and leaves in the direction that vectors say", () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const { kilometres, bearing } = slow(from, to);
        expect(kilometresBetween(from, to)).toBeCloseTo(kilometres, 2);
        // Beside its own place and its antipode a place lies in every direction.
        fc.pre(kilometres > 0.01 && kilometres < 20_000);
        expect(apart(bearingTo(from, to), bearing)).toBeLessThan(0.01);
      }),
      { numRuns: 2000 },
    );
  });

  it("leads east along the equator, over the date line too, and to the pole straight north", () => {
    expect(bearingTo([0, 0], [0, 1])).toBeCloseTo(90);
    expect(bearingTo([0, 179], [0, -179])).toBeCloseTo(90);
    expect(bearingTo([19, 109], [90, 0])).toBeCloseTo(0);
    expect(bearingTo([19, 109], [18, 109])).toBeCloseTo(180);
    expect(bearingTo([19, 109], [19, 109])).toBe(0);
    expect(kilometresBetween([0, 0], [0, 1])).toBeCloseTo(111.19, 1);
  });
});

describe("the centre of an outline", () => {
  const step = fc.integer({ min: 1, max: 5000 });
  it("does not depend on where the ring starts, which way it goes, or how many points lie on an edge", () => {
    fc.assert(
      fc.property(step, step, step, fc.nat(3), (width, height, slant, first) => {
        const [x, y] = [109_400_000, 19_200_000];
        const ring: Position[] = [
          [x, y],
          [x + width, y],
          [x + width + slant, y + height],
          [x + slant, y + height],
        ];
        const middle = [x + (width + slant) / 2, y + height / 2];
        const turned = [...ring.slice(first), ...ring.slice(0, first)];
        const denser = [[x + width / 2, y] as const, ...ring.slice(1), ring[0] as Position];
        for (const one of [ring, turned, turned.toReversed(), denser]) {
          const [cx, cy] = centreOf(one);
          expect([Math.abs(cx - (middle[0] ?? 0)) < 1e-3, Math.abs(cy - (middle[1] ?? 0)) < 1e-3]).toEqual([
            true,
            true,
          ]);
        }
      }),
    );
  });

  it("of corners on one line is their mean", () => {
    expect(
      centreOf([
        [0, 0],
        [10, 10],
        [20, 20],
      ]),
    ).toEqual([10, 10]);
  });
});

describe("a place as people type it", () => {
  it("is a large city, in either language, or latitude and longitude", () => {
    for (const { zh, en, at } of cities)
      for (const text of [zh, `${zh}市`, en, ` ${en.toUpperCase()} `]) expect(typedPlace(text)?.at).toEqual(at);
    expect(typedPlace("19.22, 109.44")).toEqual({ at: [19.22, 109.44] });
    expect(typedPlace("19.22，109.44")).toEqual({ at: [19.22, 109.44] });
    expect(typedPlace("-33.9 18.4")).toEqual({ at: [-33.9, 18.4] });
  });

  it("reads back every pair of degrees on the earth, and nothing beyond", () => {
    const millionths = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((n) => n / 1e6);
    fc.assert(
      fc.property(millionths(90), millionths(180), (latitude, longitude) => {
        expect(typedPlace(`${latitude.toFixed(6)},${longitude.toFixed(6)}`)?.at).toEqual([latitude, longitude]);
      }),
    );
    for (const text of ["", "白沙", "91, 109", "109.44, 19.22", "19, 181", "19", "19.22 N, 109", "1e1, 2", "0x10, 2"])
      expect(typedPlace(text), text).toBeUndefined();
  });

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const at = typedPlace(text)?.at;
        if (at) expect(Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180).toBe(true);
      }),
    );
  });
});

describe("where a phone points as a compass", () => {
  it("is where its back looks when it is upright, and where its upper edge points when it lies flat", () => {
    const pointing = (alpha: number, beta: number, gamma: number, screen = 0) =>
      Math.round(headingOf(alpha, beta, gamma, screen)) % 360;
    expect([0, 90, 180, 270].map((alpha) => pointing(alpha, 90, 0))).toEqual([0, 270, 180, 90]);
    expect([0, 90, 180, 270].map((alpha) => pointing(alpha, 0, 0))).toEqual([0, 270, 180, 90]);
    expect(pointing(0, 0, 0, 90)).toBe(90);
  });

  it("does not jump while a phone is raised from the table", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 0, max: 119 }), (alpha, beta) => {
        expect(apart(headingOf(alpha, beta, 0, 0), 360 - alpha)).toBeLessThan(1e-6);
        if (beta > 31) expect(apart(headingOf(alpha, beta, 0, 0), facingOf(alpha, beta, 0).azimuth)).toBeLessThan(1e-6);
      }),
    );
  });
});
