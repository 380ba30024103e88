import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type Running, runSystem } from "./running.ts";
import { scanWith, seal } from "./scanning.ts";

let running: Running;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([runSystem(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

/** A phone at the label for the first time. */
const visit = () => scanWith(browser, running.ready.label);

describe("without a network", () => {
  it("opens what was visited once, checks it anew, and says how old it is", async () => {
    const page = await visit();
    const kept = () =>
      page.evaluate(async () => {
        const urls = (await (await caches.open("verifier-1")).keys()).map(({ url }) => new URL(url).pathname);
        const wanted = ["/evidence/", "/policy.json", "/assets/checker-", "/assets/anchor-check", location.pathname];
        return (
          navigator.serviceWorker.controller !== null &&
          wanted.every((start) => urls.some((path) => path.startsWith(start)))
        );
      });
    await expect.poll(kept, { timeout: 20_000 }).toBe(true);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "现在下不了结论" }).waitFor();
    await expect.poll(() => seal(page, "记录：通过，凭证完整").count()).toBe(1);
    expect(await seal(page, "此码：未知，没有联网").count()).toBe(1);
    expect((await page.getByRole("main").textContent()) ?? "").toMatch(/下面是 \d+ .*前存下的凭证/);
    await seal(page, "记录：").click();
    await page.getByRole("dialog").getByText("4 个验证节点里 3 个签封").waitFor();
    await page.context().close();
  });
});

describe("a label that was visited before", () => {
  const inCache = (page: Page, what: "match" | "delete") =>
    page.evaluate(
      async (what) => Boolean(await (await caches.open("verifier-1"))[what](`/evidence${location.pathname}`)),
      what,
    );
  /** Visits once, changes what was kept of an address, the page's own or another, forgets its evidence, and visits again. */
  async function again(change: (text: string) => string, of = ""): Promise<Page> {
    const page = await visit();
    const kept = () =>
      page.evaluate(async (of) => {
        const found = await (await caches.open("verifier-1")).match(new URL(of, location.href));
        return found ? { text: await found.text(), type: found.headers.get("content-type") ?? "" } : undefined;
      }, of);
    await expect.poll(kept, { timeout: 20_000 }).toBeDefined();
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 20_000 })
      .toBe(true);
    const { text, type } = (await kept()) ?? { text: "", type: "" };
    await page.evaluate(
      async ([of, body, type]) =>
        (await caches.open("verifier-1")).put(
          new URL(of, location.href),
          new Response(body, { headers: { "content-type": type } }),
        ),
      [of, change(text), type] as const,
    );
    await expect.poll(() => inCache(page, "delete")).toBe(true);
    await page.reload();
    return page;
  }
  const verdict = (page: Page) => seal(page, "记录：通过").waitFor();

  it("opens from what was kept, without waiting for the page", async () => {
    const page = await again((kept) => kept.replace("<head>", '<head><meta name="kept">'));
    await verdict(page);
    expect(await page.locator("meta[name=kept]").count()).toBe(1);
    await page.context().close();
  });
  /** Of the same release, and without a script to ask with. */
  const mute = (kept: string) => `<!doctype html><title>kept</title><!--${kept.match(/\/assets\/[\w.-]+/g)} -->`;
  it("has its evidence on the way before the page runs", async () => {
    const page = await again(mute);
    await expect.poll(() => inCache(page, "match")).toBe(true);
    expect(await page.title()).toBe("kept");
    await page.context().close();
  });
  it("is told once what was checked ahead, and no page of another release is", async () => {
    const ask = (page: Page, script: string, id: number) =>
      page.evaluate(
        ([script, id]) =>
          new Promise<{ readonly scene?: { readonly proof?: string }; readonly error?: string }>((told) => {
            navigator.serviceWorker.onmessage = ({ data }) => data.id === id && told(data);
            const asked = { path: location.pathname };
            const question = { id, asked, release: new URL(script, location.href).href };
            navigator.serviceWorker.controller?.postMessage(question);
          }),
        [script, id] as const,
      );
    const none = { error: "not checked ahead" };
    const [older, page] = [await again(mute), await again(mute)];
    const release = /\/assets\/index-[\w-]+\.js/.exec(await page.content())?.[0] ?? "";
    expect(await ask(older, "/assets/index-older.js", 1)).toMatchObject(none);
    expect((await ask(page, release, 1)).scene?.proof).toMatch(/^\{/);
    expect(await ask(page, release, 2)).toMatchObject(none);
    await older.context().close();
    await page.context().close();
  });
  it("is checked beside the page when the service worker does not answer", async () => {
    const page = await visit();
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 20_000 })
      .toBe(true);
    await page.addInitScript(() => {
      ServiceWorker.prototype.postMessage = () => {};
    });
    await page.reload();
    await verdict(page);
    await page.context().close();
  });
  it("is judged by the service's newest policy, not by the one that was kept", async () => {
    const page = await again((kept) => kept.replace(/"id":"[0-9a-f]{64}"/, `"id":"${"0".repeat(64)}"`), "/policy.json");
    await verdict(page);
    expect(await seal(page, "此码：通过").count()).toBe(1);
    await page.context().close();
  });
  it("gives way at once to another release of the page", async () => {
    const page = await again((kept) => kept.replaceAll("/assets/index-", "/assets/older-"));
    await verdict(page);
    expect(await page.content()).not.toContain("/assets/older-");
    await page.context().close();
  });
});
