import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptBatch, closeBatch, offerBatch, openBatch, process, receive } from "#core/work/batch.ts";
import { issue } from "#core/work/certificate.ts";
import { promise } from "#core/work/commitment.ts";
import { harvest } from "#core/work/garden.ts";
import { admit } from "#core/work/people.ts";
import type { Step } from "#core/work/task.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { type Desk, openDesk, phone, visit } from "./desk.ts";

/** 20 kg of leaf at the factory; 5 kg on the way; 0.4 kg of tea of another firm; a certificate of 0.2 kg for whatever grew on the garden's plots. */
let desk: Desk;
let client: Client;
const shanghai = (ago: number) => `${new Date(Date.now() + 8 * 3_600_000 - ago).toISOString().slice(0, 19)}+08:00`;
const [time, day] = [shanghai(60_000), shanghai(60_000).slice(0, 10)];
const season = Number(day.slice(0, 4));
const by = (actor: string, steps: readonly Step[]) => client.perform(sampleAuthor(actor), steps);

async function picked(batch: string, grams: number, nextHolder: string): Promise<void> {
  const leafStandard = "one-bud-two-leaves" as const;
  const what = { batch, product: "fresh-leaf", season, time, leafStandard, plots: [{ plot: "plot-4", grams }] };
  await by("tea-garden-1", harvest(sha256, brand.domain, what));
  const leafHashes = await client.leafHashes(`batch/${batch}`);
  await by("tea-garden-1", closeBatch(sha256, { batch, leafHashes, nextHolder }));
}
async function received(source: string, grams: number, into: string): Promise<void> {
  const proof = { kind: "other" as const, proof: "示例收购凭证" };
  const receipt = { site: "tea-factory", time, source, sourceProduct: "fresh-leaf", grams, into, proof };
  await by("tea-factory", [
    ...openBatch(sha256, { batch: into, product: "made-tea", season }),
    ...acceptBatch(sha256, { batch: source, grams }),
    ...receive(brand.domain, receipt),
  ]);
}

beforeAll(async () => {
  desk = await openDesk();
  client = await connect(new URL(desk.url).origin);
  const now = Math.floor(Date.now() / 1000);
  const firm = (subject: string, role: "factory" | "packer", zh: string) =>
    admit(sha256, {
      ...{ subject, name: { zh, en: subject }, roles: [role], publicKey: sampleAuthor(subject).publicKey },
      ...{ verifier: client.policy.chain.contracts.WebCryptoP256Verifier, validFrom: now - 86_400 },
      ...{ validTo: now + 86_400 * 365, occurredAt: time },
    });
  await by("brand-operator", [
    ...firm("tea-factory-2", "factory", "示例茶厂二"),
    ...firm("tea-packer-2", "packer", "示例包装厂二"),
  ]);
  await picked("leaf-one", 20_000, "tea-factory");
  await received("leaf-one", 20_000, "tea-one");
  await picked("leaf-two", 5000, "tea-factory-2");
  await by(
    "tea-garden-1",
    promise({
      ...{ occurredAt: time, certificate: "hgz-leaf-two", role: "producer", issuerKind: "coop" },
      ...{ issuerName: "示例茶场一", contact: "示例 0898-0000-0000", batch: "leaf-two", product: "fresh-leaf" },
      ...{ productName: "茶鲜叶", grams: 5000, origin: "海南省白沙黎族自治县元门乡", plots: ["plot-4"] },
      ...{ basis: ["QC"], parents: [] },
    }),
  );
  await picked("leaf-three", 2000, "tea-factory");
  await received("leaf-three", 2000, "tea-three");
  const steps = (["spreading", "fixation", "rolling", "drying"] as const).map((step) => ({
    step,
    startedAt: time,
    endedAt: time,
  }));
  const made = {
    source: "leaf-three",
    sourceProduct: "fresh-leaf",
    gramsIn: 2000,
    batch: "tea-three",
    product: "made-tea",
    gramsOut: 400,
  };
  await by("tea-factory", process(sha256, brand.domain, { site: "tea-factory", time, season, steps, ...made }));
  const leafHashes = await client.leafHashes("batch/tea-three");
  await by("tea-factory", closeBatch(sha256, { batch: "tea-three", leafHashes, nextHolder: "tea-packer-2" }));
  const { plots } = await client.get<{ plots: { plot: string }[] }>("/plots");
  await by(
    "certification-body",
    issue(sha256, {
      ...{ occurredAt: time, certificate: "cert-0201", title: { zh: "示例小证书", en: "Small sample certificate" } },
      ...{ scheme: "sample-quality", schemeName: { zh: "示例品质规则", en: "Sample quality scheme" } },
      ...{ holder: "tea-garden-1", products: [{ product: "green-tea-50g", volumeGrams: 200 }] },
      ...{ plots: plots.map(({ plot }) => plot), validFrom: day, validTo: `${season + 1}-12-31` },
    }),
  );
});
afterAll(() => desk?.close());

async function sign(page: Page, name = "签名并保存"): Promise<string> {
  await page.getByRole("button", { name, exact: true }).click();
  const outcome = page.locator(".outcome, .refused");
  await outcome.first().waitFor({ timeout: 60_000 });
  return ((await outcome.first().textContent()) ?? "").replaceAll(/\s+/g, " ");
}
type Batch = {
  massGrams: number;
  leftGrams: number;
  keeper: string;
  entries: number;
  sources: { batch: string; gramsIn: number }[];
};
const batchOf = (id: string) => client.get<Batch>(`/batches/${id}`);

describe("foreign leaf", () => {
  it("brought into a batch by a factory that bends its own page is refused by the contract, with the numbers, and leaves no trace", async () => {
    const page = await desk.signIn("tea-factory", phone, "block");
    // The page's own ceiling is only a courtesy: this factory's says that a kilogram of leaf gives a kilogram of tea.
    await page.route("**/products", async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { conversions: { numerator: number; denominator: number }[] };
      for (const rule of body.conversions) rule.numerator = rule.denominator;
      await route.fulfill({ response: answer, json: body });
    });
    await visit(page, desk.url, "process/tea-one");
    await page.getByLabel("做成多少干茶").fill("6");
    const before = await batchOf("tea-one");
    expect(await sign(page)).toContain("20 kg原料出不了 6 kg（最多 5 kg）。请再称一次。");
    expect(await batchOf("tea-one")).toEqual(before);
    expect(before).toMatchObject({ massGrams: 0, sources: [] });
    expect(await batchOf("leaf-one")).toMatchObject({ leftGrams: 20_000 });
  });
});

describe("a double claim", () => {
  it("of one firm, which makes tea of the same leaf at two telephones: the second reads what is left of it", async () => {
    const [first, second] = [await desk.signIn("tea-factory", phone), await desk.signIn("tea-factory", phone)];
    for (const page of [first, second]) {
      await visit(page, desk.url, "process/tea-one");
      await page.getByLabel("做成多少干茶").fill("4.5");
    }
    expect(await sign(first)).toMatch(/记加工 4\.5 kg.*已上链/);
    expect(await sign(second)).toContain("这一批还剩 0 g，您要 20 kg。");
    expect(await batchOf("tea-one")).toMatchObject({
      massGrams: 4500,
      sources: [{ batch: "leaf-one", gramsIn: 20_000 }],
    });
    expect(await batchOf("leaf-one")).toMatchObject({ leftGrams: 0 });
  });

  it("of two firms, to which the same leaf was promised: the one whose page is out of date is told that it is not offered to it", async () => {
    const late = await desk.signIn("tea-factory-2", phone);
    await visit(late, desk.url, "receive");
    await late.getByLabel("收哪一批").selectOption("leaf-two");
    await by("tea-garden-1", offerBatch(sha256, { batch: "leaf-two", nextHolder: "tea-factory" }));
    await received("leaf-two", 5000, "tea-two");
    expect(await sign(late)).toContain("leaf-two 没有交给示例茶厂二，或者给的没有这么多。");
    expect(await batchOf("leaf-two")).toMatchObject({ keeper: "tea-factory", leftGrams: 5000 });
  });

  it("of one certificate's volume by two packers: the second reads how much the certificate has left, and packs nothing", async () => {
    const [first, second] = [await desk.signIn("tea-packer", phone), await desk.signIn("tea-packer-2", phone)];
    for (const page of [first, second]) {
      await visit(page, desk.url, "pack");
      await page.getByLabel("用哪张证书").selectOption("cert-0201");
      await page.getByLabel("装了多少袋").fill("3");
      await page.getByText("新批次的号").click();
    }
    await first.getByLabel("装成哪一批").fill("pack-first");
    await second.getByLabel("装成哪一批").fill("pack-second");
    expect(await sign(first)).toMatch(/记装袋 0\.15 kg.*已上链/);
    expect(await sign(second)).toContain("证书只剩 50 g，您要 150 g。");
    expect(await batchOf("pack-second")).toMatchObject({ massGrams: 0, entries: 0 });
    const { certificates } = await client.get<{ certificates: { certificate: string; volumes: object[] }[] }>(
      "/certificates",
    );
    expect(certificates.find(({ certificate }) => certificate === "cert-0201")?.volumes).toMatchObject([
      { usedGrams: 150 },
    ]);
  });
});

describe("over-printing", () => {
  it("at two telephones of one packer is refused with what is left of the batch, and makes no label", async () => {
    const leafHashes = await client.leafHashes("batch/pack-first");
    await by("tea-packer", closeBatch(sha256, { batch: "pack-first", leafHashes, nextHolder: "tea-packer" }));
    const [first, second] = [await desk.signIn("tea-packer", phone), await desk.signIn("tea-packer", phone)];
    for (const page of [first, second]) {
      await visit(page, desk.url, "labels/pack-first");
      expect(await page.getByLabel("印多少枚").inputValue()).toBe("3");
    }
    expect(await sign(first, "签名并生成")).toMatch(/生成标签.*已上链/);
    expect(await sign(second, "签名并生成")).toContain("这一批还剩 0 g，您要 150 g。");
    const { mints } = await client.get<{ mints: { count: number }[] }>("/batches/pack-first");
    expect(mints.map(({ count }) => count)).toEqual([3]);
  });
});
