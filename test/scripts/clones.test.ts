import { describe, expect, it } from "vitest";
import { assumptions } from "#scripts/clones/lives.ts";
import { simulate } from "#scripts/clones/simulate.ts";

describe("fifty thousand packs, one in a hundred copied five times (`npm run bench clones` lets a million live)", () => {
  const told = simulate(50_000, assumptions);

  it("nine in ten copied codes are amber when the fifth buyer has scanned", () => {
    expect(told.cloned).toBe(500);
    expect(told.foundByBuyer[4]).toBeGreaterThanOrEqual(450);
  });
  it("at most one genuine pack in a thousand is ever amber, and none is red", () => {
    expect(told.genuineAmber).toBeLessThanOrEqual(told.genuine / 1000);
    expect(told.genuineRed).toBe(0);
  });
  it("the same seed gives the same world, to the last figure", () => {
    expect(told).toMatchInlineSnapshot(`
      {
        "byChannel": {
          "cities": {
            "cloned": 86,
            "found": 67,
          },
          "market": {
            "cloned": 20,
            "found": 1,
          },
          "post": {
            "cloned": 394,
            "found": 387,
          },
        },
        "cloned": 500,
        "foundByBuyer": [
          1,
          86,
          292,
          418,
          455,
        ],
        "genuine": 49500,
        "genuineAmber": 43,
        "genuineRed": 0,
        "genuineRules": {
          "after-opening": 1,
          "many-networks": 24,
          "outside-region": 5,
          "places-in-a-day": 13,
          "to-and-fro": 1,
        },
        "scans": 152487,
      }
    `);
  });
});
