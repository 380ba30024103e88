import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import QRCode from "qrcode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { axeFindings } from "../axe.ts";
import { launchBrowser, phone, relayed } from "./browser.ts";
import { browserFilming, still } from "./film.ts";
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

const path = () => new URL(running.ready.label).pathname;
const batch = () => path().split("/")[4] ?? "";
const labelPng = async () =>
  new Uint8Array(await (await fetch(`${running.ready.service}/labels${path()}.png`)).arrayBuffer());

async function scanner(of: Browser, device: BrowserContextOptions = phone): Promise<Page> {
  const context = await of.newContext({ ...device, permissions: ["camera"] });
  const page = await context.newPage();
  await page.goto(`${running.ready.service}/scan`);
  await page.getByRole("button", { name: "打开相机" }).waitFor();
  return page;
}
const verdict = (page: Page) => page.getByRole("heading", { level: 1 }).filter({ hasText: "查过的都没有问题" });

describe("the scanner", () => {
  it("asks for nothing on arrival, and after a tap reads a printed label through the camera to its verdict", async () => {
    const filming = await browserFilming(await still(browser, await labelPng()));
    const page = await scanner(filming);
    expect(await page.locator("video").count()).toBe(0);
    await page.getByRole("button", { name: "打开相机" }).click();
    await page.waitForURL(running.ready.label);
    await verdict(page).waitFor();
    await filming.close();
  });

  it("lines up the labels of a shelf, each once, with its verdict", async () => {
    const filming = await browserFilming(await still(browser, await labelPng()));
    const page = await scanner(filming);
    await page.getByLabel("连着扫几个").check();
    await page.getByRole("button", { name: "打开相机" }).click();
    await page.getByText("查过的都没有问题").waitFor();
    const [, other = ""] = sampleSerials(batch(), 2);
    // The one before the camera once more, by hand, and another.
    for (const serial of [path().split("/")[6] ?? "", other]) {
      await page.getByLabel(/13 位码/).fill(serial);
      await page.getByRole("button", { name: "查", exact: true }).click();
    }
    await page.getByText("扫到 2 个").waitFor();
    expect(await page.getByLabel(/13 位码/).inputValue()).toBe("");
    await page.getByText("查过的都没有问题").nth(1).waitFor();
    await filming.close();
  });

  it("can be installed in either language, and opens without a network once it was open", async () => {
    const page = await scanner(browser);
    const devtools = await page.context().newCDPSession(page);
    for (const [name, other] of [
      ["良迹查验", "EN"],
      ["Liangji check", "中文"],
    ] as const) {
      const { url, errors, data = "" } = await devtools.send("Page.getAppManifest");
      expect(errors, url).toEqual([]);
      const { name: own, start_url, icons } = JSON.parse(data);
      expect([own, start_url]).toEqual([name, "/scan"]);
      for (const { src, sizes } of icons) {
        const png = Buffer.from(await (await fetch(running.ready.service + src)).arrayBuffer());
        expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
      }
      await page.getByRole("button", { name: other }).click();
      await page.reload();
      await page.getByLabel(/13/).waitFor();
    }
    const kept = () =>
      page.evaluate(async () => {
        const urls = (await (await caches.open("verifier-1")).keys()).map(({ url }) => new URL(url).pathname);
        return ["/scan", "/scan/assets/", "/policy.json"].every((start) => urls.some((path) => path.startsWith(start)));
      });
    await expect.poll(kept, { timeout: 20_000 }).toBe(true);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("button", { name: "打开相机" }).waitFor();
    await page.context().close();
  });

  it("takes no trouble of the service for a forgery, and asks again when the code comes again", async () => {
    const page = await scanner(browser, relayed);
    await page.getByLabel("连着扫几个").check();
    const ask = async () => {
      await page.getByLabel(/13 位码/).fill(path().split("/")[6] ?? "");
      await page.getByRole("button", { name: "查", exact: true }).click();
    };
    for (const status of [429, 500]) {
      await page.route("**/s/*", (route) => route.fulfill({ status, body: "{}" }));
      await ask();
      await page.getByText("没查成，过一会儿再查").waitFor();
      await page.unroute("**/s/*");
    }
    await page.context().setOffline(true);
    await ask();
    await page.getByText("没查成，过一会儿再查").waitFor();
    await page.context().setOffline(false);
    await ask();
    await page.getByText("查过的都没有问题").waitFor();
    expect(await page.getByText("扫到 1 个").count()).toBe(1);
    await page.context().close();
  });

  it("says so when there is no camera, and reads a photo from the album instead", async () => {
    const page = await scanner(browser);
    await page.getByRole("button", { name: "打开相机" }).click();
    await page.getByText("相机打不开").waitFor();
    const photo = { name: "photo.jpg", mimeType: "image/jpeg", buffer: await still(browser, await labelPng()) };
    await page.locator("input[type=file]").setInputFiles(photo);
    await page.waitForURL(running.ready.label);
    await verdict(page).waitFor();
    await page.context().close();
  });

  it("never opens another site's code, and names the site", async () => {
    const page = await scanner(browser);
    const forged = await QRCode.toBuffer(
      running.ready.label.replace(/^http:\/\/[^/]+/, "https://baisha-tea.example.net"),
    );
    await page.locator("input[type=file]").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: forged });
    await page.getByText("这个码指向 baisha-tea.example.net").waitFor();
    const noise = await QRCode.toBuffer("WIFI:S:tea;;");
    await page.locator("input[type=file]").setInputFiles({ name: "b.png", mimeType: "image/png", buffer: noise });
    await page.getByText("这不是袋上的防伪码").waitFor();
    expect(page.url()).toBe(`${running.ready.service}/scan`);
    await page.context().close();
  });

  it("takes a typed code as people type it, and says what is missing or wrong before asking", async () => {
    const page = await scanner(browser);
    const serial = path().split("/")[6] ?? "";
    const typed = page.getByLabel(/13 位码/);
    const look = page.getByRole("button", { name: "查", exact: true });
    await typed.fill(serial.slice(0, 10));
    await page.getByText("还差 3 位。").waitFor();
    expect(await look.isDisabled()).toBe(true);
    await typed.fill(`${serial.slice(0, 12)}${serial.endsWith("0") ? "1" : "0"}`);
    await page.getByText("有一位对不上").waitFor();
    expect(await look.isDisabled()).toBe(true);
    await typed.fill(serial.toLowerCase().replace(/(.{4})/g, "$1 "));
    await look.click();
    await page.waitForURL(running.ready.label);
    await verdict(page).waitFor();
    await page.context().close();
  });

  it("answers a code that was never issued as the page does, by status and words", async () => {
    const [never = ""] = sampleSerials("another-batch", 1);
    const answers = await Promise.all(
      [never, "0000000000001", "not-a-serial"].map(async (code) => {
        const response = await fetch(`${running.ready.service}/s/${code}`, { redirect: "manual" });
        return [response.status, await response.text()];
      }),
    );
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
    expect(answers[0]?.[1]).toContain("没有发过这个码");
    const page = await scanner(browser);
    await page.getByLabel(/13 位码/).fill(never);
    await page.getByRole("button", { name: "查", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "此码没有发过" }).waitFor();
    await page.context().close();
  });

  it("has nothing for axe to find, in both languages and at 320 px", async () => {
    const page = await scanner(browser);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const name of ["打开相机", "Open the camera"]) {
      await page.getByRole("button", { name }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((one) => !one.closest(".unseen") && one.getBoundingClientRect().right > innerWidth + 0.5)
          .map((one) => `${one.tagName}.${one.className}`),
      );
      expect(wide).toEqual([]);
      await page.getByRole("button", { name: /EN|中文/ }).click();
    }
    await page.context().close();
  });
});
