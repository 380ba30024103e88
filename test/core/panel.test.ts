import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "#core/entry.ts";
import { find } from "#core/ledger/shelf.ts";
import { type Ground, ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

let g: Ground;
beforeEach(() => {
  g = ground();
});
afterEach(() => expect(g.changedAgain()).toEqual([]));
const decided = (...entries: unknown[]) => refused(() => g.decide(entries));

describe("用什么药检什么药: what was used is tested", () => {
  const spray = (day: string, ...activeIngredients: string[]) => {
    const said = g.say.sprayed("plot-1", day, 1) as Extract<Entry["statement"], { bizStep: "liangji:applying" }>;
    const application = { ...said["liangji:application"], activeIngredients };
    g.add(g.sign(g.people.grower, { ...said, "liangji:application": application }, ["plot/plot-1"]));
  };
  const pick = (batch: string, day: string) => {
    g.open(batch, "fresh-leaf", "grower");
    g.add(g.sign(g.people.grower, g.say.picked("plot-1", batch, day), [`batch/${batch}`, "plot/plot-1"]));
  };
  /** From a leaf batch to made tea and its report on bifenthrin. */
  const report = (leaf: string, made: string) => {
    g.open(made, "made-tea", "factory");
    g.add(g.sign(g.people.factory, g.say.received(leaf), [`batch/${made}`]));
    g.add(g.sign(g.people.factory, g.say.made(leaf, made), [`batch/${made}`]));
    return g.sign(g.people.laboratory, g.say.tested(`report-${made}`, made), [`batch/${made}`]);
  };

  it("refuses a panel that misses what was sprayed, and says it by name in both languages", () => {
    spray("2026-03-14", "bifenthrin", "imidacloprid", "matrine");
    pick("leaf-1", "2026-03-20");
    const entry = report("leaf-1", "made-1");
    expect(() => g.decide([entry])).toThrow("panel-misses batch=made-1 zh=吡虫啉、苦参碱 en=imidacloprid, matrine");
    const said = entry.statement as Extract<Entry["statement"], { type: "liangji:TestReport" }>;
    const [line] = said.results;
    const results = ["bifenthrin", "imidacloprid", "matrine"].map((analyte) => ({ ...line, analyte }));
    const whole = { ...said, results } as Entry["statement"];
    expect(decided(g.sign(g.people.laboratory, whole, ["batch/made-1"]))).toBe("accepted");
  });

  it("counts what the reports before it hold: a second laboratory need not repeat the first", () => {
    spray("2026-03-14", "bifenthrin");
    pick("leaf-1", "2026-03-20");
    g.add(report("leaf-1", "made-1"));
    const said = g.say.tested("report-2", "made-1") as Extract<Entry["statement"], { type: "liangji:TestReport" }>;
    const water = { ...said, results: said.results.map((one) => ({ ...one, analyte: "lead" })) };
    expect(decided(g.sign(g.people.laboratory, water, ["batch/made-1"]))).toBe("accepted");
  });

  it("does not count a report that its laboratory took back, which nobody else can and nobody twice", () => {
    spray("2026-03-14", "bifenthrin");
    pick("leaf-1", "2026-03-20");
    g.add(report("leaf-1", "made-1"));
    const withdrawn = (by: "laboratory" | "operator" = "laboratory", more: object = {}) =>
      g.sign(g.people[by], {
        type: "liangji:TestReportWithdrawn",
        occurredAt: "2026-03-23T08:00:00+08:00",
        report: "report-made-1",
        reason: "示例：样品混淆",
        ...more,
      });
    expect(decided(withdrawn("operator"))).toBe("role-missing");
    expect(decided(withdrawn("laboratory", { report: "ghost" }))).toBe("report-unknown");
    expect(decided(withdrawn("laboratory", { occurredAt: "2026-01-04T08:00:00+08:00" }))).toBe("field-invalid");
    const said = g.say.tested("report-2", "made-1") as Extract<Entry["statement"], { type: "liangji:TestReport" }>;
    const lead = { ...said, results: said.results.map((one) => ({ ...one, analyte: "lead" })) };
    const other = () => decided(g.sign(g.people.laboratory, lead, ["batch/made-1"]));
    expect(other()).toBe("accepted");
    const row = find(g.ledger.reports, "report-made-1");
    if (row) g.ledger.reports.own.set("report-made-1", { ...row, actor: "another-laboratory" });
    expect(decided(withdrawn())).toBe("not-holder");
    if (row) g.ledger.reports.own.set("report-made-1", row);
    g.add(withdrawn());
    expect(decided(withdrawn("laboratory", { reason: "又一次" }))).toBe("report-withdrawn");
    expect(other()).toBe("panel-misses");
    expect(decided(g.sign(g.people.laboratory, said, ["batch/made-1"]))).toBe("accepted");
  });

  it("asks only for what was sprayed since the harvest before, and forgets nothing that an earlier day of the same batch took in", () => {
    spray("2026-03-01", "imidacloprid");
    pick("leaf-1", "2026-03-05");
    spray("2026-03-10", "bifenthrin");
    pick("leaf-2", "2026-03-20");
    expect(decided(report("leaf-2", "made-2"))).toBe("accepted");
    expect(decided(report("leaf-1", "made-1"))).toBe("panel-misses");
    pick("leaf-1", "2026-03-21");
    expect(Object.keys(find(g.ledger.panels, "leaf-1")?.applied ?? {}).sort()).toEqual(["bifenthrin", "imidacloprid"]);
  });

  it("takes with the leaf what was known when it was picked: a start that adds the newest entries again changes nothing", () => {
    pick("leaf-1", "2026-03-20");
    spray("2026-03-10", "imidacloprid");
    pick("leaf-2", "2026-03-15");
    spray("2026-03-12", "bifenthrin");
    pick("leaf-1", "2026-03-11");
    report("leaf-2", "made-2");
    pick("leaf-2", "2026-03-14");
    expect(Object.keys(find(g.ledger.panels, "leaf-1")?.applied ?? {})).toEqual(["imidacloprid"]);
  });

  it("asks for nothing that was sprayed after the leaf was picked", () => {
    pick("leaf-1", "2026-03-05");
    spray("2026-03-06", "imidacloprid");
    expect(decided(report("leaf-1", "made-1"))).toBe("accepted");
  });

  it("refuses more substances on a plot and day than a row holds", () => {
    for (let n = 0; n < 8; n++) spray("2026-03-14", ...Array.from({ length: 8 }, (_, k) => `active-${n}-${k}`));
    const said = g.say.sprayed("plot-1", "2026-03-14", 1);
    expect(decided(g.sign(g.people.grower, said, ["plot/plot-1"]))).toBe("too-many");
  });
});
