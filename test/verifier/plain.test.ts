import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { axeFindings } from "../axe.ts";
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

type Spoken = { said: string[]; end: () => void };
/** A voice that says nothing and remembers it; without one where `voice` is false. */
async function open(state: string, language: "zh" | "en", voice = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.addInitScript(
    ([chosen, speaks]) => {
      localStorage.setItem("liangji-language", String(chosen));
      const spoken: Spoken = { said: [], end: () => {} };
      const speech = {
        cancel: () => {},
        speak: ({ text, lang, onend }: SpeechSynthesisUtterance) => {
          spoken.said.push(`${lang} ${text}`);
          spoken.end = onend as unknown as () => void;
        },
      };
      Object.assign(globalThis, { spoken });
      if (speaks) Object.defineProperty(globalThis, "speechSynthesis", { value: speech });
      else delete (globalThis as { speechSynthesis?: unknown }).speechSynthesis;
    },
    [language, voice] as const,
  );
  await page.goto(`${gallery.url}#${state}`);
  await page.locator("#contact").waitFor();
  return page;
}
const button = (page: Page) => page.locator(".bar").getByRole("button", { name: /^(读给我听|Read aloud)$/ });
const sentences = (page: Page) => page.getByRole("dialog").locator(".sheet-body > p:not(.line)").allTextContents();

it.each([
  [
    "valid",
    "zh",
    [
      "查过的都没有问题。记录没人改过，此码在用。实物请您亲眼看。",
      "记录，通过。此码，通过。实物，未查。",
      "实物请您看三处：封口完好，没有重新粘过，袋上印的批次是 260325-01，袋上印的码是 7K4M 9QXD 2TVW 7。",
    ],
  ],
  ["recalled", "zh", [/^已召回，不要喝。/, "记录，通过。此码，不通过。实物，未查。", "停止饮用，留下袋子和码。"]],
  ["forged", "zh", [/^记录对不上。/, "记录，不通过。此码，未查。实物，未查。", "可以向监管部门投诉、举报。"]],
  ["notActivated", "zh", [/^此码没有启用。/, "记录，通过。此码，不通过。实物，未查。", "先不要喝，留下袋子。"]],
  ["offline", "zh", [/^现在下不了结论。/, "记录，通过。此码，未知。实物，未查。", "联网后再查一次。"]],
  ["recalled", "en", [/^Recalled: do not consume\. /, /^Record, /, /\.$/]],
] as const)("says %s in %s in three sentences, large, and reads them on a tap", async (state, language, expected) => {
  const page = await open(state, language);
  await button(page).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const said = await sentences(page);
  expect(said).toHaveLength(3);
  expected.forEach((want, at) => {
    if (typeof want === "string") expect(said[at]).toBe(want);
    else expect(said[at]).toMatch(want);
  });
  expect(said.join("")).not.toMatch(/undefined|\.\.|。。/);
  expect(
    await dialog
      .locator("p")
      .first()
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
  ).toBe(28);
  for (const [width, style, colorScheme] of [
    [360, "", "light"],
    [320, "font-size: 200%", "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 780 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate((css) => Object.assign(document.documentElement.style, { cssText: css }), style);
    expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page, "dialog")).toEqual([]);
  }
  const spoken = () => page.evaluate(() => (globalThis as unknown as { spoken: Spoken }).spoken.said);
  expect(await spoken()).toEqual([]);
  await dialog.getByRole("button", { name: /^(读给我听|Read aloud)$/ }).click();
  expect(await spoken()).toEqual([`${language === "zh" ? "zh-CN" : "en-GB"} ${said.join("")}`]);
  await dialog.getByRole("button", { name: /^(不读了|Stop reading)$/ }).waitFor();
  await page.evaluate(() => (globalThis as unknown as { spoken: Spoken }).spoken.end());
  await dialog.getByRole("button", { name: /^(读给我听|Read aloud)$/ }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await button(page).evaluate((one) => one === document.activeElement)).toBe(true);
  await page.context().close();
});

it("is large print where a browser has no voice, and says so", async () => {
  const page = await open("valid", "zh", false);
  await button(page).click();
  await page.getByText("这个浏览器不能朗读。").waitFor();
  expect(await page.getByRole("dialog").getByRole("button").allTextContents()).toEqual(["关上"]);
  await page.context().close();
});
