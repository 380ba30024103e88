import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseLabelPath } from "#core/label/url.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { axeFindings } from "../axe.ts";
import { launchBrowser, phone } from "./browser.ts";
import { type Running, runSystem } from "./running.ts";

let running: Running;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([
    runSystem({ SCAN_PLACE_HEADERS: "x-latitude,x-longitude" }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const shots = process.env.SHOTS;
const shot = (page: Page, name: string) =>
  shots ? page.screenshot({ path: `${shots}/${name}.png`, fullPage: true }) : undefined;
/** What the deployment's proxy says of a network. */
const from = (latitude: number, longitude: number, network: string) => ({
  "x-latitude": String(latitude),
  "x-longitude": String(longitude),
  "x-forwarded-for": network,
});
const haikou = from(20.0444, 110.1999, "203.0.113.7");
const beijing = from(39.9042, 116.4074, "198.51.100.7");
const chengdu = from(30.5728, 104.0668, "192.0.2.7");
const shanghai = from(31.2304, 121.4737, "203.0.114.7");

/** Opens the label as a phone in that network does, and waits until the scan is counted. */
async function open(headers: Record<string, string>): Promise<Page> {
  const context = await browser.newContext({ ...phone, extraHTTPHeaders: headers, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(running.ready.label);
  await page.getByRole("heading", { level: 2, name: "这个码被扫过几次" }).waitFor();
  return page;
}
const sentence = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
const sealNames = (page: Page) =>
  page.locator(".frame button").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
const scans = (page: Page) => page.locator("section", { hasText: "这个码被扫过几次" }).innerText();
const copySold = (headers: Record<string, string>) =>
  fetch(`${running.ready.service}/scans`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(parseLabelPath(new URL(running.ready.label).pathname)),
  });

it("an honest buyer sees the scan counted, once however often the page is opened, and only the code is sent", async () => {
  const context = await browser.newContext({ ...phone, extraHTTPHeaders: haikou });
  const page = await context.newPage();
  const sent: string[] = [];
  page.on("request", (request) => request.url().endsWith("/scans") && sent.push(request.postData() ?? ""));
  await page.goto(running.ready.label);
  await page.getByRole("heading", { level: 2, name: "这个码被扫过几次" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 2, name: "这个码被扫过几次" }).waitFor();
  expect(await sentence(page)).toBe("查过的都没有问题");
  expect(await scans(page)).toMatch(/一共 1 次，最早在 \d{4}-\d\d-\d\d \d\d 时。[\s\S]*海口/);
  expect(sent.map((body) => Object.keys(JSON.parse(body)))).toEqual([
    ["product", "batch", "serial"],
    ["product", "batch", "serial"],
  ]);
  expect(await context.storageState()).toMatchObject({ cookies: [] });
  await page.getByText("怎么数的").click();
  expect(await scans(page)).toContain("不记网址（IP），不认手机，不跟着人走");
  await shot(page, "counted");
  await context.close();
});

it("a buyer of a copy is told that the code may have been copied, why, and what to do, and is not blamed", async () => {
  await copySold(beijing);
  await copySold(chengdu);
  const page = await open(shanghai);
  await page.getByRole("heading", { level: 1, name: "这个码可能被复印过" }).waitFor();
  expect(await sealNames(page)).toEqual([
    "记录：通过，没人改过。为什么",
    "此码：未知，可能被复印。为什么",
    "实物：未查，请您细看。为什么",
  ]);
  const band = await page.locator(".band").innerText();
  expect(band).toContain("24 小时内，海口、北京、成都都有人扫。");
  expect(band).toContain("记录没被改过，但您手上这袋不一定是它说的那一袋。");
  expect(await page.locator(".facts h2").first().textContent()).toBe("这个码被扫过几次");
  const told = await scans(page);
  for (const words of ["一共 4 次", "上海", "扫的人多不是您的错", "运营方已经收到"]) expect(told).toContain(words);
  expect(await page.locator("main").innerText()).not.toMatch(/假货|造假|undefined/);
  expect(await axeFindings(page)).toEqual([]);
  await shot(page, "copied");
  await page.getByRole("button", { name: /^此码/ }).click();
  const sheet = await page.getByRole("dialog").innerText();
  expect(sheet).toContain("很多地方或很多网络扫过这个码");
  expect(sheet).toContain("一共 4 次");
  await shot(page, "copied-sheet");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "EN" }).click();
  await page.getByRole("heading", { level: 1, name: "This code may have been copied" }).waitFor();
  expect(await page.locator(".band").innerText()).toContain(
    "Within 24 hours it was scanned in Haikou, Beijing and Chengdu.",
  );
  await page.context().close();
});

it("the operator finds the case at the desk, without the code, and closes it in the log as a false alarm", async () => {
  const context = await browser.newContext({ ...phone });
  const page = await context.newPage();
  const { console: desk, service } = running.ready;
  await page.goto(`${desk}#/sign-in/brand-operator/${sampleAuthor("brand-operator").pkcs8}`);
  await page.waitForURL(`${desk}#/`);
  const casesThere = async () => ((await (await fetch(`${service}/scan-cases`)).json()) as { cases: object[] }).cases;
  await expect.poll(async () => (await casesThere()).length).toBe(1);
  await page.goto(`${desk}#/scan-cases`);
  await page.getByRole("link", { name: "去查" }).waitFor();
  const { serial } = parseLabelPath(new URL(running.ready.label).pathname);
  expect(await page.locator("main").innerText()).toContain(`${serial.slice(0, 4)}…${serial.slice(-1)}`);
  expect(await page.content()).not.toContain(serial);
  await shot(page, "cases");
  await page.getByRole("link", { name: "去查" }).click();
  await page.getByText("24 小时内，海口、北京、成都都有人扫。").waitFor();
  expect(await page.getByRole("button", { name: "还不能签（没填查到了什么）" }).count()).toBe(1);
  await page.getByLabel("查到了什么（会公开）").fill("示例：四位买家都在一个群里，打开了同一个网址。");
  expect(await axeFindings(page)).toEqual([]);
  await shot(page, "case");
  await page.getByRole("button", { name: "签名结案" }).click();
  await page.getByText(/已到账，第 \d+ 行/).waitFor();
  const { cases } = (await (await fetch(`${service}/scan-cases`)).json()) as {
    cases: { closed: { outcome: string; index: number } }[];
  };
  expect(cases[0]?.closed.outcome).toBe("false-alarm");
  const line = await (await fetch(`${service}/entries/${cases[0]?.closed.index}`)).text();
  expect(line).toContain("liangji:ScanCaseClosed");
  expect(line).not.toContain(serial);
  await context.close();
});

it("the next buyer sees the code passed again, and reads that there was a false alarm and why", async () => {
  const page = await open(from(23.1291, 113.2644, "203.0.115.7"));
  expect(await sentence(page)).toBe("查过的都没有问题");
  expect(await sealNames(page)).toContain("此码：通过，已启用，在售。为什么");
  expect(await scans(page)).toContain("是误报：示例：四位买家都在一个群里，打开了同一个网址。");
  await shot(page, "false-alarm");
  await page.context().close();
});

it("the operator says where the product is sold, and everybody can read it", async () => {
  const context = await browser.newContext({ ...phone });
  const page = await context.newPage();
  const { console: desk, service } = running.ready;
  await page.goto(`${desk}#/sign-in/brand-operator/${sampleAuthor("brand-operator").pkcs8}`);
  await page.waitForURL(`${desk}#/`);
  await page.goto(`${desk}#/region`);
  await page.getByLabel("围着哪个城市").selectOption("海口");
  await page.getByLabel("多远以内").fill("20001");
  await page.getByRole("button", { name: /还不能签（公里数不对/ }).waitFor();
  await page.getByLabel("多远以内").fill("400");
  await page.getByText("卖在海口周围 400 公里以内").waitFor();
  await page.getByRole("button", { name: "签名并保存" }).click();
  await page.getByText(/已到账，第 \d+ 行/).waitFor();
  await page.getByText("海口周围 400 公里", { exact: true }).waitFor();
  await shot(page, "region");
  const { products } = (await (await fetch(`${service}/products`)).json()) as {
    products: { product: string; saleRegion?: { latitude: number; longitude: number; kilometres: number } }[];
  };
  const [, , product] = new URL(running.ready.label).pathname.split("/");
  expect(products.find((one) => one.product === product)?.saleRegion).toMatchObject({
    ...{ latitude: 20_040_000, longitude: 110_200_000, kilometres: 400 },
  });
  await context.close();
});
