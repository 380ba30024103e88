import fc from "fast-check";
import { expect, it } from "vitest";
import type { Statement } from "#core/entry.ts";
import { pickedAfter, pickedWithin } from "#core/recall/touched.ts";
import type { RecallQuery } from "#core/statement/recall.ts";
import { applyPesticide, harvest } from "#core/work/garden.ts";
import type { Step } from "#core/work/task.ts";
import { sha256 } from "#scripts/author.ts";

const DOMAIN = "brand.example";
const dayOf = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const at = (n: number) => `${dayOf(n)}T08:00:00+08:00`;
const saidIn = (steps: readonly Step[]): readonly Statement[] =>
  steps.flatMap((step) => (step.kind === "entry" ? [step.statement as Statement] : []));

type Use = {
  readonly began: number;
  readonly stopped: number;
  readonly inputLot?: string;
  readonly manufacturer?: string;
};
const used = ({ began, stopped, ...label }: Use): readonly Statement[] =>
  saidIn(
    applyPesticide(DOMAIN, {
      plot: "plot-1",
      time: at(began),
      application: {
        ...{ product: "示例药", productEn: "sample", registrationNo: "PD-0001", source: "示例农资店", target: "虫" },
        ...{ method: "喷雾", dose: "80 ml", activeIngredients: ["bifenthrin"], stoppedOn: dayOf(stopped) },
        ...label,
      },
    }),
  );
const picked = (batch: string, day: number): readonly Statement[] =>
  saidIn(
    harvest(sha256, DOMAIN, {
      ...{ batch, product: "fresh-leaf", season: 2026, time: at(day), leafStandard: "one-bud-one-leaf" },
      plots: [{ plot: "plot-1", grams: 1000 }],
    }),
  );
const lot = (value: string, rest: Partial<RecallQuery> = {}): RecallQuery => ({ by: "input-lot", value, ...rest });

it("a lot is found as people copy it from a bottle: without case, spaces, dashes and width", () => {
  const said = [...used({ began: 0, stopped: 0, inputLot: "LOT-2601 A" }), ...picked("leaf-1", 1)];
  for (const value of ["LOT-2601 A", "lot2601a", "ＬＯＴ－２６０１Ａ", "LOT 26–01 A"])
    expect(pickedAfter(said, lot(value)), value).toEqual(["leaf-1"]);
  for (const value of ["LOT-2601", "LOT-2601 B", "PD-0001", "示例药"])
    expect(pickedAfter(said, lot(value)), value).toEqual([]);
});

it("a lot of another manufacturer is left out, one whose manufacturer nobody wrote down is not", () => {
  const of = (manufacturer?: string) =>
    pickedAfter(
      [
        ...used({ began: 0, stopped: 0, inputLot: "7", ...(manufacturer !== undefined && { manufacturer }) }),
        ...picked("leaf-1", 1),
      ],
      lot("7", { manufacturer: "甲厂" }),
    );
  expect([of("甲厂"), of("乙厂"), of(undefined)]).toEqual([["leaf-1"], [], ["leaf-1"]]);
});

it("an application without a lot is found by its registration number, name and source, and by no lot", () => {
  const said = [...used({ began: 0, stopped: 0 }), ...picked("leaf-1", 1)];
  for (const value of ["pd0001", "示例药", "示例农资店"])
    expect(pickedAfter(said, { by: "input", value }), value).toEqual(["leaf-1"]);
  expect(pickedAfter(said, lot("pd0001"))).toEqual([]);
});

it("leaf is touched from the first day of use until a year after the last, and the question's days are days of use", () => {
  const near = fc.oneof(fc.integer({ min: -12, max: 30 }), fc.integer({ min: 360, max: 395 }));
  const bound = fc.option(fc.integer({ min: -5, max: 25 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 400 }),
      fc.nat(20),
      near,
      bound,
      bound,
      (began, length, after, first, last) => {
        const harvested = began + after;
        const [from, to] = [first, last].map((one) => (one === undefined ? undefined : began + one));
        const stopped = began + length;
        const said = [...used({ began, stopped, inputLot: "7" }), ...picked("leaf-1", harvested)];
        const days = { ...(from !== undefined && { from: dayOf(from) }), ...(to !== undefined && { to: dayOf(to) }) };
        // Slow and obvious: day by day.
        const usedThen = Array.from({ length: length + 1 }, (_, n) => began + n).some(
          (one) => one >= (from ?? 0) && one <= (to ?? 9999),
        );
        const touched = usedThen && harvested >= began && harvested <= stopped + 366;
        expect(pickedAfter(said, lot("7", days))).toEqual(touched ? ["leaf-1"] : []);
        expect(pickedWithin(said, { by: "plot", value: "plot-1", ...days })).toEqual(
          harvested >= (from ?? 0) && harvested <= (to ?? 9999) ? ["leaf-1"] : [],
        );
      },
    ),
    { numRuns: 400 },
  );
});
