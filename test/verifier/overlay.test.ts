import fc from "fast-check";
import { expect, it } from "vitest";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { boxOf, type Point, poseOf, type Quad, seenOf } from "../../verifier-app/overlay/pose.ts";
import { sightOf } from "../../verifier-app/overlay/sight.ts";
import { turnTo } from "../../verifier-app/overlay/way.ts";

/** A square about a point, turned. */
const square = (x: number, y: number, side: number, degrees: number): Quad => {
  const turn = (dx: number, dy: number): Point => {
    const [s, c] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    return { x: x + ((dx * c - dy * s) * side) / 2, y: y + ((dx * s + dy * c) * side) / 2 };
  };
  return [turn(-1, -1), turn(1, -1), turn(1, 1), turn(-1, 1)];
};
const frame = { width: 328, height: 437 };
const card = { width: 220, height: 130 };

it("a card stays in the frame and beside the code, wherever the code is, on the side with more room", () => {
  const at = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
  fc.assert(
    fc.property(at(328), at(437), fc.integer({ min: 30, max: 120 }), at(360), (x, y, side, degrees) => {
      const corners = square(x, y, side, degrees);
      const pose = poseOf(corners, card, frame);
      const { width, height } = boxOf(card, pose.tilt);
      const [left, top] = [pose.x - width / 2, pose.y - height / 2];
      expect(Math.min(left, top, frame.width - left - width, frame.height - top - height)).toBeGreaterThan(-1e-9);
      const ys = corners.map((corner) => corner.y);
      const [above, below] = [Math.min(...ys), frame.height - Math.max(...ys)];
      if (Math.max(above, below) < height + 10) return;
      if (above > below) expect(top + height).toBeCloseTo(above - 10);
      else expect(top).toBeCloseTo(frame.height - below + 10);
    }),
  );
});

it("a card hangs as the code does, and upright where that would be hard to read", () => {
  const tilt = (degrees: number) => poseOf(square(160, 300, 80, degrees), card, frame).tilt;
  expect([0, 4, -20, 60, 180].map(tilt)).toEqual([0, 4, -20, 0, 0]);
});

it("the part of a picture that a frame shows has the frame's shape and the picture's middle", () => {
  expect(seenOf({ width: 1280, height: 720 }, { width: 300, height: 400 })).toEqual({
    x: 370,
    y: 0,
    width: 540,
    height: 720,
  });
  expect(seenOf({ width: 720, height: 1280 }, { width: 400, height: 400 })).toEqual({
    x: 0,
    y: 280,
    width: 720,
    height: 720,
  });
});

it("the turn to a direction is the shorter one", () => {
  expect([turnTo(10, 350), turnTo(350, 10), turnTo(180, 0), turnTo(90, 90)]).toEqual([20, -20, -180, 0]);
});

it("a code is this page's only with the same product, batch and serial number on a host of ours", () => {
  const [serial = "", second = ""] = sampleSerials("b1", 2);
  const label = { product: "tea", batch: "b1", serial };
  const see = (text: string) => sightOf(text, label, ["tea.example"]).is;
  expect(see(`https://tea.example/p/tea/b/b1/s/${serial}`)).toBe("own");
  expect(see(`https://tea.example/01/06901234567892/10/b1/21/${serial}`)).toBe("own");
  expect(see(`https://tea.example/p/tea/b/b1/s/${second}`)).toBe("other");
  expect(see(`https://tea.example/p/tea/b/b2/s/${serial}`)).toBe("other");
  expect(see(`https://tea.example/p/rice/b/b1/s/${serial}`)).toBe("other");
  expect(see(`https://tea.example/01/06901234567892/10/b2/21/${serial}`)).toBe("other");
  expect(see(`https://tea.example.net/p/tea/b/b1/s/${serial}`)).toBe("other-host");
  expect([see("WIFI:S:tea;;"), see("javascript:1"), see("https://tea.example/console")]).toEqual(
    Array(3).fill("no-label"),
  );
});
