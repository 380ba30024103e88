import type { Story } from "#core/evidence/story.ts";
import type { CertificateJudgement, Check, CheckName, Judgement, Status, Verdict } from "#core/evidence/verdict.ts";
import { leafCommitment } from "./scene-commitment.ts";

/** Hand-made judgements, one for each state of the page. All data is invented (示例数据). */
const at = (time: string): number => Date.parse(`${time}:00+08:00`) / 1000;
export const now = at("2026-05-06T14:31");
const name = (zh: string, en: string) => ({ zh, en });
const actors = {
  farm: name("示例茶场一", "Sample Farm One"),
  factory: name("示例茶厂", "Sample Tea Factory"),
  lab: name("示例检测机构", "Sample Laboratory"),
  body: name("示例认证机构", "Sample Certifier"),
};
const towns = { yuanmen: name("元门乡", "Yuanmen"), xishui: name("细水乡", "Xishui") };

const plot = (
  number: number,
  zh: string,
  town: { zh: string; en: string },
  grams: number,
  shareBasisPoints: number,
  outline: [number, number][],
): Story["plots"][number] => ({
  number,
  grams,
  shareBasisPoints,
  holder: actors.farm,
  survey: {
    type: "liangji:PlotSurveyed",
    occurredAt: "2026-01-10T09:00:00+08:00",
    plot: `plot-${number}`,
    name: name(`示例地块${zh}`, `Sample Plot ${number}`),
    holder: "tea-garden-1",
    town,
    outline,
    datum: "CGCS2000",
    areaSquareMetres: 6000,
    altitudeMetres: 286,
    season: 2026,
    capacityGrams: 504_000,
    basis: "示例测绘",
  },
});
const timed = (occurred: string, recorded: string, anchored: string | undefined, late = false) => ({
  times: { occurredAt: at(occurred), recordedAt: at(recorded), late, ...(anchored && { anchoredAt: at(anchored) }) },
  photos: [],
});

export const story: Story = {
  product: name("示例绿茶 50 g 袋装", "Sample Green Tea, 50 g pouch"),
  verb: "drink",
  unitGrams: 50,
  towns: [towns.yuanmen, towns.xishui],
  harvestedOn: "2026-03-18",
  packedOn: "2026-03-25",
  packer: actors.factory,
  concerns: [],
  packs: 840,
  plots: [
    plot(1, "一", towns.yuanmen, 98_300, 5201, [
      [109_476_100, 19_158_900],
      [109_476_900, 19_159_000],
      [109_477_300, 19_158_500],
      [109_476_900, 19_158_000],
      [109_476_300, 19_158_100],
    ]),
    plot(4, "四", towns.yuanmen, 58_600, 3101, [
      [109_476_600, 19_157_800],
      [109_477_300, 19_157_900],
      [109_477_600, 19_157_500],
      [109_477_100, 19_157_100],
      [109_476_500, 19_157_300],
    ]),
    plot(7, "七", towns.xishui, 32_100, 1698, [
      [109_478_500, 19_158_700],
      [109_479_000, 19_158_800],
      [109_479_200, 19_158_200],
      [109_478_700, 19_157_900],
      [109_478_400, 19_158_200],
    ]),
  ],
  timeline: [
    {
      step: {
        kind: "application",
        plots: [name("示例地块一", "Sample Plot 1")],
        product: name("联苯菊酯 2.5% 乳油", "bifenthrin 2.5% EC"),
        dose: "30 mL/亩",
        intervalDays: 7,
        daysToHarvest: 26,
      },
      actor: actors.farm,
      ...timed("2026-02-20T08:30", "2026-02-20T18:05", "2026-02-20T18:10"),
      indexes: [12],
    },
    {
      step: {
        kind: "harvest",
        plots: [
          name("示例地块一", "Sample Plot 1"),
          name("示例地块四", "Sample Plot 4"),
          name("示例地块七", "Sample Plot 7"),
        ],
        grams: 189_000,
        leafStandard: "one-bud-two-leaves",
      },
      actor: actors.farm,
      ...timed("2026-03-18T07:40", "2026-03-18T09:12", "2026-03-18T09:20"),
      indexes: [20, 21, 22],
    },
    {
      step: { kind: "receipt", grams: 188_200 },
      actor: actors.factory,
      ...timed("2026-03-18T11:30", "2026-03-18T11:32", "2026-03-18T11:40"),
      indexes: [23],
    },
    {
      step: {
        kind: "processing",
        steps: ["spreading", "fixation", "rolling", "drying"],
        gramsIn: 188_200,
        gramsOut: 42_300,
      },
      actor: actors.factory,
      ...timed("2026-03-18T22:15", "2026-03-19T08:02", "2026-03-19T08:10"),
      indexes: [24],
    },
    {
      step: { kind: "test", report: "rep-0001", sampleGrams: 300 },
      actor: actors.lab,
      ...timed("2026-03-20T10:00", "2026-03-22T16:04", "2026-03-22T16:10", true),
      indexes: [25],
    },
    {
      step: { kind: "packing", count: 840, unitGrams: 50, gramsOut: 42_000, bestBefore: "2027-09-24" },
      actor: actors.factory,
      ...timed("2026-03-25T14:20", "2026-03-25T14:26", undefined),
      indexes: [26],
    },
  ],
  early: [],
  commitments: [leafCommitment],
  tests: [
    {
      report: "rep-0001",
      reportedOn: "2026-03-22",
      laboratory: actors.lab,
      accreditations: [{ kind: "CMA", number: "示例 0001" }],
      quantityGrams: 42_300,
      missing: [],
      results: [
        {
          analyte: "bifenthrin",
          name: name("联苯菊酯", "Bifenthrin"),
          value: "0.12",
          unit: "mg/kg",
          method: "GB 23200.113",
          kind: "maximum",
          limit: "5",
          limitSource: "GB 2763-2026",
          judged: "passed",
        },
        {
          analyte: "imidacloprid",
          name: name("吡虫啉", "Imidacloprid"),
          lod: "0.01",
          unit: "mg/kg",
          method: "GB 23200.113",
          kind: "maximum",
          limit: "0.5",
          limitSource: "GB 2763-2026",
          judged: "passed",
        },
        {
          analyte: "water-extract",
          name: name("水浸出物", "Water extract"),
          value: "46.2",
          unit: "%",
          method: "GB/T 8305",
          kind: "minimum",
          limit: "43",
          limitSource: "白沙绿茶 2004",
          judged: "passed",
        },
        {
          analyte: "matrine",
          name: name("苦参碱", "Matrine"),
          lod: "0.05",
          unit: "mg/kg",
          method: "GB 23200.121",
          kind: "maximum",
          judged: "no-limit",
        },
      ],
    },
  ],
  certificates: [
    {
      certificate: "cert-0001",
      title: name("示例品质认证", "Sample Quality Certificate"),
      body: actors.body,
      schemeName: name("示例制度", "Sample scheme"),
      plots: [
        name("示例地块一", "Sample Plot 1"),
        name("示例地块四", "Sample Plot 4"),
        name("示例地块七", "Sample Plot 7"),
      ],
      validFrom: "2026-01-01",
      validTo: "2026-12-31",
      volumeGrams: 1_512_000,
      usedGrams: 468_700,
      ...{ files: [], writtenOn: "2026-01-10", conversion: false },
    },
  ],
  mass: {
    areaSquareMetres: 18_000,
    ceilingGrams: 1_512_000,
    thisBatchGrams: 42_000,
    otherGrams: 426_700,
    leftGrams: 1_043_300,
  },
  claims: [
    { title: name("农药残留在限量以内", "Residues are within limits"), grade: "third-party" },
    { title: name("茶园海拔 286 m", "The garden lies at 286 m"), grade: "measured" },
    { title: name("全程手工采摘", "Picked by hand throughout"), grade: "self-declared" },
    {
      title: name("“陨石坑里长出的茶”", '"Tea from a meteorite crater"'),
      grade: "contested",
      text: name(
        "当地流传的说法。2020 年一篇同行评议的论文认为不是这样。我们不把它当作事实。",
        "A local story. A peer-reviewed paper of 2020 finds otherwise. We do not present it as fact.",
      ),
      source: "https://doi.example/10.1007/sample",
    },
  ],
};

const passed: readonly CheckName[] = [
  "bundle-form",
  "log-identity",
  "log-signature",
  "log-history",
  "head-anchored",
  "head-age",
  "anchors",
  "entry-inclusion",
  "entry-signature",
  "entry-key",
  "entry-role",
  "series-complete",
  "batch-provenance",
  "batch-sources",
  "label-proof",
  "label-minted",
  "label-state",
  "batch-recall",
  "certificate-document",
  "certificate-state",
  "survey-hash",
  "nodes-agree",
];
const checks = (but: readonly Check[] = []): Check[] =>
  passed.map((check) => but.find((one) => one.name === check) ?? { name: check, status: "passed" });
const verdict = (status: Status, code: Verdict["code"], facts: Verdict["facts"] = {}): Verdict => ({
  status,
  code,
  facts,
});
const certificate = (state: CertificateJudgement["now"]["state"], since = 0, reason = ""): CertificateJudgement => ({
  certificate: "cert-0001",
  atPacking: { state: state === "unknown" ? "unknown" : "in-force", at: at("2026-03-25T14:20") },
  now: { state, at: state === "unknown" ? now - (6 * 24 + 5) * 3600 : now, since, reason },
});

const valid: Judgement = {
  headline: "all-passed",
  record: verdict("passed", "record-intact"),
  code: verdict("passed", "code-active"),
  pack: verdict("skipped", "pack-not-seen"),
  checks: checks(),
  summary: story,
  certificates: [certificate("in-force")],
};
const silent = verdict("skipped", "not-judged");
const forgedFacts = { n: 3, event: "harvest", who: "示例茶场一", whoEn: "Sample Farm One" };
const recallFacts = { batch: "260325-01", at: at("2026-05-02T10:00"), reason: "复检一项农药残留超限", n: 840 };
const unreachable = verdict("unknown", "offline", { n: 1 });

const bifenthrin = name("联苯菊酯", "Bifenthrin");
export const overLimit: Story = {
  ...story,
  concerns: [
    { kind: "over", name: bifenthrin, value: "6.1", unit: "mg/kg", limit: "5" },
    { kind: "under", name: name("水浸出物", "Water extract"), value: "40", unit: "%", limit: "43" },
    { kind: "interval", plots: [name("示例地块一", "Sample Plot 1")], intervalDays: 7, daysToHarvest: 3 },
    { kind: "untested", names: [name("草甘膦", "Glyphosate")] },
  ],
  timeline: story.timeline.map((item) =>
    item.step.kind === "application" ? { ...item, step: { ...item.step, daysToHarvest: 3 } } : item,
  ),
  tests: story.tests.map((test) => ({
    ...test,
    missing: [name("草甘膦", "Glyphosate")],
    results: test.results.map((one) =>
      one.analyte === "bifenthrin"
        ? { ...one, value: "6.1", judged: "failed" as const }
        : one.analyte === "water-extract"
          ? { ...one, value: "40", judged: "failed" as const }
          : one,
    ),
  })),
};

export const judgements = {
  valid,
  recalled: {
    ...valid,
    headline: "recalled",
    code: verdict("failed", "recalled", { ...recallFacts, check: "batch-recall" }),
    pack: verdict("skipped", "pack-look-closely"),
    checks: checks([
      { name: "batch-recall", status: "failed", code: "recalled", facts: recallFacts },
      { name: "certificate-state", status: "failed" },
    ]),
    certificates: [certificate("withdrawn", at("2026-05-02T15:00"), "地块四复查时，用药记录与药瓶批号对不上")],
  },
  forged: {
    headline: "record-failed",
    record: verdict("failed", "signature-wrong", forgedFacts),
    code: silent,
    pack: silent,
    certificates: [],
    checks: checks([
      { name: "entry-signature", status: "failed", code: "signature-wrong", facts: forgedFacts },
      { name: "entry-inclusion", status: "failed", code: "not-in-log", facts: { ...forgedFacts, n: 48_213 } },
    ]),
  },
  offline: {
    ...valid,
    headline: "no-conclusion",
    record: verdict("passed", "record-complete-offline"),
    code: unreachable,
    certificates: [certificate("unknown")],
    checks: checks([{ name: "nodes-agree", status: "unknown", code: "offline", facts: { n: 1 } }]),
  },
  oldHead: {
    ...valid,
    headline: "no-conclusion",
    record: verdict("unknown", "old-head", { ageSeconds: 200_000, limitSeconds: 86_400 }),
    code: verdict("unknown", "old-head", { ageSeconds: 200_000, limitSeconds: 86_400 }),
  },
  notActivated: {
    ...valid,
    headline: "code-unusable",
    code: verdict("failed", "not-activated"),
    pack: verdict("skipped", "pack-look-closely"),
  },
  void: {
    ...valid,
    headline: "code-unusable",
    code: verdict("failed", "void", { at: at("2026-04-01T10:00"), reason: "印坏了" }),
    pack: verdict("skipped", "pack-look-closely"),
  },
  notAnchored: {
    ...valid,
    headline: "no-conclusion",
    record: verdict("unknown", "not-yet-anchored", { n: 2, since: now - 300, minutes: 5 }),
  },
  chainDown: {
    ...valid,
    headline: "no-conclusion",
    record: verdict("passed", "record-complete-offline"),
    code: verdict("unknown", "chain-unreachable", { n: 3 }),
    certificates: [certificate("unknown")],
    checks: checks([{ name: "nodes-agree", status: "unknown", code: "chain-unreachable", facts: { n: 3 } }]),
  },
  withdrawn: {
    ...valid,
    headline: "certificate-not-in-force",
    certificates: [certificate("withdrawn", at("2026-05-01T09:00"), "跟踪检查发现不符合")],
  },
  suspended: {
    ...valid,
    headline: "certificate-not-in-force",
    certificates: [certificate("suspended", at("2026-05-01T09:00"), "机构还在查")],
  },
  expired: {
    ...valid,
    headline: "certificate-not-in-force",
    certificates: [certificate("expired", at("2026-05-01T09:00"))],
  },
  overLimit: { ...valid, summary: overLimit },
} as const satisfies Record<string, Judgement>;
export type JudgementName = keyof typeof judgements;
