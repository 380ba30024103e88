import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import QRCode from "qrcode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "../axe.ts";
import { launchBrowser, phone } from "./browser.ts";
import { browserFilming, still } from "./film.ts";
import { type Running, runSystem } from "./running.ts";

let running: Running;
let browser: Browser;
let filming: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([runSystem(), launchBrowser()]);
  filming = await browserFilming(await still(browser, await labelPng()));
});
afterAll(async () => {
  await browser?.close();
  await filming?.close();
  await running?.stop();
});

const labelPng = async () => {
  const { pathname } = new URL(running.ready.label);
  return new Uint8Array(await (await fetch(`${running.ready.service}/labels${pathname}.png`)).arrayBuffer());
};
async function open(
  of: Browser,
  more: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
) {
  const context = await of.newContext({ ...phone, ...more });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.method() + request.url()));
  await prepare(page);
  await page.goto(running.ready.label);
  const look = page.getByRole("button", { name: "在镜头里看" });
  await look.waitFor();
  return { page, asked, look };
}
/** South-west of the sample's plots by some kilometres. */
const nearBy = { latitude: 19.15, longitude: 109.35, accuracy: 20 };
const faults = (page: Page) => axeFindings(page, ".overlay");
const plain = async (page: Page) => ((await page.locator(".overlay").textContent()) ?? "").replaceAll("\u00a0", " ");
const turn = (page: Page, alpha: number) =>
  page.evaluate(
    (angle) =>
      dispatchEvent(
        new DeviceOrientationEvent("deviceorientationabsolute", { alpha: angle, beta: 90, gamma: 0, absolute: true }),
      ),
    alpha,
  );

describe("a buyer looks through the camera", () => {
  it("after a tap sees the origin card beside the code, and nothing of it was fetched or asked before", async () => {
    const { page, asked, look } = await open(filming, { permissions: ["camera"] });
    expect(asked.filter((url) => /tools-|reader-worker/.test(url))).toEqual([]);
    expect(await page.locator("video").count()).toBe(0);
    await look.click();
    await page.getByText("镜头里就是这一袋的码").first().waitFor();
    const card = page.locator(".pinned .origin-card");
    await expect.poll(() => card.isVisible()).toBe(true);
    const text = (await card.textContent()) ?? "";
    for (const said of ["查过的都没有问题", "地块一", "示例数据"]) expect(text).toContain(said);
    // The card lies beside the code, in the picture.
    const box = async (name: string) => (await page.locator(name).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await expect
      .poll(async () => {
        const [lens, code, pinned] = [await box(".lens"), await box(".corners polygon"), await box(".pinned")];
        const over = Math.min(pinned.y + pinned.height, code.y + code.height) - Math.max(pinned.y, code.y);
        return over < code.height / 4 && code.width > 100 && pinned.y >= lens.y && pinned.x >= lens.x;
      })
      .toBe(true);
    expect(await page.locator(".overlay").evaluate((one) => one === document.activeElement)).toBe(true);
    // What the buttons at the bottom happen to lie on is no fault.
    await page.getByText("从别的地方算").evaluate((one) => one.scrollIntoView({ block: "center" }));
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "关上相机" }).press("Enter");
    await page.locator(".overlay > .origin-card").waitFor();
    expect(await page.locator("video").count()).toBe(0);
    await page.context().close();
  });

  it("is told that a code is of another label, and where to check that", async () => {
    const path = new URL(running.ready.label).pathname.replace(/\/b\/[^/]+/, "/b/another-batch");
    const other = await still(browser, await QRCode.toBuffer(new URL(path, running.ready.label).href, { width: 320 }));
    const camera = await browserFilming(other);
    const { page, look } = await open(camera, { permissions: ["camera"] });
    await look.click();
    await page
      .getByText(/镜头里是另一个码/)
      .first()
      .waitFor();
    expect(await page.locator(".pinned .origin-card").count()).toBe(0);
    expect(await page.getByRole("link", { name: /^去查/ }).getAttribute("href")).toBe(path);
    expect(await faults(page)).toEqual([]);
    await camera.close();
  });

  it("outdoors is shown how far and where the plot lies, turning with the phone, and nothing of it leaves the phone", async () => {
    const { page, asked, look } = await open(filming, {
      permissions: ["camera", "geolocation", "accelerometer", "gyroscope", "magnetometer"],
      geolocation: nearBy,
    });
    await look.click();
    await page.getByText("镜头里就是这一袋的码").first().waitFor();
    const before = asked.length;
    await page.getByRole("button", { name: /^指路/ }).click();
    const first = page.locator(".ways li").first();
    await first.waitFor();
    expect((await first.textContent())?.replaceAll("\u00a0", " ")).toMatch(/^地块.在东北方 1\d\.\d km$/);
    expect(await plain(page)).toContain("手机说位置误差约 20 m");
    expect(await plain(page)).toContain("上面是北");
    const arrow = () => page.locator(".ways .arrow").first().getAttribute("transform");
    const bearing = Number(/\d+/.exec((await arrow()) ?? "")?.[0]);
    expect(bearing).toBeGreaterThan(22);
    expect(bearing).toBeLessThan(68);
    await turn(page, 360 - bearing);
    await page.locator(".ahead").getByText("就在正前方").waitFor();
    await turn(page, 360 - bearing + 40);
    await page.locator(".ways").getByText("往右转 40°").first().waitFor();
    expect(await arrow()).toBe("rotate(40)");
    expect(await plain(page)).toContain("罗盘指的是磁北还是真北，手机也没有说");
    expect(asked.slice(before)).toEqual([]);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
    expect(kept).not.toMatch(/19\.15|109\.35/);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("where camera and position are closed gets the same card, and the way from a place typed in, by keyboard", async () => {
    const { page, look } = await open(browser);
    await look.press("Enter");
    await page.getByText("相机打不开").waitFor();
    expect(await page.locator(".origin-card").textContent()).toContain("地块一");
    await page.getByRole("button", { name: /^指路/ }).press("Enter");
    await page.getByText("手机没有给出位置").waitFor();
    await page.getByLabel("您在哪里", { exact: true }).fill("月亮");
    await page.keyboard.press("Enter");
    await page.getByText("没认出这个地方").waitFor();
    await page.getByLabel("您在哪里", { exact: true }).fill("海口");
    await page.keyboard.press("Enter");
    await page.locator(".ways li").first().waitFor();
    expect(await plain(page)).toMatch(/地块.在西南方 1\d\d km/);
    expect(await plain(page)).toContain("从海口市中心算");
    for (const [width, style, colorScheme] of [
      [360, "", "light"],
      [320, "", "dark"],
      [320, "font-size: 200%", "light"],
    ] as const) {
      await page.setViewportSize({ width, height: 780 });
      await page.emulateMedia({ colorScheme });
      await page.evaluate((css) => Object.assign(document.documentElement.style, { cssText: css }), style);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll(".overlay *")]
          .filter((one) => !one.closest(".unseen") && one.getBoundingClientRect().right > innerWidth + 0.5)
          .map((one) => `${one.tagName}.${one.className}`),
      );
      expect(wide).toEqual([]);
      expect(await faults(page)).toEqual([]);
    }
    await page.getByRole("button", { name: "EN" }).click();
    await page.getByText(/Measured from the middle of Haikou/).waitFor();
    await page.context().close();
  });

  it("with a phone that asks for leave and has Safari's compass follows that one", async () => {
    const safari = (page: Page) =>
      page.addInitScript(() => {
        Object.assign(DeviceOrientationEvent, { requestPermission: async () => "granted" });
      });
    const { page, look } = await open(browser, { permissions: ["geolocation"], geolocation: nearBy }, safari);
    await look.click();
    await page.getByRole("button", { name: /^指路/ }).click();
    await page.locator(".ways li").first().waitFor();
    const point = (degrees: number, accuracy: number) =>
      page.evaluate(
        ([heading, error]) => {
          const event = new DeviceOrientationEvent("deviceorientation", { alpha: 12, beta: 90, gamma: 0 });
          dispatchEvent(Object.assign(event, { webkitCompassHeading: heading, webkitCompassAccuracy: error }));
        },
        [degrees, accuracy] as const,
      );
    await point(200, -1);
    expect(await plain(page)).toContain("上面是北");
    await point(200, 15);
    await page.getByText("手机说罗盘误差约 15°").waitFor();
    await page.context().close();
  });
});
