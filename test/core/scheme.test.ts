import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "#core/entry.ts";
import { teaLimits } from "#core/rules/limit-tables.ts";
import type { Dossier } from "#core/scheme/dossier.ts";
import { evaluate } from "#core/scheme/evaluate.ts";
import type { Pack } from "#core/scheme/pack.ts";
import { parsePack } from "#core/scheme/parse.ts";
import type { TestResult } from "#core/statement/report.ts";
import { plant } from "#core/work/garden.ts";
import { dossierOf as estate } from "#scripts/bench/schemes.ts";
import { world } from "./world.ts";

const folder = join(import.meta.dirname, "..", "..", "core", "scheme", "packs");
const shipped = new Map(
  readdirSync(folder).map((file) => {
    const pack = parsePack(JSON.parse(readFileSync(join(folder, file), "utf8")));
    return [pack.scheme, pack] as const;
  }),
);
const packOf = (scheme: string): Pack => shipped.get(scheme) ?? (expect.unreachable(scheme) as never);

const statements = world().bundle.entries.map(({ entry }) => entry.statement);
const [planting] = plant("id.test.example", {
  plot: "plot-1",
  time: "2026-01-06T08:00:00+08:00",
  variety: "海南大叶",
  plantedOn: "2019-09-12",
  plantsPerMu: 2200,
});
const planted = planting?.kind === "entry" ? [planting.statement, ...statements] : [];

const dossier = (recorded: readonly Statement[], more: Partial<Dossier> = {}): Dossier => ({
  batch: "pack-1",
  product: "green-tea-50g",
  grams: 42_000,
  batches: ["pack-1", "made-1", "leaf-1"],
  flows: [
    { batch: "pack-1", sources: ["made-1"], grams: 42_000 },
    { batch: "made-1", sources: ["leaf-1"], grams: 42_300 },
    { batch: "leaf-1", sources: [], grams: 189_000 },
  ],
  plots: ["plot-1"],
  recorded: recorded.map((statement, index) => ({ index, actor: "someone", statement })),
  certificates: [],
  limits: teaLimits,
  ...more,
});
/** The statements with every one of a kind changed. */
const changed = (is: (one: Statement) => boolean, change: (one: Statement) => Statement): Statement[] =>
  planted.map((one) => (is(one) ? change(one) : one));
const isSpray = (one: Statement) => one.type === "ObjectEvent" && one.bizStep === "liangji:applying";
const isHarvest = (one: Statement) => one.type === "ObjectEvent" && one.bizStep === "commissioning";
const sprayed = (fields: Readonly<Record<string, unknown>>): Statement[] =>
  changed(isSpray, (one) => {
    const { "liangji:application": application, ...rest } = one as Extract<Statement, { bizStep: "liangji:applying" }>;
    return { ...rest, "liangji:application": { ...application, ...fields } } as Statement;
  });
const answer = (recorded: readonly Statement[], scheme: string, rule: string, more: Partial<Dossier> = {}) =>
  evaluate(dossier(recorded, more), [packOf(scheme)])[0]?.answers.find(({ requirement }) => requirement.id === rule)
    ?.outcome;

describe("scheme packs", () => {
  it("are data: every shipped file parses, says its law, and none claims to have been compared with the official text", () => {
    expect([...shipped.keys()].sort()).toEqual([
      "brand-baisha-liangshi",
      "cn-cdc-2026-control",
      "cn-cdc-2026-test",
      "cn-nz-organic",
      "gi-baisha-green-tea",
      "green-food",
      "organic-gb-t-19630",
    ]);
    for (const { requirements, verifiedAgainstOfficial } of shipped.values()) {
      expect(verifiedAgainstOfficial).toBe(false);
      expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
    }
  });

  it("one never seen before works without a change of program", () => {
    const pack = parsePack({
      format: "liangji-scheme/v1",
      scheme: "spring-leaf",
      version: "1",
      name: { zh: "春茶", en: "Spring leaf" },
      kind: "programme",
      source: "示例",
      verifiedAgainstOfficial: false,
      requirements: [
        {
          id: "R-SPRING",
          text: { zh: "三月采", en: "Picked in March" },
          law: "示例",
          weight: "hard",
          ask: { look: "harvest-months", months: [3] },
        },
      ],
    });
    expect(evaluate(dossier(planted), [pack])[0]).toMatchObject({
      scheme: "spring-leaf",
      verdict: "passes",
      mends: [],
    });
  });

  it("refuse a file with one place changed: unknown field, unknown look, wrong month", () => {
    const good = JSON.parse(readFileSync(join(folder, "gi-baisha-green-tea-2004.json"), "utf8")) as Record<
      string,
      unknown
    >;
    const [first, ...rest] = good.requirements as Record<string, unknown>[];
    for (const bad of [
      { ...good, more: 1 },
      { ...good, format: "liangji-scheme/v2" },
      { ...good, requirements: [] },
      { ...good, requirements: [{ ...first, ask: { look: "trust-me" } }, ...rest] },
      { ...good, requirements: [{ ...first, ask: { look: "harvest-months", months: [13] } }, ...rest] },
      { ...good, requirements: [{ ...first, law: "" }, ...rest] },
    ])
      expect(() => parsePack(bad)).toThrowError(/field-invalid/);
  });
});

describe("evaluating one batch", () => {
  it("meets the commitment on tests when what was sprayed is in the panel, and says which analyte has no limit", () => {
    const [one] = evaluate(dossier(planted), [packOf("cn-cdc-2026-test")]);
    expect(one?.answers.map(({ requirement, outcome }) => [requirement.id, outcome.status])).toEqual([
      ["R-PHI", "met"],
      ["R-LOG", "met"],
      ["R-CDC-PANEL", "met"],
      ["R-MRL", "person"],
    ]);
    expect(one?.verdict).toBe("open");
    expect(one?.answers[3]?.outcome.facts).toEqual({ found: "matrine" });
  });

  it("counts no report that was withdrawn: the panel is missing again", () => {
    const withdrawal: Statement = {
      type: "liangji:TestReportWithdrawn",
      occurredAt: "2026-03-24T08:00:00+08:00",
      report: "report-1",
      reason: "示例",
    };
    const status = (recorded: readonly Statement[]) => answer(recorded, "cn-cdc-2026-test", "R-CDC-PANEL")?.status;
    expect(status(planted)).toBe("met");
    expect(status([...planted, { ...withdrawal, report: "report-2" }])).toBe("met");
    expect(status([...planted, withdrawal])).toBe("missing");
  });

  it("names the substance that the tests missed, and the report that would mend it", () => {
    const outcome = answer(
      sprayed({ activeIngredients: ["bifenthrin", "imidacloprid"] }),
      "cn-cdc-2026-test",
      "R-CDC-PANEL",
    );
    expect(outcome).toEqual({
      status: "missing",
      facts: { analytes: "imidacloprid" },
      mend: { record: "report", by: "laboratory", facts: { batch: "pack-1", analytes: "imidacloprid" } },
    });
  });

  it("does not count a report for more than the quantity it is about, nor for another batch", () => {
    const isReport = (one: Statement) => one.type === "liangji:TestReport";
    const of = (fields: object) =>
      answer(
        changed(isReport, (one) => ({ ...one, ...fields }) as Statement),
        "cn-cdc-2026-test",
        "R-CDC-PANEL",
      );
    expect(of({})?.status).toBe("met");
    expect(of({ quantityGrams: 42_299 })).toMatchObject({ status: "missing", facts: { analytes: "bifenthrin" } });
    expect(of({ batch: "leaf-1", quantityGrams: 189_000 })?.status).toBe("met");
    expect(of({ batch: "pack-1", quantityGrams: 42_000 })?.status).toBe("met");
    // Two sources, one report: what came in by the other is untested.
    const flows = [
      { batch: "pack-1", sources: ["made-1", "made-2"], grams: 84_000 },
      { batch: "made-1", sources: ["leaf-1"], grams: 42_300 },
      { batch: "made-2", sources: ["leaf-1"], grams: 42_300 },
      { batch: "leaf-1", sources: [], grams: 378_000 },
    ];
    const batches = flows.map(({ batch }) => batch);
    expect(answer(planted, "cn-cdc-2026-test", "R-CDC-PANEL", { flows, batches })?.status).toBe("missing");
  });

  it("counts nothing as passed that a method too coarse did not find", () => {
    const isReport = (one: Statement) => one.type === "liangji:TestReport";
    const lines = (lod: string) =>
      changed(isReport, (one) => {
        const { value: _, ...line } = (one as Extract<Statement, { type: "liangji:TestReport" }>)
          .results[0] as TestResult;
        return { ...one, results: [{ ...line, lod }] } as Statement;
      });
    expect(answer(lines("5"), "cn-cdc-2026-test", "R-MRL")?.status).toBe("met");
    expect(answer(lines("5.01"), "cn-cdc-2026-test", "R-MRL")).toEqual({
      status: "person",
      facts: { found: "bifenthrin" },
    });
  });

  it("leaves a harvest inside the interval, and one after an unknown interval, to a named person", () => {
    for (const early of [{ stoppedOn: "2026-03-15" }, { intervalDays: undefined }])
      expect(answer(sprayed(early), "cn-cdc-2026-control", "R-PHI")).toMatchObject({
        status: "missing",
        facts: { found: "plot-1 2026-03-18" },
        mend: { record: "resolution", by: "operator" },
      });
  });

  it("counts only what was applied since the harvest before", () => {
    const earlier = changed(isHarvest, (one) => one);
    const before = structuredClone(planted.find(isHarvest)) as Extract<
      Statement,
      { bizStep: "commissioning"; type: "ObjectEvent" }
    >;
    const picked = {
      ...before,
      eventTime: "2026-03-01T08:00:00+08:00",
      quantityList: [{ ...before.quantityList[0], epcClass: "https://id.test.example/p/fresh-leaf/b/leaf-0" }],
    } as Statement;
    expect(answer([...earlier, picked], "cn-cdc-2026-control", "R-PHI")).toEqual({
      status: "met",
      facts: { applications: 0 },
    });
  });

  it("keeps November leaf out of the geographical indication, and crowded or unknown planting", () => {
    const november = changed(isHarvest, (one) => ({ ...one, eventTime: "2025-11-30T08:00:00+08:00" }) as Statement);
    expect(answer(november, "gi-baisha-green-tea", "R-GI-WINDOW")).toEqual({
      status: "unmet",
      facts: { found: "2025-11-30" },
    });
    expect(answer(planted, "gi-baisha-green-tea", "R-GI-WINDOW")).toMatchObject({ status: "met" });
    expect(answer(planted, "gi-baisha-green-tea", "R-GI-DENSITY")).toEqual({ status: "met", facts: { plots: 1 } });
    expect(answer(statements, "gi-baisha-green-tea", "R-GI-DENSITY")).toMatchObject({
      status: "missing",
      mend: { record: "planting", by: "grower" },
    });
    expect(answer(planted, "gi-baisha-green-tea", "R-GI-EXTRACT")).toMatchObject({
      status: "missing",
      mend: { facts: { analyte: "water-extract" } },
    });
    expect(answer(planted, "gi-baisha-green-tea", "R-GI-AREA")).toEqual({ status: "person", facts: {} });
  });

  it("wants the four steps in their order", () => {
    const swapped = planted.map((one) =>
      one.type === "TransformationEvent" && one["liangji:steps"]
        ? ({
            ...one,
            "liangji:steps": one["liangji:steps"].map((step, n) => ({
              ...step,
              startedAt: `2026-03-19T0${9 - n}:00:00+08:00`,
            })),
          } as Statement)
        : one,
    );
    expect(answer(swapped, "gi-baisha-green-tea", "R-GI-STEPS")).toEqual({
      status: "unmet",
      facts: { found: "drying → rolling → fixation → spreading" },
    });
  });

  it("takes a certificate only in force, over product and every plot, with volume left", () => {
    const organic = {
      certificate: "cert-1",
      scheme: "organic-gb-t-19630",
      state: "in-force",
      products: ["green-tea-50g"],
      plots: ["plot-1"],
      leftGrams: 42_000,
      conversion: false,
      carried: false,
    } as const;
    const status = (certificate: Partial<Dossier["certificates"][number]>) =>
      answer(planted, "organic-gb-t-19630", "R-ORG-CERT", { certificates: [{ ...organic, ...certificate }] })?.status;
    expect(status({})).toBe("met");
    expect(status({ leftGrams: 41_999 })).toBe("missing");
    expect(status({ leftGrams: 0, carried: true })).toBe("met");
    expect(status({ plots: ["plot-2"] })).toBe("missing");
    expect(status({ products: ["made-tea"] })).toBe("missing");
    expect(status({ state: "suspended" })).toBe("missing");
    expect(status({ state: "withdrawn", carried: true })).toBe("unmet");
    expect(status({ scheme: "green-food" })).toBe("missing");
    expect(status({ conversion: true })).toBe("missing");
    expect(status({ conversion: true, carried: true })).toBe("unmet");
  });

  it("shows nothing for a batch of which nothing is recorded: no scheme passes", () => {
    const empty = evaluate(dossier([]), [...shipped.values()]);
    expect(empty.every(({ verdict }) => verdict === "open")).toBe(true);
    expect(evaluate(dossier([], { plots: [] }), [...shipped.values()]).every(({ verdict }) => verdict === "open")).toBe(
      true,
    );
  });

  it("never passes when records are taken away that a pass stood on", () => {
    const own = parsePack({
      ...packOf("cn-cdc-2026-control"),
      requirements: [
        ...packOf("cn-cdc-2026-control").requirements,
        ...packOf("gi-baisha-green-tea").requirements,
      ].filter(({ id }) => ["R-PHI", "R-LOG", "R-GI-DENSITY", "R-GI-LEAF", "R-GI-STEPS"].includes(id)),
    });
    expect(evaluate(dossier(planted), [own])[0]?.verdict).toBe("passes");
    const needed = planted.filter(
      (one) => "bizStep" in one && ["liangji:planting", "commissioning"].includes(one.bizStep),
    );
    fc.assert(
      fc.property(fc.subarray(needed, { minLength: 1 }), (gone) => {
        const left = planted.filter((one) => !gone.includes(one));
        expect(evaluate(dossier(left), [own])[0]?.verdict).toBe("open");
      }),
    );
  });
});

it("the bench's batch has 200 events, and every scheme answers about all of them", () => {
  const whole = estate(20, 8);
  expect(whole.recorded.filter(({ statement }) => "eventTime" in statement).length).toBeGreaterThanOrEqual(200);
  const answers = new Map(evaluate(whole, [...shipped.values()]).map((one) => [one.scheme, one]));
  expect(answers.get("cn-cdc-2026-control")?.verdict).toBe("passes");
  expect(answers.get("cn-cdc-2026-control")?.answers[0]?.outcome.facts).toEqual({ applications: 160 });
  expect(answers.get("cn-cdc-2026-test")?.answers.map(({ outcome }) => outcome.status)).toContain("met");
});
