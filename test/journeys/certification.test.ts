import { readFile } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hex } from "#core/bytes.ts";
import { labelRoot } from "#core/label/tree.ts";
import { labelPath } from "#core/label/url.ts";
import type { CertificateDocument } from "#core/statement/certificate.ts";
import { closeBatch, openBatch, pack } from "#core/work/batch.ts";
import { issue, reduceScope, setStatus } from "#core/work/certificate.ts";
import { activate, mint } from "#core/work/labels.ts";
import { accredit } from "#core/work/people.ts";
import { attest, setRecognition } from "#core/work/recognition.ts";
import type { Step } from "#core/work/task.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { type Client, connect, Refused } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { visit } from "../console/desk.ts";
import { launchBrowser, phone, relayed } from "./browser.ts";
import { type Running, runSystem } from "./running.ts";

let running: Running;
let browser: Browser;
let client: Client;
beforeAll(async () => {
  [running, browser] = await Promise.all([runSystem(), launchBrowser()]);
  client = await connect(running.ready.service);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const season = Number(new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 4));
const now = () => `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
const sampleBatch = () => new URL(running.ready.label).pathname.split("/")[4] ?? "";
const by = (actor: string, steps: readonly Step[]) => client.perform(sampleAuthor(actor), steps);
async function refusalOf(act: Promise<unknown>): Promise<{ code: string; detail: string }> {
  const error: unknown = await act.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, detail: error.message };
}

const certify = (certificate: string, volumeGrams: number, plots: readonly string[], holder = "tea-packer") =>
  issue(sha256, {
    occurredAt: now(),
    certificate,
    title: { zh: "示例品质认证", en: "Sample quality certificate" },
    scheme: "sample-quality",
    schemeName: { zh: "示例品质规则", en: "Sample quality scheme" },
    holder,
    products: [{ product: "green-tea-50g", volumeGrams }],
    plots: [...plots],
    validFrom: now().slice(0, 10),
    validTo: `${season + 1}-12-31`,
  });
const open = (batch: string) => openBatch(sha256, { batch, product: "green-tea-50g", season });
const draw = (batch: string, grams: number, certificate: string) =>
  pack(sha256, brand.domain, {
    site: "tea-packer",
    time: now(),
    source: `tea-${sampleBatch()}`,
    sourceProduct: "made-tea",
    gramsIn: grams,
    batch,
    product: "green-tea-50g",
    gramsOut: grams,
    season,
    certificate,
    count: grams / 50,
    unitGrams: 50,
    bestBefore: `${season + 2}-01-01`,
  });
const plots = async () => (await client.get<{ plots: { plot: string }[] }>("/plots")).plots;

/** Opens an address as a phone does and waits for a verdict and what stands below it. */
async function scan(url: string, device: BrowserContextOptions = phone): Promise<Page> {
  const context = await browser.newContext(device);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "尚未" }).waitFor();
  await page.getByRole("heading", { level: 2, name: "谁认证的" }).waitFor();
  return page;
}
const certificateIn = (page: Page) => page.locator("section").filter({ has: page.getByText("谁认证的") });

describe("mutual recognition", () => {
  const recognition = (page: Page) => page.locator("section").filter({ has: page.getByText("认证互认") });
  const sample = "sample-recognition";
  const read = async (): Promise<string> => {
    const page = await scan(running.ready.label);
    await recognition(page).waitFor();
    const text = (await recognition(page).textContent()) ?? "";
    expect(await recognition(page).locator("img").count()).toBe(0);
    expect(text).toContain("第三方核验");
    expect(text).toContain("由您的手机核对");
    await page.context().close();
    return text;
  };
  it("tells the buyer in words which condition is missing, and shows no logo", async () => {
    const text = await read();
    expect(text).toContain("7 条符合，还有 1 条没有证明");
    expect(text).toContain("还没证明 包装上有认证机构名称");
    expect(text).toContain("不是对方国家的认证标志");
  });
  it("is satisfied once the body attests the condition, and barred when the accreditor suspends it", async () => {
    const said = { recognition: sample, condition: "R-S-PACK", batch: sampleBatch(), note: "示例：看过包装" };
    // What buyers read goes as far as the head that is anchored.
    const reads = (words: string) => expect.poll(read, { timeout: 60_000, interval: 500 }).toContain(words);
    await by("certification-body", attest({ occurredAt: now(), ...said, met: true }));
    await reads("8 条全部符合");
    const change = (state: "suspended" | "in-force") =>
      by("accreditor", setRecognition(sha256, { recognition: sample, state, reason: "示例：对方在修订条款" }));
    await change("suspended");
    await reads("有 1 条不符合，不能按互认卖");
    await change("in-force");
    await reads("8 条全部符合");
  });
});

describe("the papers of a certificate", () => {
  const paper = "示例证书扫描件.pdf";
  const opened = async (flipped: boolean) => {
    const page = await scan(running.ready.label, relayed);
    await page.route("**/attachments/*", async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      if (flipped) body[300] = (body[300] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    await page.getByRole("button", { name: `打开：${paper}` }).click();
    return page;
  };
  it("are given to a buyer byte for byte, after their fingerprint was checked on the phone", async () => {
    const page = await opened(false);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: `保存 ${paper}` }).click(),
    ]);
    const bytes = await readFile(await file.path());
    const { certificates } = await client.get<{ certificates: { document: CertificateDocument }[] }>("/certificates");
    expect(hex(sha256(bytes))).toBe(certificates[0]?.document.files?.[0]?.sha256);
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(await certificateIn(page).textContent()).toContain("指纹一致");
    await page.context().close();
  });
  it("are kept from a buyer when one bit of them is another", async () => {
    const page = await opened(true);
    await page.getByText("和证书里写的指纹对不上，不给看").waitFor();
    expect(await page.getByRole("link", { name: new RegExp(paper) }).count()).toBe(0);
    await page.context().close();
  });
});

describe("a certificate from issue to withdrawal", () => {
  it("was in force when packed and is withdrawn now: the buyer sees both, each with its date", async () => {
    const all = (await plots()).map(({ plot }) => plot);
    await by("certification-body", certify("cert-0100", 1000, all));
    await by("tea-packer", [...open("pack-100"), ...draw("pack-100", 100, "cert-0100")]);
    const leafHashes = await client.leafHashes("batch/pack-100");
    await by("tea-packer", closeBatch(sha256, { batch: "pack-100", leafHashes, nextHolder: "tea-packer" }));
    const serials = sampleSerials("pack-100", 2);
    const minted = mint(sha256, { batch: "pack-100", serials, unitGrams: 50 });
    const signed = await client.signAct(sampleAuthor("tea-packer"), minted.act, minted.message);
    await client.post("/mints", { ...signed, serials });
    await by("tea-packer", activate(`0x${hex(labelRoot(sha256, "pack-100", serials))}`));
    const url = new URL(
      labelPath({ product: "green-tea-50g", batch: "pack-100", serial: serials[0] ?? "" }),
      running.ready.service,
    ).href;

    const before = await scan(url);
    expect(await certificateIn(before).textContent()).toMatch(/装袋时.*有效.*现在.*有效/);
    await before.context().close();
    await by(
      "certification-body",
      setStatus(sha256, { certificate: "cert-0100", state: "withdrawn", reason: "跟踪检查发现不符合" }),
    );
    const after = await scan(url);
    expect(await after.getByRole("heading", { level: 1 }).textContent()).toContain("认证现在撤销了");
    const text = (await certificateIn(after).textContent()) ?? "";
    const day = `${season}`;
    expect(text).toMatch(new RegExp(`装袋时.*${day}.*有效.*现在.*${day}.*撤销`));
    expect(text).toContain("跟踪检查发现不符合");
    await after.context().close();
  });
  it("is suspended, and the buyer reads so; reinstated, and the buyer reads that it is in force", async () => {
    const change = (state: "suspended" | "in-force", reason: string) =>
      by("certification-body", setStatus(sha256, { certificate: "cert-0001", state, reason }));
    await change("suspended", "示例：等复检");
    const suspended = await scan(running.ready.label);
    expect(await certificateIn(suspended).textContent()).toMatch(/装袋时.*有效.*现在.*暂停.*示例：等复检/);
    await suspended.context().close();
    await change("in-force", "示例：复检合格");
    const reinstated = await scan(running.ready.label);
    expect(await certificateIn(reinstated).textContent()).toMatch(/装袋时.*有效.*现在.*有效/);
    await reinstated.context().close();
  });
});

/** A person at the console, on a phone of their own. */
async function at(actor: string, path: string): Promise<Page> {
  const page = await (await browser.newContext(phone)).newPage();
  const { console: url } = running.ready;
  await page.goto(`${url}#/sign-in/${actor}/${sampleAuthor(actor).pkcs8}`);
  await page.waitForURL(`${url}#/`);
  await visit(page, url, path);
  return page;
}
async function refusedAt(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.locator(".refused[tabindex]").waitFor({ timeout: 60_000 });
  return (await page.locator(".refused[tabindex]").textContent()) ?? "";
}

describe("whoever sits at the console is refused in a sentence", () => {
  it("with a certificate that lost a plot while the form was open, and is not offered it again", async () => {
    const all = (await plots()).map(({ plot }) => plot);
    await by("certification-body", certify("cert-0101", 1000, all));
    const packer = await at("tea-packer", "pack");
    await packer.getByLabel("装了多少袋").fill("1");
    await packer.getByLabel("用哪张证书").selectOption("cert-0101");
    const { document } = await client.get<{ document: CertificateDocument }>("/certificates/cert-0101");
    await by("certification-body", reduceScope(sha256, document, { ...document, plots: ["plot-1"] }, "示例：改种别的"));
    expect(await refusedAt(packer, "签名并保存")).toContain("证书不管这块地");
    await visit(packer, running.ready.console, "");
    await visit(packer, running.ready.console, "pack");
    expect(await packer.getByLabel("用哪张证书").locator('option[value="cert-0101"]').count()).toBe(0);
    await packer.context().close();
  });
  it("with a volume that was used up in the middle of a batch, and reads what is left", async () => {
    const all = (await plots()).map(({ plot }) => plot);
    await by("certification-body", certify("cert-0102", 100, all));
    const packer = await at("tea-packer", "pack");
    await packer.getByLabel("装了多少袋").fill("3");
    await packer.getByLabel("用哪张证书").selectOption("cert-0102");
    await packer.getByRole("button", { name: "还不能签（证书只剩 0.1 kg）" }).waitFor();
    await packer.getByLabel("装了多少袋").fill("2");
    await by("tea-packer", [...open("pack-102"), ...draw("pack-102", 50, "cert-0102")]);
    expect(await refusedAt(packer, "签名并保存")).toContain("证书只剩 50 g，您要 100 g");
    await packer.context().close();
  });
  it("with a certificate of somebody whose goods they are not, and reads whose it is", async () => {
    const all = (await plots()).map(({ plot }) => plot);
    await by("certification-body", certify("cert-0103", 1000, all, "laboratory"));
    await by("tea-packer", open("pack-103"));
    expect(await refusalOf(by("tea-packer", draw("pack-103", 50, "cert-0103")))).toEqual({
      code: "certificate-of-another",
      detail: expect.stringMatching(
        /这张证书是示例检测机构的，不是您的.* This certificate is Sample laboratory's, neither yours/,
      ),
    });
  });
  it("with an accreditation that is over", async () => {
    const term = (products: readonly string[], validTo: number) =>
      by(
        "accreditor",
        accredit(sha256, {
          ...{ body: "certification-body", scheme: "sample-quality", products, validFrom: 0, validTo },
          documentHash: "a".repeat(64),
        }),
      );
    const states = async () =>
      (await client.get<{ accreditations: { state: string }[] }>("/accreditations")).accreditations.map(
        ({ state }) => state,
      );
    await term(["made-tea"], 4_102_444_800);
    expect((await refusalOf(by("certification-body", certify("cert-0104", 50, ["plot-1"])))).code).toBe(
      "product-not-accredited",
    );
    await term(["green-tea-50g"], Math.floor(Date.now() / 1000) + 2);
    await vi.waitFor(async () => expect(await states()).toEqual(["expired"]), { timeout: 30_000, interval: 200 });
    const body = await at("certification-body", "issue/request-0001");
    await body.getByRole("textbox", { name: /最多多少/ }).waitFor();
    expect(await refusedAt(body, "签名并签发")).toContain("没有有效的认可");
    await body.context().close();
  });
});
