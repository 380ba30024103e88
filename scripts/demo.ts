import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hex } from "#core/bytes.ts";
import { askChain } from "#core/chain/ask.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { labelRoot } from "#core/label/tree.ts";
import { labelPath } from "#core/label/url.ts";
import { closeBatch, process as make, openBatch, pack, recall, receive } from "#core/work/batch.ts";
import { issue, report, setStatus } from "#core/work/certificate.ts";
import { applyPesticide, harvest, plant } from "#core/work/garden.ts";
import { activate, mint } from "#core/work/labels.ts";
import { survey } from "#core/work/land.ts";
import { accredit, admit } from "#core/work/people.ts";
import type { Step } from "#core/work/task.ts";
import { type Author, authorOf, sampleAuthor, sha256 } from "./author.ts";
import { buildMissing } from "./build.ts";
import { type Client, connect, type Receipt, Refused } from "./client.ts";
import { freePort } from "./free-port.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { postRpc, withNodesAt } from "./rpc.ts";
import { calendarOf } from "./sample/calendar.ts";
import { brand } from "./sample/cast.ts";
import { results } from "./sample/results.ts";
import { sampleSerials } from "./sample/story.ts";
import { settingsFrom } from "./settings.ts";
import { startSystem } from "./system.ts";

/**
 * Drives one batch of tea from plot to phone against a running service (`npm run demo -- URL`) or one of its own, through the public HTTP
 * API and the chain, with keys made for the occasion. Ends with a forged copy refused. Exit code 1 when anything is not as it should be.
 */
async function demo(service: string): Promise<void> {
  const client = await connect(service);
  const tag = Date.now().toString(36);
  const calendar = calendarOf(new Date());
  const [operator, accreditor, regulator] = ["brand-operator", "accreditor", "regulator"].map(sampleAuthor) as [
    Author,
    Author,
    Author,
  ];
  const fresh = (role: string): Author =>
    authorOf(`${role}-${tag}`, generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
  const [grower, factory, packer, laboratory, body] = ["grower", "factory", "packer", "lab", "body"].map(fresh) as [
    Author,
    Author,
    Author,
    Author,
    Author,
  ];
  const did = async (title: string, author: Author, steps: readonly Step[]) =>
    show(title, await client.perform(author, steps));
  const ids = {
    plot: `plot-${tag}`,
    leaf: `leaf-${tag}`,
    made: `tea-${tag}`,
    packed: `pack-${tag}`,
    certificate: `cert-${tag}`,
    scheme: `scheme-${tag}`,
  };
  const { season } = calendar;
  const from = Math.floor(Date.now() / 1000) - 3600;
  const until = from + 365 * 86_400;
  const verifier = client.policy.chain.contracts.WebCryptoP256Verifier;
  const admission = (author: Author, role: "grower" | "factory" | "packer" | "laboratory" | "certifier") =>
    admit(sha256, {
      subject: author.actor,
      name: { zh: `示例 ${author.actor}`, en: `Sample ${author.actor}` },
      roles: [role],
      publicKey: author.publicKey,
      verifier,
      validFrom: from,
      validTo: until,
      occurredAt: calendar.at(1, "06:00"),
    });

  for (const [author, role] of [
    [grower, "grower"],
    [factory, "factory"],
    [packer, "packer"],
    [laboratory, "laboratory"],
  ] as const)
    await did(`1 登记 admit ${author.actor}`, operator, admission(author, role));
  await did("1 登记认证机构 admit the certification body", accreditor, admission(body, "certifier"));
  await did(
    "1 认可 accredit it for the scheme",
    accreditor,
    accredit(sha256, {
      body: body.actor,
      scheme: ids.scheme,
      validFrom: from,
      validTo: until,
      documentHash: "0".repeat(63).concat("1"),
    }),
  );
  await did(
    "1 测绘与产能 survey and capacity",
    operator,
    survey(sha256, {
      occurredAt: calendar.at(1, "06:10"),
      plot: ids.plot,
      name: { zh: "示例地块", en: "Sample plot" },
      holder: grower.actor,
      town: { zh: "元门乡", en: "Yuanmen" },
      outline: [
        [109_450_000, 19_230_000],
        [109_452_000, 19_230_000],
        [109_451_000, 19_232_000],
      ],
      datum: "CGCS2000",
      areaSquareMetres: 8267,
      altitudeMetres: 286,
      season,
      capacityGrams: 200_000,
      basis: "示例测绘",
    }),
  );

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
      accreditationNo: "示例-CMA-0000",
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

  await did(
    "3 签发证书 issue the certificate",
    body,
    issue(sha256, {
      occurredAt: calendar.at(1, "19:00"),
      certificate: ids.certificate,
      title: { zh: "示例证书", en: "Sample certificate" },
      scheme: ids.scheme,
      schemeName: { zh: "示例规则", en: "Sample scheme" },
      holder: packer.actor,
      products: [{ product: "green-tea-50g", volumeGrams: 15_000 }],
      plots: [ids.plot],
      validFrom: calendar.day(2),
      validTo: `${season + 1}-12-31`,
    }),
  );

  const packing = (grams: number) =>
    pack(sha256, brand.domain, {
      site: packer.actor,
      time: calendar.at(1, "20:00"),
      source: ids.made,
      sourceProduct: "made-tea",
      gramsIn: grams,
      batch: ids.packed,
      product: "green-tea-50g",
      gramsOut: grams,
      season,
      certificate: ids.certificate,
      count: grams / 50,
      unitGrams: 50,
      bestBefore: `${season + 2}-06-30`,
    });
  await did(
    "4 开包装批次 open the pack batch",
    packer,
    openBatch(sha256, { batch: ids.packed, product: "green-tea-50g", season }),
  );
  await refused("4 超过证书数量的装袋 packing beyond the certificate", "certificate-volume", () =>
    client.perform(packer, packing(15_050)),
  );
  await did("4 装袋 packing", packer, packing(15_000));
  await did(
    "4 封账 close the pack batch",
    packer,
    closeBatch(sha256, {
      batch: ids.packed,
      leafHashes: await client.leafHashes(`batch/${ids.packed}`),
      nextHolder: packer.actor,
    }),
  );
  const mintOf = async (count: number) => {
    const serials = sampleSerials(ids.packed, count);
    const planned = mint(sha256, { batch: ids.packed, serials, unitGrams: 50 });
    return client.send({
      what: "Mint",
      path: "/mints",
      body: { ...(await client.signAct(packer, planned.act, planned.message)), serials },
    });
  };
  await refused("4 多印一枚标签 one label too many", "batch-mass-exceeded", () => mintOf(301));
  show("4 发码 mint 300 labels", [await mintOf(300)]);
  const serials = sampleSerials(ids.packed, 300);
  await did("4 启用 activate", packer, activate(`0x${hex(labelRoot(sha256, ids.packed, serials))}`));

  const path = labelPath({ product: "green-tea-50g", batch: ids.packed, serial: serials[0] ?? "" });
  await untilAnchored(client);
  expectHeadline(
    "5–6 上链后扫码 scan after anchoring",
    "all-passed",
    await judge(client, await client.get(`/evidence${path}`)),
  );
  await did(
    "7 撤销证书 withdraw the certificate",
    body,
    setStatus(sha256, { certificate: ids.certificate, state: "withdrawn", reason: "示例：跟踪检查不符合" }),
  );
  expectHeadline(
    "7 再扫 scan again",
    "certificate-not-in-force",
    await judge(client, await client.get(`/evidence${path}`)),
  );
  await did(
    "7 召回 recall the leaf batch, three layers up",
    regulator,
    recall(sha256, { batch: ids.leaf, reason: "示例：复检超限" }),
  );
  const evidence = await client.get<object>(`/evidence${path}`);
  expectHeadline("7 再扫 scan again", "recalled", await judge(client, evidence));
  const forged = JSON.parse(JSON.stringify(evidence).replace('"quantity":90000', '"quantity":91000')) as unknown;
  const judgement = await judge(client, forged);
  expectHeadline("7 伪造的凭证 a forged copy", "record-failed", judgement);
  console.log(
    `  没有通过的检查 failed checks: ${judgement.checks
      .filter(({ status }) => status === "failed")
      .map(({ name }) => name)
      .join(", ")}`,
  );
}

function show(title: string, receipts: readonly Receipt[]): void {
  console.log(
    `${title}\n${receipts.map(({ what, gasUsed, index }) => `  ${what}${gasUsed === undefined ? "" : `  gas ${gasUsed}`}${index === undefined ? "" : `  账本第 ${index} 行 log line`}`).join("\n")}`,
  );
}

/** A refusal that is due; anything else ends the demo. */
async function refused(title: string, code: string, act: () => Promise<unknown>): Promise<void> {
  const error: unknown = await act().then(
    () => undefined,
    (one: unknown) => one,
  );
  if (!(error instanceof Refused) || error.code !== code)
    throw new Error(`${title}: ${code} expected, got ${String(error)}`);
  console.log(`${title}\n  拒绝 refused: ${error.message}`);
}

async function judge(client: Client, evidence: unknown) {
  const policy = withNodesAt(client.policy, client.service);
  const now = Math.floor(Date.now() / 1000);
  const view = await askChain(parseBundle(evidence), policy, now, postRpc, sha256);
  return verifyEvidence(evidence, policy, now, view, nodeCrypto);
}

function expectHeadline(title: string, headline: string, judgement: Awaited<ReturnType<typeof judge>>): void {
  if (judgement.headline !== headline)
    throw new Error(
      `${title}: ${headline} expected, got ${judgement.headline} ${JSON.stringify(judgement.record)} ${JSON.stringify(judgement.code)}`,
    );
  console.log(`${title}: ${headline}`);
}

async function untilAnchored(client: Client): Promise<void> {
  const size = Number((await (await fetch(`${client.service}/log/checkpoint`)).text()).split("\n")[1]);
  for (let tries = 0; tries < 600; tries++) {
    const { anchors } = await client.get<{ anchors: { size: number }[] }>("/log/anchors");
    if ((anchors.at(-1)?.size ?? 0) >= size) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("not anchored within a minute");
}

const [given] = process.argv.slice(2);
if (given) await demo(given.replace(/\/$/, ""));
else {
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-demo-"));
  await buildMissing(console.log);
  const system = await startSystem(
    settingsFrom({ DATA_DIR: dataDir, PORT: String(await freePort()), ANCHOR_SECONDS: "1" }),
    () => {},
  );
  try {
    await demo(system.ready.service);
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
