import { acceptBatch, closeBatch, process as make, openBatch, receive } from "#core/work/batch.ts";
import { report } from "#core/work/certificate.ts";
import { promise } from "#core/work/commitment.ts";
import { applyPesticide, harvest, plant } from "#core/work/garden.ts";
import { sha256 } from "../author.ts";
import { brand } from "../sample/cast.ts";
import { results } from "../sample/results.ts";
import type { Cast } from "./cast.ts";
import { refused } from "./say.ts";

/** Step 2: from the plot to tested tea. */
export async function growAndMake(cast: Cast): Promise<void> {
  const { client, tag, calendar, season, grower, factory, packer, laboratory, ids, did } = cast;
  await did(
    "2 种植 planting",
    grower,
    plant(brand.domain, {
      plot: ids.plot,
      time: calendar.at(20, "08:00"),
      variety: "海南大叶",
      plantedOn: "2019-09-12",
      plantsPerMu: 2200,
    }),
  );
  await did(
    "2 用药 pesticide application",
    grower,
    applyPesticide(brand.domain, {
      plot: ids.plot,
      time: calendar.at(12, "08:30"),
      application: {
        product: "联苯菊酯 2.5% 乳油",
        productEn: "bifenthrin 2.5% EC",
        registrationNo: "示例-PD0001",
        source: "示例农资店",
        target: "茶小绿叶蝉",
        method: "喷雾",
        dose: "每亩 80 毫升",
        activeIngredients: ["bifenthrin"],
        stoppedOn: calendar.day(12),
        intervalDays: 7,
      },
    }),
  );
  await refused("2 超过产能的采收 harvest beyond capacity", "capacity-exceeded", () =>
    client.perform(
      grower,
      harvest(sha256, brand.domain, {
        batch: `${ids.leaf}-over`,
        product: "fresh-leaf",
        season,
        time: calendar.at(1, "07:00"),
        leafStandard: "one-bud-two-leaves",
        plots: [{ plot: ids.plot, grams: 200_001 }],
      }),
    ),
  );
  await did(
    "2 采收 harvest",
    grower,
    harvest(sha256, brand.domain, {
      batch: ids.leaf,
      product: "fresh-leaf",
      season,
      time: calendar.at(1, "07:40"),
      leafStandard: "one-bud-two-leaves",
      plots: [{ plot: ids.plot, grams: 90_000 }],
    }),
  );
  await did(
    "2 封账 close the leaf batch",
    grower,
    closeBatch(sha256, {
      batch: ids.leaf,
      leafHashes: await client.leafHashes(`batch/${ids.leaf}`),
      nextHolder: factory.actor,
    }),
  );
  await did(
    "2 开批次 open the tea batch",
    factory,
    openBatch(sha256, { batch: ids.made, product: "made-tea", season }),
  );
  const certificate = `hgz-${ids.leaf}`;
  await did(
    "2 承诺达标合格证 commitment certificate",
    grower,
    promise({
      occurredAt: calendar.at(1, "08:20"),
      certificate,
      role: "producer",
      issuerKind: "coop",
      issuerName: `示例 ${grower.actor}`,
      contact: "示例",
      batch: ids.leaf,
      product: "fresh-leaf",
      productName: "茶鲜叶",
      grams: 90_000,
      origin: "示例产地",
      plots: [ids.plot],
      basis: ["QC"],
      parents: [],
    }),
  );
  await did("2 签收 take over the leaf", factory, acceptBatch(sha256, { batch: ids.leaf, grams: 90_000 }));
  await did(
    "2 收货 receipt",
    factory,
    receive(brand.domain, {
      site: factory.actor,
      time: calendar.at(1, "09:00"),
      source: ids.leaf,
      sourceProduct: "fresh-leaf",
      grams: 90_000,
      into: ids.made,
      proof: { kind: "commitment", certificate },
    }),
  );
  await did(
    "2 摊放→杀青→揉捻→干燥 processing",
    factory,
    make(sha256, brand.domain, {
      site: factory.actor,
      time: calendar.at(1, "16:00"),
      source: ids.leaf,
      sourceProduct: "fresh-leaf",
      gramsIn: 90_000,
      batch: ids.made,
      product: "made-tea",
      gramsOut: 20_000,
      season,
      steps: (["spreading", "fixation", "rolling", "drying"] as const).map((step, n) => ({
        step,
        startedAt: calendar.at(1, `${10 + n}:00`),
        endedAt: calendar.at(1, `${10 + n}:50`),
      })),
    }),
  );
  await did(
    "2 检测 test report",
    laboratory,
    report({
      occurredAt: calendar.at(1, "18:00"),
      report: `report-${tag}`,
      batch: ids.made,
      quantityGrams: 20_000,
      sampleGrams: 300,
      sampledAt: calendar.at(1, "17:00"),
      sampledBy: laboratory.actor,
      accreditations: [{ kind: "CMA", number: "示例-0000" }],
      results: [...results],
    }),
  );
  await did(
    "2 封账 close the tea batch",
    factory,
    closeBatch(sha256, {
      batch: ids.made,
      leafHashes: await client.leafHashes(`batch/${ids.made}`),
      nextHolder: packer.actor,
    }),
  );
}
