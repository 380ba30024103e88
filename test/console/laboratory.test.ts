import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestReport } from "#core/statement/report.ts";
import { acceptBatch, closeBatch, process as makeTea, openBatch, receive } from "#core/work/batch.ts";
import { report } from "#core/work/certificate.ts";
import { applyPesticide, harvest } from "#core/work/garden.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { type Desk, desk as onDesk, openDesk, phone, visit } from "./desk.ts";
import { gb18030 } from "./gb18030.ts";
import { xlsxOf } from "./xlsx.ts";

const [grower, factory, laboratory] = ["tea-garden-1", "tea-factory", "laboratory"].map(sampleAuthor) as [
  ReturnType<typeof sampleAuthor>,
  ReturnType<typeof sampleAuthor>,
  ReturnType<typeof sampleAuthor>,
];
const now = () => `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
const season = Number(now().slice(0, 4));

let desk: Desk;
let client: Client;
let page: Page;
let used = "";
beforeAll(async () => {
  desk = await openDesk();
  client = await connect(new URL(desk.url).origin);
  used = (await client.get<{ reports: { report: string }[] }>("/reports")).reports[0]?.report ?? "";
  // Leaf of a plot that was sprayed today with two substances, made into tea.
  await client.perform(
    grower,
    applyPesticide(brand.domain, {
      plot: "plot-7",
      time: now(),
      application: {
        product: "示例混剂",
        productEn: "sample mixture",
        registrationNo: "示例-PD0002",
        source: "示例农资店",
        target: "茶小绿叶蝉",
        method: "喷雾",
        dose: "每亩 80 毫升",
        activeIngredients: ["imidacloprid", "matrine"],
        stoppedOn: now().slice(0, 10),
        intervalDays: 0,
      },
    }),
  );
  const picked = {
    batch: "leaf-lab",
    product: "fresh-leaf",
    season,
    time: now(),
    leafStandard: "one-bud-two-leaves",
    plots: [{ plot: "plot-7", grams: 20_000 }],
  } as const;
  await client.perform(grower, harvest(sha256, brand.domain, picked));
  const leafHashes = await client.leafHashes("batch/leaf-lab");
  await client.perform(grower, closeBatch(sha256, { batch: "leaf-lab", leafHashes, nextHolder: "tea-factory" }));
  const from = { source: "leaf-lab", sourceProduct: "fresh-leaf" } as const;
  await client.perform(factory, acceptBatch(sha256, { batch: "leaf-lab", grams: 20_000 }));
  await client.perform(factory, openBatch(sha256, { batch: "tea-lab", product: "made-tea", season }));
  const proof = { kind: "other", proof: "示例检疫证" } as const;
  await client.perform(
    factory,
    receive(brand.domain, { site: "tea-factory", time: now(), ...from, grams: 20_000, into: "tea-lab", proof }),
  );
  const steps = [{ step: "drying", startedAt: now(), endedAt: now() } as const];
  const made = { ...from, gramsIn: 20_000, batch: "tea-lab", product: "made-tea", gramsOut: 4500, season, steps };
  await client.perform(factory, makeTea(sha256, brand.domain, { site: "tea-factory", time: now(), ...made }));
  page = await desk.signIn("laboratory", onDesk);
});
afterAll(() => desk?.close());

async function open(on: Page = page): Promise<void> {
  await visit(on, desk.url, "");
  await visit(on, desk.url, "report");
  await on.getByLabel("检哪一批").selectOption("tea-lab");
  await on.getByLabel("CMA 证书号").fill("示例 001");
  await on.getByRole("group", { name: "苦参碱" }).waitFor();
}
async function sign(): Promise<string> {
  await page.getByRole("button", { name: "签名并保存", exact: true }).click();
  const outcome = page.locator(".outcome, .refused");
  await outcome.waitFor({ timeout: 60_000 });
  return ((await outcome.textContent()) ?? "").replaceAll(/\s+/g, " ");
}
const put = (name: string, buffer: Uint8Array, on: Page = page) =>
  on.getByLabel("从文件导入结果").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(buffer) });
const HEAD = ["检测项目", "检测结果", "单位", "检出限", "检测方法"];

describe("at the laboratory's desk", () => {
  it("what was sprayed stands in the form and waits for its result; without it nothing can be signed, and past the form it is refused by name", async () => {
    await open();
    await page.getByText("用过：吡虫啉、苦参碱").waitFor();
    await page.getByText("还不能签（有一项没填完").waitFor();
    await page.getByRole("button", { name: "去掉 苦参碱" }).click();
    await page.getByRole("button", { name: "还不能签（用过苦参碱，没有检）" }).waitFor();
    const said: Omit<TestReport, "type"> = {
      occurredAt: now(),
      report: "report-past-the-form",
      batch: "tea-lab",
      quantityGrams: 4500,
      sampleGrams: 100,
      sampledAt: now(),
      sampledBy: "laboratory",
      accreditations: [{ kind: "CMA", number: "示例" }],
      results: [
        {
          analyte: "imidacloprid",
          name: { zh: "吡虫啉", en: "imidacloprid" },
          lod: "0.01",
          unit: "mg/kg",
          method: "示例",
          kind: "maximum",
        },
      ],
    };
    await expect(client.perform(laboratory, report(said))).rejects.toThrow(
      "panel-misses: 批次 tea-lab 用过苦参碱，报告里没有检",
    );
    await expect(client.perform(laboratory, report({ ...said, quantityGrams: 4501 }))).rejects.toThrow(
      "report-quantity: 批次 tea-lab 现在只有 4.5 kg",
    );
  });

  it("a spreadsheet is read, its numbers to the digit, and a line without a unit is kept back until it is left out", async () => {
    await open();
    const rows = [
      HEAD,
      ["联苯菊酯", 0.12, "mg/kg", 0.01, "GB 23200.113"],
      ["吡虫啉", "未检出", "mg/kg", 0.01, "GB 23200.113"],
      ["苦参碱", 35.5, "μg/kg", 5, "示例方法"],
      ["铅", 0.3, "", "", "GB 5009.12"],
    ];
    await put("结果.xlsx", xlsxOf(rows));
    await page.getByText("结果.xlsx（xlsx）：读到 3 项，还有 1 行没读成").waitFor();
    await page.getByText("苦参碱：35.5 μg/kg 已换算成 0.0355 mg/kg").waitFor();
    await page.getByText("第 5 行 · 单位不认识").waitFor();
    await page.getByRole("button", { name: "还不能签（文件里还有 1 行没读成：改好再导入，或者去掉）" }).waitFor();
    await page.getByRole("button", { name: "不要这一行 5" }).click();
    expect(await page.locator(".commitment").textContent()).toContain("其中苦参碱没法判断，不算通过");
    await page.getByLabel("报告号").fill(used);
    expect(await sign()).toMatch(/这份报告已经用在 \S+，一份只能用一批/);
  });

  it("the same as CSV in GB18030 is signed, and every line of it stands in the log as it was in the file", async () => {
    await open();
    const lines = [
      HEAD,
      ["联苯菊酯", "0.120", "mg/kg", "0.01", "GB 23200.113"],
      ["吡虫啉", "＜0.01", "mg/kg", "", "GB 23200.113"],
      ["苦参碱", "35.5", "ug/kg", "5", "示例方法"],
      ["铅", "0.3", "mg/kg", "0.02", "GB 5009.12"],
      ["水浸出物", "46.2", "%", "", "GB/T 8305"],
    ];
    await put("结果.csv", gb18030(lines.map((line) => line.join(",")).join("\r\n")));
    await page.getByText("结果.csv（GB18030）：读到 5 项。").waitFor();
    await page.getByLabel("报告号").fill("report-lab");
    expect(await sign()).toMatch(/写检测报告 report-lab ?已到账/);
    const { document } = await client.get<{ document: TestReport }>("/reports/report-lab");
    expect(document.accreditations).toEqual([{ kind: "CMA", number: "示例 001" }]);
    expect(document.results.map(({ name, value, lod, unit }) => [name.zh, value, lod, unit])).toEqual([
      ["联苯菊酯", "0.120", "0.01", "mg/kg"],
      ["吡虫啉", undefined, "0.01", "mg/kg"],
      ["苦参碱", "0.0355", "0.005", "mg/kg"],
      ["铅", "0.3", "0.02", "mg/kg"],
      ["水浸出物", "46.2", undefined, "%"],
    ]);
  });

  it("a report is withdrawn with its reason, stands there as withdrawn, and is not offered again", async () => {
    await visit(page, desk.url, "");
    await page.getByText("撤回一份报告").click();
    await page.getByLabel("哪一份").selectOption("report-lab");
    await page.getByRole("button", { name: "还不能签（没填原因）" }).waitFor();
    await page.getByLabel("原因（会公开）").fill("示例：样品混淆");
    await page.getByRole("button", { name: "签名撤回" }).click();
    await page.getByText(/撤回：示例：样品混淆/).waitFor({ timeout: 60_000 });
    const { withdrawn } = await client.get<{ withdrawn: { reason: string } }>("/reports/report-lab");
    expect(withdrawn.reason).toBe("示例：样品混淆");
    expect(await page.getByLabel("哪一份").locator("option").allTextContents()).not.toContain(
      "report-lab　批次 tea-lab",
    );
  });

  it("a file that is no table says what to do, on a phone too", async () => {
    const small = await desk.signIn("laboratory", phone);
    await visit(small, desk.url, "report");
    await put("old.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), small);
    await small.getByText("这是旧的 .xls 格式。请另存为 .xlsx 再试").waitFor();
    await put("x.csv", new TextEncoder().encode("a,b\n1,2"), small);
    await small.getByText("没找到表头。").waitFor();
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
