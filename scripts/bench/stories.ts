import { pack, process, receive } from "#core/work/batch.ts";
import { report } from "#core/work/certificate.ts";
import { applyPesticide, harvest, plant } from "#core/work/garden.ts";
import { survey } from "#core/work/land.ts";
import { admit } from "#core/work/people.ts";
import type { Step } from "#core/work/task.ts";
import { type Author, sampleAuthor, sha256 } from "../author.ts";
import { admittedByOperator, brand, type Player } from "../sample/cast.ts";
import { results } from "../sample/results.ts";

const DOMAIN = brand.domain;
const SEASON = 2026;
const at = (day: number): string =>
  `2026-${String(Math.floor(day / 28) + 1).padStart(2, "0")}-${String((day % 28) + 1).padStart(2, "0")}T07:00:00+08:00`;

/** An entry still without its signature: who says what, in which series. */
export type Said = { readonly by: Author; readonly step: Extract<Step, { kind: "entry" }> };
const entriesOf = (by: Author, steps: readonly Step[]): readonly Said[] =>
  steps.flatMap((step) => (step.kind === "entry" ? [{ by, step }] : []));

const people = {
  operator: sampleAuthor("brand-operator"),
  factory: sampleAuthor("tea-factory"),
  packer: sampleAuthor("tea-packer"),
  laboratory: sampleAuthor("laboratory"),
};
/** Growers of the bench; plots are shared out among them. */
export const growers: readonly Player[] = Array.from({ length: 64 }, (_, n) => ({
  actor: `bench-garden-${n}`,
  name: { zh: `示例茶场 ${n}`, en: `Sample garden ${n}` },
  roles: ["grower"],
}));
const hands = growers.map(({ actor }) => sampleAuthor(actor));

/** Everybody of these stories, brought into the log by the operator. */
export const admissions: readonly Said[] = [...growers, ...admittedByOperator].flatMap(({ actor, name, roles }) =>
  entriesOf(
    people.operator,
    admit(sha256, {
      subject: actor,
      name,
      roles,
      publicKey: sampleAuthor(actor).publicKey,
      verifier: `0x${"0".repeat(40)}`,
      validFrom: 0,
      validTo: 0,
      occurredAt: at(0),
    }),
  ),
);

export const surveyOf = (plot: string, holder: string): readonly Said[] =>
  entriesOf(
    people.operator,
    survey(sha256, {
      occurredAt: at(0),
      plot,
      name: { zh: `地块 ${plot}`, en: `Plot ${plot}` },
      holder,
      town: { zh: "白沙元门乡", en: "Yuanmen, Baisha" },
      outline: Array.from({ length: 12 }, (_, n): [number, number] => [
        109_450_000 + 700 * n,
        19_230_000 + 400 * n * (12 - n),
      ]),
      datum: "CGCS2000",
      areaSquareMetres: 8267,
      altitudeMetres: 286,
      season: SEASON,
      capacityGrams: 3_124_800,
      basis: "示例测绘 sample survey",
    }),
  );

export const plantingOf = (by: Author, plot: string): readonly Said[] =>
  entriesOf(by, plant(DOMAIN, { plot, time: at(1), variety: "海南大叶", plantedOn: "2019-09-12", plantsPerMu: 2200 }));

export const sprayOf = (by: Author, plot: string, n: number): readonly Said[] =>
  entriesOf(
    by,
    applyPesticide(DOMAIN, {
      plot,
      time: at(2 + n),
      application: {
        product: "联苯菊酯 2.5% 乳油",
        productEn: "bifenthrin 2.5% EC",
        registrationNo: "示例 PD000000",
        source: "示例农资店",
        target: "茶小绿叶蝉",
        method: "喷雾",
        dose: "每亩 20 毫升",
        activeIngredients: ["bifenthrin"],
        stoppedOn: at(2 + n).slice(0, 10),
        intervalDays: 7,
      },
    }),
  );

export const pickingOf = (by: Author, plot: string, batch: string, n: number): readonly Said[] =>
  entriesOf(
    by,
    harvest(sha256, DOMAIN, {
      batch,
      product: "fresh-leaf",
      season: SEASON,
      time: at(20 + (n % 40)),
      leafStandard: "one-bud-two-leaves",
      plots: [{ plot, grams: 1000 + n }],
    }),
  );

/** What happens to the leaf of one plot in one season: twenty entries by six hands, in the series of a plot and of three batches. */
export function storyOf(n: number): readonly Said[] {
  const grower = hands[n % hands.length] as Author;
  const [plot, leaf, made, packed] = [`plot-${n}`, `leaf-${n}`, `made-${n}`, `pack-${n}`].map(
    (id) => `bench-${id}`,
  ) as [string, string, string, string];
  const site = { site: "tea-factory", time: at(60), season: SEASON };
  return [
    ...surveyOf(plot, grower.actor),
    ...plantingOf(grower, plot),
    ...[0, 1, 2, 3, 4].flatMap((k) => sprayOf(grower, plot, k)),
    ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((k) => pickingOf(grower, plot, leaf, k)),
    ...[0, 1].flatMap((k) =>
      entriesOf(
        people.factory,
        receive(DOMAIN, {
          ...site,
          source: leaf,
          sourceProduct: "fresh-leaf",
          grams: 4000 + k,
          into: made,
          proof: { kind: "other", proof: "示例收购凭证" },
        }),
      ),
    ),
    ...entriesOf(
      people.factory,
      process(sha256, DOMAIN, {
        ...site,
        source: leaf,
        sourceProduct: "fresh-leaf",
        gramsIn: 8000,
        batch: made,
        product: "made-tea",
        gramsOut: 1760,
        steps: (["spreading", "fixation", "rolling", "drying"] as const).map((step) => ({
          step,
          startedAt: at(60),
          endedAt: at(61),
        })),
      }),
    ),
    ...entriesOf(
      people.laboratory,
      report({
        occurredAt: at(65),
        report: `bench-report-${n}`,
        batch: made,
        quantityGrams: 1760,
        sampleGrams: 60,
        sampledAt: at(64),
        sampledBy: "laboratory",
        accreditations: [{ kind: "CMA", number: "示例" }],
        results: [...results],
      }),
    ),
    ...entriesOf(
      people.packer,
      pack(sha256, DOMAIN, {
        site: "tea-packer",
        time: at(70),
        season: SEASON,
        source: made,
        sourceProduct: "made-tea",
        gramsIn: 1700,
        batch: packed,
        product: "green-tea-50g",
        gramsOut: 1700,
        count: 34,
        unitGrams: 50,
        bestBefore: "2027-09-24",
      }),
    ),
  ];
}
