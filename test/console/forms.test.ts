import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unsignedEntry } from "#core/entry-form.ts";
import { isSerial } from "#core/label/serial.ts";
import { nobleCrypto } from "#core/noble.ts";
import { kindOf } from "#core/statement/kind.ts";
import { harvest } from "#core/work/garden.ts";
import { outlineText, parseOutline, squareMetresOf } from "../../console/operator/outline.ts";
import { drawSerials } from "../../console/packer/serials.ts";
import { gramsOf, kilograms, kilogramText } from "../../console/parts/amount.ts";
import { addDays, addMonths } from "../../console/parts/clock.ts";
import { nextBatch, nextNumbered } from "../../console/parts/next-id.ts";

describe("weights", () => {
  it("every amount of grams reads back from what is shown of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (grams) => gramsOf(kilogramText(grams)) === grams),
    );
  });
  it("shows one decimal at least, and thousands apart", () => {
    expect([189_000, 42_050, 1_512_001].map(kilograms)).toEqual(["189.0 kg", "42.05 kg", "1,512.001 kg"]);
  });
  it("takes nothing that is not a weight in kilograms", () => {
    for (const text of ["", "0", "0.0", "-1", "1.2345", "1e3", "0x10", "1,000", " ", "斤"])
      expect(gramsOf(text), text).toBeUndefined();
  });
});

describe("numbers and days", () => {
  it("a new batch has a number that nobody has that day", () => {
    expect(nextBatch("leaf-", "2026-03-25", ["leaf-260325-01", "leaf-260325-03", "260325-02"])).toBe("leaf-260325-02");
    expect(nextNumbered("cert", ["cert-0001"], 4)).toBe("cert-0002");
  });
  it("counts days over months and leap years", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(addMonths("2026-11-25", 18)).toBe("2028-05-25");
  });
});

describe("outlines", () => {
  /** Whole numbers; the generator's rare -0 is 0, which is how it is written. */
  const within = (most: number) => fc.integer({ min: -most, max: most }).map((value) => value + 0);
  const corners = fc.array(fc.tuple(within(179e6), within(89e6)), {
    minLength: 3,
    maxLength: 20,
  });
  it("every outline reads back from its text", () => {
    fc.assert(
      fc.property(corners, (outline) => {
        expect(parseOutline(outlineText(outline))).toEqual(outline);
      }),
    );
  });
  it("a hectare at the equator measures ten thousand square metres within one in a thousand", () => {
    const side = Math.round((100 / 111_320) * 1e6);
    expect(
      Math.abs(
        squareMetresOf([
          [0, 0],
          [side, 0],
          [side, side],
          [0, side],
        ]) - 10_000,
      ),
    ).toBeLessThan(20);
  });
  it("refuses two corners, a latitude beyond the pole and words", () => {
    for (const text of ["109, 19\n109, 20", "109, 91\n109, 20\n110, 20", "109, 19\nabc\n110, 20"])
      expect(parseOutline(text)).toBeUndefined();
  });
});

describe("labels and work", () => {
  it("draws codes that are well-formed and never twice the same", () => {
    const serials = drawSerials(500);
    expect(new Set(serials).size).toBe(500);
    expect(serials.every(isSerial)).toBe(true);
  });
  it("a harvest of any plots opens the batch first, and draws each plot before the log says so", () => {
    const plots = fc.uniqueArray(
      fc.record({ plot: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), grams: fc.integer({ min: 1, max: 1e9 }) }),
      { minLength: 1, maxLength: 6, selector: ({ plot }) => plot },
    );
    fc.assert(
      fc.property(plots, (picked) => {
        const steps = harvest(nobleCrypto.sha256, "id.example", {
          batch: "260325-01",
          product: "fresh-leaf",
          season: 2026,
          time: "2026-03-25T07:40:00+08:00",
          leafStandard: "one-bud-two-leaves",
          plots: picked,
        });
        expect(steps.map((step) => (step.kind === "act" ? step.act : kindOf(step.statement)))).toEqual([
          "OpenBatch",
          ...picked.flatMap(() => ["DrawPlot", "harvest"]),
        ]);
        for (const step of steps) {
          if (step.kind !== "entry") continue;
          const series = step.series.map((id) => ({ id, sequence: 1, previous: "" }));
          expect(
            unsignedEntry.safeParse({ statement: step.statement, actor: "a", key: "A".repeat(43), series }).success,
          ).toBe(true);
        }
      }),
    );
  });
});
