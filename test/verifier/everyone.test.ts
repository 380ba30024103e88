import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, COLOURS } from "../axe.ts";
import { launch } from "./browser.ts";
import { serveGallery } from "./gallery.ts";

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;
beforeAll(async () => {
  [browser, gallery] = await Promise.all([launch(), serveGallery()]);
});
afterAll(async () => {
  await browser.close();
  await gallery.close();
});

const states = [
  "waiting",
  "valid",
  "recalled",
  "forged",
  "offline",
  "noEvidence",
  "notActivated",
  "neverIssued",
  "suspended",
  "overLimit",
];
const languages = ["zh", "en"] as const;

async function open(state: string, language: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.addInitScript((chosen) => localStorage.setItem("liangji-language", chosen), language);
  await page.goto(`${gallery.url}#${state}`);
  await page.locator(state === "waiting" ? "h1" : "#contact").waitFor();
  if (!["waiting", "forged", "noEvidence", "neverIssued"].includes(state)) await page.locator(".timeline").waitFor();
  return page;
}

/** By night only colours are others. */
async function violations(page: Page, colorScheme: "light" | "dark"): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme });
  return colorScheme === "light" ? axeFindings(page) : axeFindings(page, undefined, COLOURS);
}

/** What reaches beyond the right edge. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => !one.closest(".unseen, svg") && one.getBoundingClientRect().right > innerWidth + 0.5)
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.slice(0, 40)}`),
  );

const settings = [
  [320, ""],
  [360, "font-size: 200%"],
  [320, "font-size: 200%"],
  [320, "font-family: 'DejaVu Sans', Verdana, sans-serif"],
] as const;

describe.each(languages)("in %s", (language) => {
  it.each(states)(
    "axe finds nothing wrong with %s, by day and by night, and it needs no sideways scrolling at 320 px, with doubled text or in a wide font",
    async (state) => {
      const page = await open(state, language);
      for (const colorScheme of ["light", "dark"] as const) {
        expect({ colorScheme, violations: await violations(page, colorScheme) }).toEqual({
          colorScheme,
          violations: [],
        });
      }
      for (const [width, style] of settings) {
        await page.setViewportSize({ width, height: 780 });
        await page.evaluate((text) => Object.assign(document.documentElement.style, { cssText: text }), style);
        expect({ width, style, wide: await tooWide(page) }).toEqual({ width, style, wide: [] });
      }
      await page.context().close();
    },
  );
});

it("the sheet is as readable as the page", async () => {
  const page = await open("forged", "zh");
  await page.locator(".advice").waitFor();
  await page.getByRole("button", { name: /^记录/ }).click();
  await page.getByRole("dialog").waitFor();
  expect(await axeFindings(page, "dialog")).toEqual([]);
  await page.context().close();
});

it("every button and link that matters is at least 44 px high", async () => {
  const page = await open("valid", "zh");
  const low = await page
    .locator("button, .outlined")
    .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.textContent));
  expect(low).toEqual([]);
  await page.context().close();
});
