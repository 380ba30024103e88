import { process as makeTea, openBatch, receive } from "#core/work/batch.ts";
import { report } from "#core/work/certificate.ts";
import { applyPesticide, harvest, plant } from "#core/work/garden.ts";
import { survey } from "#core/work/land.ts";
import type { Step } from "#core/work/task.ts";
import { sha256 } from "../author.ts";
import type { Calendar } from "../sample/calendar.ts";
import { brand } from "../sample/cast.ts";
import { results } from "../sample/results.ts";

export type Deed = { readonly actor: string; readonly steps: readonly Step[] };
export const LEAF = "leaf-estate";
export const MADE = "tea-estate";
const GRAMS = 10_000;

/** An estate of many plots, each planted and sprayed so many times, picked into one batch on one day. 示例数据. */
export function fieldDeeds(c: Calendar, plots: number, applications: number): readonly Deed[] {
  const ids = Array.from({ length: plots }, (_, n) => `estate-${n + 1}`);
  const names = (n: number) => ({ zh: `示例地块 ${n}`, en: `Sample plot ${n}` });
  const surveys = ids.map((plot, n) =>
    survey(sha256, {
      occurredAt: c.at(58, "15:00"),
      plot,
      name: names(n + 1),
      holder: "tea-garden-1",
      town: { zh: "元门乡", en: "Yuanmen" },
      outline: [
        [109450000 + n, 19230000],
        [109451000 + n, 19230000],
        [109451000 + n, 19231000],
      ],
      datum: "CGCS2000",
      areaSquareMetres: 8000,
      altitudeMetres: 280,
      season: c.season,
      capacityGrams: 3_000_000,
      basis: "示例测绘",
    }),
  );
  const planted = ids.map((plot) =>
    plant(brand.domain, {
      plot,
      time: c.at(57, "08:00"),
      variety: "海南大叶",
      plantedOn: "2019-09-12",
      plantsPerMu: 2200,
    }),
  );
  const sprayed = ids.flatMap((plot) =>
    Array.from({ length: applications }, (_, n) =>
      applyPesticide(brand.domain, {
        plot,
        time: c.at(50 - n, "08:30"),
        application: {
          product: "联苯菊酯 2.5% 乳油",
          productEn: "bifenthrin 2.5% EC",
          registrationNo: "示例-PD0001",
          source: "示例农资店",
          target: "茶小绿叶蝉",
          method: "喷雾",
          dose: "每亩 80 毫升，兑水 45 千克",
          activeIngredients: ["bifenthrin"],
          stoppedOn: c.day(50 - n),
          intervalDays: 7,
        },
      }),
    ),
  );
  const picked = harvest(sha256, brand.domain, {
    batch: LEAF,
    product: "fresh-leaf",
    season: c.season,
    time: c.at(1, "07:40"),
    leafStandard: "one-bud-two-leaves",
    plots: ids.map((plot) => ({ plot, grams: GRAMS })),
  });
  return [
    { actor: "brand-operator", steps: surveys.flat() },
    { actor: "tea-garden-1", steps: [...planted.flat(), ...sprayed.flat(), ...picked] },
  ];
}

/** What a factory and a laboratory do with the leaf of so many plots. */
export function madeDeeds(c: Calendar, plots: number): readonly Deed[] {
  const grams = plots * GRAMS;
  const from = { source: LEAF, sourceProduct: "fresh-leaf" } as const;
  const gramsOut = Math.floor(grams / 4.5);
  return [
    {
      actor: "tea-factory",
      steps: [
        ...openBatch(sha256, { batch: MADE, product: "made-tea", season: c.season }),
        ...receive(brand.domain, { site: "tea-factory", time: c.at(1, "09:30"), ...from, grams, into: MADE }),
        ...makeTea(sha256, brand.domain, {
          site: "tea-factory",
          time: c.at(1, "16:30"),
          ...from,
          gramsIn: grams,
          batch: MADE,
          product: "made-tea",
          gramsOut,
          season: c.season,
          steps: (["spreading", "fixation", "rolling", "drying"] as const).map((step, n) => ({
            step,
            startedAt: c.at(1, `${10 + n}:00`),
            endedAt: c.at(1, `${10 + n}:50`),
          })),
        }),
      ],
    },
    {
      actor: "laboratory",
      steps: report({
        occurredAt: c.at(1, "19:00"),
        report: `report-${MADE}`,
        batch: MADE,
        quantityGrams: gramsOut,
        sampleGrams: 300,
        sampledAt: c.at(1, "17:00"),
        sampledBy: "laboratory",
        accreditations: [{ kind: "CMA", number: "示例-0000" }],
        results: [...results],
      }),
    },
  ];
}
