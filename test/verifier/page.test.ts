import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

async function open(state: string, language: "zh" | "en" = "zh", watch = ""): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });
  await page.addInitScript(watch);
  await page.addInitScript((chosen) => localStorage.setItem("liangji-language", chosen), language);
  await page.goto(`${gallery.url}#${state}`);
  await page.locator("h1").waitFor();
  return page;
}
/** What each live region held when it came into the page. */
const WATCH_REGIONS = `
  self.came = [];
  const regions = (one) => [...(one.querySelectorAll?.("[role=status].unseen") ?? [])];
  new MutationObserver((all) => came.push(...all.flatMap(({ addedNodes }) => [...addedNodes].flatMap(regions)).map((one) => one.textContent)))
    .observe(document, { childList: true, subtree: true });`;
const heading = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
const seals = (page: Page) =>
  page.locator(".frame button").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));

describe("the sentence on top and the three seals", () => {
  const passed = ["记录：通过，没人改过。为什么", "此码：通过，已启用，在售。为什么", "实物：未查，网页看不见。为什么"];
  const states: readonly [state: string, headline: string, seals: readonly string[]][] = [
    [
      "waiting",
      "尚未在您的手机上核验",
      ["记录：待核，正在核验。为什么", "此码：待核，正在核验。为什么", passed[2] ?? ""],
    ],
    ["valid", "查过的都没有问题", passed],
    [
      "recalled",
      "已召回，不要喝",
      [passed[0] ?? "", "此码：不通过，本批已召回。为什么", "实物：未查，不用再看。为什么"],
    ],
    [
      "forged",
      "记录对不上",
      ["记录：不通过，签名不对。为什么", "此码：未查，不再判断。为什么", "实物：未查，不再判断。为什么"],
    ],
    [
      "otherLabel",
      "记录对不上",
      ["记录：不通过，不是这个码。为什么", "此码：未查，不再判断。为什么", "实物：未查，不再判断。为什么"],
    ],
    ["offline", "现在下不了结论", ["记录：通过，凭证完整。为什么", "此码：未知，没有联网。为什么", passed[2] ?? ""]],
    ["oldHead", "现在下不了结论", ["记录：未知，账页太旧。为什么", "此码：未知，账页太旧。为什么", passed[2] ?? ""]],
    [
      "noEvidence",
      "现在下不了结论",
      ["记录：未知，没拿到凭证。为什么", "此码：未知，没拿到凭证。为什么", passed[2] ?? ""],
    ],
    [
      "notActivated",
      "此码没有启用",
      [passed[0] ?? "", "此码：不通过，没有启用。为什么", "实物：未查，请您细看。为什么"],
    ],
    ["void", "此码已作废", [passed[0] ?? "", "此码：不通过，已作废。为什么", "实物：未查，请您细看。为什么"]],
    [
      "neverIssued",
      "此码没有发过",
      ["记录：未查，没有记录可查。为什么", "此码：不通过，没有发过。为什么", "实物：未查，请您细看。为什么"],
    ],
    [
      "notAnchored",
      "现在下不了结论",
      ["记录：未知，还没上链。为什么", "此码：通过，已启用，在售。为什么", passed[2] ?? ""],
    ],
    ["chainDown", "现在下不了结论", ["记录：通过，凭证完整。为什么", "此码：未知，问不到链。为什么", passed[2] ?? ""]],
    ["withdrawn", "认证现在撤销了", passed],
    ["suspended", "认证现在暂停了", passed],
    ["expired", "认证现在过期了", passed],
    ["overLimit", "有四处要您留意", passed],
  ];
  it.each(states)("of %s is “%s”", async (state, headline, names) => {
    const page = await open(state);
    expect(await heading(page)).toBe(headline);
    expect(await seals(page)).toEqual(names);
    await page.close();
  });

  it("stand on top: sentence, seals, what to do, facts, and the page's foot come in this order on the screen", async () => {
    const page = await open("valid");
    await page.locator(".timeline").waitFor();
    const tops = await page
      .locator(".band, .frame, .advice, .facts, footer")
      .evaluateAll((all) => all.map((one) => [one.className || one.tagName, one.getBoundingClientRect().top] as const));
    const seen = [...tops].sort(([, a], [, b]) => a - b).map(([name]) => name);
    expect(seen).toEqual(["band calm", "frame", "advice", "facts", "FOOTER"]);
    await page.close();
  });

  it("are announced once there is a verdict, and not before, in a region that was there empty", async () => {
    const [before, after] = [await open("waiting"), await open("recalled", "zh", WATCH_REGIONS)];
    expect(await before.locator(".unseen[role=status]").textContent()).toBe("");
    await after
      .locator(".unseen[role=status]")
      .filter({ hasText: /^已召回，不要喝。记录，通过。此码，不通过。实物，未查$/ })
      .waitFor({ state: "attached" });
    expect(await after.evaluate(() => (globalThis as unknown as { came: string[] }).came)).toEqual([""]);
    await Promise.all([before.close(), after.close()]);
  });
});

describe("what stands where", () => {
  it("puts what to do before the seals when a batch is recalled, and after them when all is well", async () => {
    const order = (page: Page) =>
      page
        .locator(".advice, .frame")
        .evaluateAll((all) => all.map((one) => (one.classList.contains("frame") ? "seals" : "advice")));
    const [recalled, valid] = [await open("recalled"), await open("valid")];
    expect(await order(recalled)).toEqual(["advice", "seals"]);
    expect(await order(valid)).toEqual(["seals", "advice"]);
    await Promise.all([recalled.close(), valid.close()]);
  });

  it("keeps the sections in their order, the certificate first where it explains the verdict", async () => {
    const sections = async (state: string) => {
      const page = await open(state);
      await page.getByRole("heading", { name: "经过了什么" }).waitFor();
      const titles = await page.locator(".facts > section > h2").allTextContents();
      await page.close();
      return titles;
    };
    const order = [
      "长在哪里",
      "经过了什么",
      "检测了什么",
      "谁认证的",
      "承诺达标合格证",
      "产得出这么多吗",
      "这些话有多少依据",
      "有问题找谁",
    ];
    expect(await sections("valid")).toEqual(order);
    expect((await sections("suspended"))[0]).toBe("谁认证的");
    expect((await sections("overLimit"))[0]).toBe("检测了什么");
  });

  it("grades whatever it tells: who tested and certified, what was measured, and what the producer says himself", async () => {
    const page = await open("valid");
    await page.getByRole("heading", { name: "这些话有多少依据" }).waitFor();
    const graded = await page
      .locator(".facts > section")
      .evaluateAll((all) =>
        all.map((one) => [one.querySelector("h2")?.textContent, one.querySelector(".grade")?.textContent]),
      );
    expect(graded.filter(([title]) => title !== "这些话有多少依据" && title !== "有问题找谁")).toEqual([
      ["长在哪里", "实测"],
      ["经过了什么", "生产者自述"],
      ["检测了什么", "第三方核验"],
      ["谁认证的", "第三方核验"],
      ["承诺达标合格证", "生产者自述"],
      ["产得出这么多吗", "实测"],
    ]);
    await page.close();
  });

  it("shows nothing out of a record that failed", async () => {
    const page = await open("forged");
    await page.getByText("都写在这份对不上的记录里，所以不显示。").waitFor();
    await page.getByText("第 3 条“采收”，不是示例茶场一的钥匙签的。").waitFor();
    expect(await page.getByText("示例绿茶").count()).toBe(0);
    expect(await page.getByRole("heading", { name: "长在哪里" }).count()).toBe(0);
    await page.close();
  });

  it("says when the proof was saved and that nothing after it is known", async () => {
    const page = await open("offline");
    expect(await page.locator(".band p").textContent()).toContain("6 天 5 小时前存下的凭证");
    await page.getByText("04-30 起未核").waitFor();
    await page.close();
  });

  it("never says genuine", async () => {
    for (const state of ["valid", "recalled", "suspended"]) {
      const page = await open(state);
      await page.getByRole("heading", { name: "检测了什么" }).waitFor();
      expect(await page.locator("body").textContent()).not.toMatch(/\u6b63\u54c1|真品|保真|放心|100 ?%/);
      await page.close();
    }
  });
});

describe("a seal's sheet", () => {
  it("opens from the keyboard, closes with Escape and gives the focus back", async () => {
    const page = await open("valid");
    await page.getByRole("heading", { name: "经过了什么" }).waitFor();
    const record = page.getByRole("button", { name: "记录：通过，没人改过。为什么" });
    await record.focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "记录：通过" });
    await sheet.waitFor();
    expect(await sheet.getByText("中间没有缺页").first().isVisible()).toBe(true);
    expect(await sheet.getByText("示例茶场一、示例茶厂、示例检测机构").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    expect(await record.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.close();
  });

  it("names the failed check and its reason, without a raw code", async () => {
    const page = await open("recalled");
    await page.getByRole("heading", { name: "经过了什么" }).waitFor();
    await page.getByRole("button", { name: /^此码/ }).click();
    const sheet = page.getByRole("dialog");
    expect(await sheet.textContent()).toContain("2026-05-02召回，原因：复检一项农药残留超限。");
    expect(await sheet.textContent()).not.toMatch(/batch-recall|label-state/);
    await page.close();
  });
});

describe("languages", () => {
  it("tells in English what a promise rests on, and in Chinese in the form's own words", async () => {
    for (const [language, words] of [
      ["zh", "承诺依据：质量安全控制符合要求"],
      ["en", "It rests on: quality and safety are kept under control"],
    ] as const) {
      const page = await open("valid", language);
      await page.getByText(words, { exact: true }).waitFor();
      await page.close();
    }
  });
  it("switches to English and back, words, language mark and memory", async () => {
    const page = await open("recalled");
    await page.getByRole("button", { name: "EN" }).click();
    await page.getByRole("heading", { name: "Recalled: do not consume" }).waitFor();
    expect(
      await page.evaluate(() => [
        document.documentElement.lang,
        localStorage.getItem("liangji-language"),
        location.search,
      ]),
    ).toEqual(["en-GB", "en", ""]);
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { name: "已召回，不要喝" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
    await page.close();
  });

  it("has an English sentence for every state", async () => {
    for (const [state, headline] of [
      ["valid", "All we could check is in order"],
      ["offline", "No conclusion now"],
      ["forged", "The record does not match"],
      ["suspended", "The certificate is now suspended"],
      ["notActivated", "This code was not activated"],
      ["overLimit", "4 things to mind"],
    ] as const) {
      const page = await open(state, "en");
      expect(await heading(page)).toBe(headline);
      await page.close();
    }
  });
});

it("shows markup in names as the text it is", async () => {
  const page = await open("hostile");
  await page.getByRole("heading", { name: "这些话有多少依据" }).waitFor();
  expect(await page.locator(".product .name").textContent()).toContain("<img src=x onerror=");
  expect(await page.locator("main img, main script, a[href^='javascript:']").count()).toBe(0);
  expect(await page.evaluate(() => "broken" in globalThis)).toBe(false);
  await page.close();
});

it("saves the proof byte for byte", async () => {
  const page = await open("valid");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "保存凭证" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("liangji-260325-01-7K4M9QXD2TVW7.json");
  await page.close();
});
