import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sampleAuthor } from "#scripts/author.ts";
import { drawPanorama } from "#scripts/sample/panorama.ts";
import { encodePng } from "#scripts/sample/png.ts";
import { verify } from "#scripts/verify.ts";
import { axeFindings } from "../axe.ts";
import { launchBrowser, phone } from "./browser.ts";
import { type Running, runSystem } from "./running.ts";

let running: Running;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([runSystem(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const run = promisify(execFile);

it("a buyer complains in three taps, the operator reads it, acknowledges and answers it, and the buyer sees the answer", async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""));
  await page.goto(running.ready.label);

  await page.getByRole("link", { name: "反映问题" }).click();
  await page.getByRole("radio", { name: "东西不对" }).check();
  const send = page.getByRole("button", { name: "发给品牌运营方" });
  await page.getByLabel("怎么不对（可以不写）").fill("袋子里有虫");
  await page.getByLabel("怎么联系您（可以不写）").fill("微信 tea-lover");
  await page.getByLabel("加一张照片").setInputFiles({
    name: "photo.png",
    mimeType: "image/png",
    buffer: encodePng(drawPanorama()),
  });
  await page.getByText(/^照片已加上，缩到 \d+ KB/).waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page, "#contact")).toEqual([]);
  }
  for (const [width, style] of [
    [320, ""],
    [320, "font-size: 200%"],
    [360, ""],
  ] as const) {
    await page.setViewportSize({ width, height: 780 });
    await page.evaluate((css) => Object.assign(document.documentElement.style, { cssText: css }), style);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await send.click();
  const said = page.getByText(/^收到了，反映号 \d{3} \d{3} \d{3}。$/);
  await said.waitFor();
  const number = ((await said.textContent()) ?? "").replaceAll(/\D/g, "");
  expect(sent.join()).toContain('"kind":"quality"');
  for (const secret of ["虫", "tea-lover", Buffer.from("tea-lover").toString("base64url")])
    expect(sent.join()).not.toContain(secret);
  await page.getByText("已收到，等运营方签收").waitFor();

  const desk = await (await browser.newContext({ viewport: { width: 360, height: 780 } })).newPage();
  await desk.goto(`${running.ready.console}#/sign-in/brand-operator/${sampleAuthor("brand-operator").pkcs8}`);
  await desk.waitForURL(`${running.ready.console}#/`);
  await desk.goto(`${running.ready.console}#/complaints`);
  await desk.getByRole("link", { name: "打开" }).click();
  await desk.getByText("袋子里有虫").waitFor();
  await desk.getByText("微信 tea-lover").waitFor();
  const photo = desk.getByRole("img", { name: "买家拍的照片" });
  await photo.waitFor();
  expect(await photo.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1280);
  expect(await axeFindings(desk, "main")).toEqual([]);
  await desk.getByRole("button", { name: "签收" }).click();
  await desk.getByText("已到账").waitFor();
  await desk.reload();
  await desk.getByLabel("写给所有人看的答复").fill("已换一袋，并停售同批库存待查。");
  await desk.getByRole("button", { name: "答复", exact: true }).click();
  await desk.getByText("已到账").waitFor();

  await page.reload();
  await page.getByText("已换一袋，并停售同批库存待查。").waitFor();
  for (const [where, name] of [
    [page, "下载证据包，附上这条反映（PDF）"],
    [desk, "下载证据包（PDF）"],
  ] as const) {
    const link = where.getByRole("link", { name });
    const [download] = await Promise.all([where.waitForEvent("download"), link.click()]);
    const { code, text } = await verify([await download.path(), "--policy", `${running.dataDir}/policy.json`]);
    expect([code, text]).toEqual([0, expect.stringContaining("证据包 exhibit ■ 通过 passed")]);
    const { stdout } = await run("pdftotext", ["-raw", await download.path(), "-"]);
    for (const wanted of [number, "已换一袋，并停售同批库存待查。"]) expect(stdout).toContain(wanted);
    expect(stdout).not.toContain("袋子里有虫");
  }
  await page.getByRole("button", { name: "看看都反映过什么" }).click();
  await page.getByText("一共 1 条，答复了 1 条。").waitFor();
  expect(await axeFindings(page, "#contact")).toEqual([]);
  await page.getByText("查别的反映号").click();
  await page.getByLabel("反映号，9 位数字").fill("999 999 999");
  await page.getByRole("button", { name: "查", exact: true }).click();
  await page.getByText("没有这个反映号。请核对。").waitFor();
  expect(number).toHaveLength(9);
});

it("a browser that cannot encrypt sends nothing and says whom to call", async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(new URL(request.url()).pathname));
  await page.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  await page.goto(running.ready.label);
  await page.getByRole("radio", { name: "码不对" }).check();
  await page.getByRole("button", { name: "发给品牌运营方" }).click();
  await page.getByText("这个浏览器不能加密，所以没有发。请打 12315").waitFor();
  expect(sent.filter((path) => path.startsWith("/complaints"))).toEqual([]);
  await context.close();
});

it("a buyer saves a signed receipt with one tap and no question asked, opens it again, and one with a bit changed is not believed", async () => {
  const context = await browser.newContext({ ...phone, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(running.ready.label);
  const button = page.getByRole("button", { name: "存下这次扫码的回执" });
  await button.waitFor();
  expect(await axeFindings(page, "#keep")).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  await page.getByText(/^存好了。回执时间 \d{4}-\d\d-\d\d \d\d:\d\d，签名已在您手机上核过。$/).waitFor();
  expect(download.suggestedFilename()).toMatch(/^liangji-[a-z0-9-]+-[0-9A-Z]{13}-receipt\.json$/);
  const text = await readFile(await download.path(), "utf8");

  const opened = async (name: string, buffer: Buffer) => {
    await page.goto(`${running.ready.service}/index.html`);
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/json", buffer });
    await page.getByRole("heading", { name: "这份凭证带着回执" }).waitFor();
  };
  await opened("receipt.json", Buffer.from(text));
  await page.getByText(/有人查过这个码。签名是账本的，签的就是这份凭证。当时记录通过、此码通过/).waitFor();
  await page.getByRole("heading", { name: "查过的都没有问题" }).waitFor();
  expect(await axeFindings(page, "#keep")).toEqual([]);

  const forged = text.replace(/\\"askedAt\\":(\d+)(\d)/, (_, most, last) => `\\"askedAt\\":${most}${Number(last) ^ 1}`);
  expect(forged).not.toBe(text);
  await opened("forged.json", Buffer.from(forged));
  await page.getByText("回执的签名不对，或者签的不是这份凭证。回执说什么都不算。").waitFor();
  await context.close();
});
