import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "../axe.ts";
import { launchBrowser, phone, relayed } from "./browser.ts";
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

type Prepare = (page: Page) => Promise<unknown>;
/** Opens the label's page as it is when the facts are there; counts what it asks for. */
async function open(prepare?: Prepare, more: BrowserContextOptions = {}) {
  const context = await browser.newContext({ ...(prepare ? relayed : phone), ...more });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await prepare?.(page);
  await page.goto(running.ready.label);
  const around = page.getByRole("button", { name: "站在茶园里看一圈" });
  await around.waitFor();
  return { page, asked, around };
}
const slider = (page: Page) => page.getByRole("slider", { name: /^朝向/ });
const facing = (page: Page) => slider(page).getAttribute("aria-valuetext");
/** How many different colours are on the canvas: of a picture that was never drawn, one. */
const colours = (page: Page) =>
  page.locator(".around canvas").evaluate((canvas: HTMLCanvasElement) => {
    const flat = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    flat?.drawImage(canvas, 0, 0);
    const { data } = flat?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() };
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4) seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8));
    return seen.size;
  });
const faults = (page: Page) => axeFindings(page, ".place");

describe("a buyer looks around the garden", () => {
  it("after a tap, and nothing of it is fetched before; then by keys, by drag and over the whole screen", async () => {
    const { page, asked, around } = await open();
    expect(asked.filter((path) => /attachments|viewer-|place-/.test(path))).toEqual([]);
    await around.click();
    await slider(page).waitFor();
    expect(await facing(page)).toBe("朝向：北 0°");
    await expect.poll(() => colours(page)).toBeGreaterThan(20);
    for (let n = 0; n < 9; n++) await slider(page).press("ArrowRight");
    expect(await facing(page)).toBe("朝向：东 90°");
    await slider(page).press("ArrowLeft");
    const { x = 0, y = 0, width = 0, height = 0 } = (await slider(page).boundingBox()) ?? {};
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 100, y + height / 2);
    await page.mouse.up();
    expect(Number(await slider(page).getAttribute("aria-valuenow"))).toBeGreaterThan(95);
    await page.getByRole("button", { name: "全屏" }).click();
    const full = await page.locator(".around").boundingBox();
    expect(full).toMatchObject({ x: 0, y: 0, ...phone.viewport });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "全屏" }).waitFor();
    await page.context().close();
  });

  it("reads that it is a drawing, where it stands in the plot, whose it is and that the file is the recorded one", async () => {
    const { page, around } = await open();
    await around.click();
    const place = page.locator(".place");
    await place.locator(".about").waitFor();
    const text = ((await place.textContent()) ?? "").replaceAll("\u00a0", " ");
    for (const said of ["插画，不是照片", "在地块一里面，离边界 45 m", "与账本里的指纹一致", "示例茶场一，本人签名"])
      expect(text).toContain(said);
    expect(await place.evaluate((one) => one === document.activeElement)).toBe(true);
    for (const [width, style, colorScheme] of [
      [360, "", "light"],
      [320, "", "dark"],
      [320, "font-size: 200%", "light"],
    ] as const) {
      await page.setViewportSize({ width, height: 780 });
      await page.emulateMedia({ colorScheme });
      await page.evaluate((css) => Object.assign(document.documentElement.style, { cssText: css }), style);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await faults(page)).toEqual([]);
    }
    await page.getByRole("button", { name: "EN" }).click();
    await page.getByText("An illustration, not a photograph").waitFor();
    await page.context().close();
  });

  it("is not shown a file with one bit changed, and is told so", async () => {
    const { page, around } = await open((page) =>
      page.route("**/attachments/*", async (route) => {
        const answer = await route.fetch();
        const body = await answer.body();
        body[2000] = (body[2000] ?? 0) ^ 1;
        await route.fulfill({ response: answer, body });
      }),
    );
    await around.click();
    await page.getByRole("alert").filter({ hasText: "和账本里的指纹不一样，所以不显示" }).waitFor();
    expect(await page.locator("canvas, .flat").count()).toBe(0);
    await page.context().close();
  });

  it("gets it flat, to be scrolled by keyboard, where there is no WebGL", async () => {
    const { page, around } = await open((page) =>
      page.addInitScript(() => {
        HTMLCanvasElement.prototype.getContext = () => null;
      }),
    );
    await around.click();
    const flat = page.getByRole("region", { name: /示例画面/ });
    await flat.locator("img").waitFor();
    await flat.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => flat.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("may try again when the picture did not come", async () => {
    let cut = true;
    const { page, around } = await open((page) =>
      page.route("**/attachments/*", (route) => (cut ? route.abort() : route.continue())),
    );
    await around.click();
    await page.getByRole("alert").filter({ hasText: "画面没取到" }).waitFor();
    cut = false;
    await page.getByRole("button", { name: "再取一次" }).click();
    await slider(page).waitFor();
    await page.context().close();
  });

  it("turns with the phone after asking, and goes on by hand where the phone says nothing", async () => {
    const { page, around } = await open(undefined, { hasTouch: true, isMobile: true });
    await around.click();
    await page.getByRole("button", { name: "用手机转动来看（需要您同意）" }).click();
    await page.getByRole("button", { name: "不再跟着手机转" }).waitFor();
    const turn = (alpha: number) =>
      page.evaluate(
        (angle) => dispatchEvent(new DeviceOrientationEvent("deviceorientation", { alpha: angle, beta: 90, gamma: 0 })),
        alpha,
      );
    await turn(40);
    expect(await facing(page)).toBe("朝向：北 0°");
    await turn(355);
    await expect.poll(() => facing(page)).toBe("朝向：东北 45°");
    await page.getByRole("button", { name: "不再跟着手机转" }).click();
    await turn(300);
    expect(await facing(page)).toBe("朝向：东北 45°");
    await page.context().close();
  });

  it("is offered a headset only where there is one, and sees the garden with both eyes in it", async () => {
    const { page, around } = await open(stubHeadset);
    await around.click();
    await page.getByRole("button", { name: "用 VR 眼镜看" }).click();
    // Each eye's half of the screen shows more than one colour, and they differ, as the eyes look apart.
    await expect.poll(() => page.evaluate(() => (globalThis as unknown as { eyes: number[] }).eyes)).toHaveLength(3);
    const [left = 0, right = 0, same = 1] = await page.evaluate(
      () => (globalThis as unknown as { eyes: number[] }).eyes,
    );
    expect(left).toBeGreaterThan(8);
    expect(right).toBeGreaterThan(8);
    expect(same).toBeLessThan(1);
    await page.context().close();
    const other = await open();
    await other.around.click();
    await slider(other.page).waitFor();
    expect(await other.page.getByRole("button", { name: "用 VR 眼镜看" }).count()).toBe(0);
    await other.page.context().close();
  });
});

describe("a photograph of the journey", () => {
  const shown = (page: Page) => page.getByRole("button", { name: /“采收.*”的照片/ });

  it("is fetched when it comes into view, shown under its step with three times, and large on a tap", async () => {
    const { page, asked } = await open();
    const step = page.locator(".timeline > li").filter({ hasText: "采收：" });
    expect(asked.filter((path) => path.startsWith("/attachments/"))).toEqual([]);
    await step.scrollIntoViewIfNeeded();
    await shown(page).waitFor();
    expect(await step.locator(".times dt").allTextContents()).toEqual(["发生", "记录", "上链"]);
    expect(
      await step
        .locator("img")
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBe(480);
    expect(await axeFindings(page, ".timeline")).toEqual([]);
    await shown(page).click();
    await page.getByText("指纹和签名的记录一致，一个字节都没有变。").waitFor();
    await page.keyboard.press("Escape");
    await page.context().close();
  });

  it("is not shown with one bit changed, and the place says why", async () => {
    const { page } = await open((page) =>
      page.route("**/attachments/*", async (route) => {
        const answer = await route.fetch();
        const body = await answer.body();
        body[900] = (body[900] ?? 0) ^ 1;
        await route.fulfill({ response: answer, body });
      }),
    );
    await page.locator(".timeline > li").filter({ hasText: "采收：" }).scrollIntoViewIfNeeded();
    await page.getByText("来的照片和记录里的指纹对不上，不给看。").waitFor();
    expect(await page.locator(".timeline img").count()).toBe(0);
    await page.context().close();
  });
});

/** WebXR for want of a headset: one frame with two eyes, 90° wide, the right one turned to the east; what each saw is counted. */
const stubHeadset: Prepare = (page) =>
  page.addInitScript(() => {
    const projectionMatrix = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, -0.2, 0]);
    const eye = (cos: number, sin: number) => ({
      projectionMatrix,
      transform: { matrix: Float32Array.from([cos, 0, sin, 0, 0, 1, 0, 0, -sin, 0, cos, 0, 0, 0, 0, 1]) },
    });
    const views = [eye(1, 0), eye(0, 1)];
    let gl: WebGLRenderingContext | undefined;
    const seen = (x: number) => {
      const bytes = new Uint8Array(150 * 150 * 4);
      gl?.readPixels(x, 0, 150, 150, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
      return bytes;
    };
    const frame = { getViewerPose: () => ({ views }) };
    const session = {
      updateRenderState: () => {},
      requestReferenceSpace: async () => ({}),
      addEventListener: () => {},
      requestAnimationFrame: (draw: (time: number, frame: unknown) => void) => {
        if ("eyes" in globalThis) return;
        Object.assign(globalThis, { eyes: [] });
        setTimeout(() => {
          draw(0, frame);
          const [left, right] = [seen(0), seen(150)];
          const colours = (bytes: Uint8Array) => new Set(new Uint32Array(bytes.buffer)).size;
          const same = left.filter((byte, at) => byte === right[at]).length / left.length;
          Object.assign(globalThis, { eyes: [colours(left), colours(right), same] });
        });
      },
    };
    Object.assign(globalThis, {
      XRWebGLLayer: class {
        framebuffer = null;
        constructor(_session: unknown, context: WebGLRenderingContext) {
          gl = context;
        }
        getViewport = (view: unknown) => ({ x: view === views[0] ? 0 : 150, y: 0, width: 150, height: 150 });
      },
    });
    Object.assign(WebGLRenderingContext.prototype, { makeXRCompatible: async () => {} });
    Object.defineProperty(navigator, "xr", {
      value: { isSessionSupported: async () => true, requestSession: async () => session },
    });
  });
