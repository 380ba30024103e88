import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fillPage } from "#backend/http/page.ts";
import { launch } from "./browser.ts";
import { serveGallery } from "./gallery.ts";
import { xssPayloads } from "./xss-payloads.ts";

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;
beforeAll(async () => {
  [browser, gallery] = await Promise.all([launch(), serveGallery()]);
});
afterAll(async () => {
  await browser.close();
  await gallery.close();
});

/** Nothing of a payload ran, tried to run, or became an element. */
const harm = (page: Page) =>
  page.evaluate(() => ({
    ran: "broken" in globalThis,
    refused: (globalThis as unknown as { refused: readonly string[] }).refused,
    elements: [
      ...document.querySelectorAll("img, iframe, object, embed, video, base, template, math, main script"),
    ].map(({ outerHTML }) => outerHTML.slice(0, 80)),
    links: [...document.querySelectorAll("a[href]")]
      .map((one) => (one as HTMLAnchorElement).protocol)
      .filter((protocol) => !["http:", "https:", "tel:", "blob:"].includes(protocol)),
  }));
const none = { ran: false, refused: [], elements: [], links: [] };

async function open(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, sample }) =>
      refused.push(`${violatedDirective} ${sample}`),
    );
  });
  return page;
}

it("knows two hundred payloads", () => {
  expect(new Set(xssPayloads).size).toBe(200);
});

it("runs none of them, whatever text of a label's evidence they are written into", async () => {
  const page = await open();
  for (const [at, state] of ["valid", "recalled", "suspended", "overLimit", "offline", "forged"].entries())
    for (const from of [at, at + 100]) {
      await page.goto("about:blank");
      await page.goto(`${gallery.url}#${state}/${from}`);
      await page.locator("#contact").waitFor();
      for (const kind of ["record", "code"]) {
        await page.locator(`.frame button:nth-child(${kind === "record" ? 1 : 2})`).click();
        await page.getByRole("dialog").waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      }
      expect({ state, from, ...(await harm(page)) }).toEqual({ state, from, ...none });
      if (state !== "forged") expect(await page.locator("main").textContent()).toContain("globalThis.broken=1");
    }
  await page.close();
});

it("runs none that the service writes into the page before any script", async () => {
  const template = `<!doctype html><title><!--server:title--></title><main id="server-words"><!--server:words--></main>`;
  const page = await open();
  const [title = ""] = xssPayloads;
  const html = fillPage(template, { title, lines: xssPayloads, sample: true });
  await page.goto("about:blank");
  // Not by the page's own policy: what ran here would run.
  await page.setContent(html);
  expect(await page.locator("#server-words > p.line").allTextContents()).toEqual(xssPayloads);
  expect(
    await page.locator("#server-words *").evaluateAll((all) => [...new Set(all.map((one) => one.tagName))]),
  ).toEqual(["P", "B", "SPAN"]);
  expect(await harm(page)).toEqual(none);
  await page.close();
});
