import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "../axe.ts";
import { type Desk, openDesk, phone, visit } from "./desk.ts";

const screens = {
  "brand-operator": [
    "",
    "admit",
    "product",
    "survey",
    "survey/plot-1",
    "scene",
    "conversion",
    "region",
    "page-release",
    "release",
    "recall",
    "recall-order/plot/plot-1",
    "scan-cases",
    "scan-case/none",
    "numbers",
    "complaints",
    "outbox",
    "sign-in",
  ],
  accreditor: [
    "",
    "admit",
    "accredit",
    "accreditation/certification-body/sample-quality",
    "recognitions",
    "recognition/sample-recognition",
    "recognition/cn-nz-organic",
  ],
  "certification-body": [
    "",
    "certificates",
    "certificate/cert-0001",
    "issue",
    "requests",
    "request/request-0001",
    "rescope/renew/cert-0001",
    "rescope/reduce/cert-0001",
    "sell/cert-0001",
    "attest",
  ],
  "tea-garden-1": ["", "harvest", "scene", "promise", "commitments", "spray", "plant", "close", "quota", "hand"],
  "tea-factory": ["", "receive", "promise", "commitments", "process", "hand"],
  laboratory: ["", "report"],
  "tea-packer": ["", "apply", "pack", "labels", "print/none", "tags/none", "boxes", "box-label/none", "unbox/none"],
  regulator: ["", "release", "recall", "recall-order/batch/none"],
} as const;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** What is wrong with a screen for someone with a small phone, a thumb or a screen reader. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = await axeFindings(page);
  const measured = await page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > innerWidth
        ? [`wider than the screen by ${document.documentElement.scrollWidth - innerWidth}`]
        : [];
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        // An unseen file input is touched by the label around it, a button to the eye.
        "button, .button, nav a, .rows a, select, input:not([type=checkbox], [type=radio], .unseen), .chip, summary",
      ),
    ];
    const small = targets.filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 43.5);
    return [...wide, ...small.map((one) => `too small to touch: ${one.outerHTML.slice(0, 80)}`)];
  });
  return [...found, ...measured];
}

describe("every screen at 360 px", () => {
  for (const [actor, paths] of Object.entries(screens)) {
    it(`${actor} finds no axe violation, no overflow and nothing too small to touch`, async () => {
      const page = await desk.signIn(actor, phone);
      for (const path of paths) {
        await visit(page, desk.url, path);
        expect(await faultsOf(page), path).toEqual([]);
        expect(await page.getByText("示例数据").first().isVisible(), path).toBe(true);
      }
    });
  }

  it("with doubled text shows each part of the bar on top beside the others, and needs no sideways scrolling", async () => {
    const page = await desk.signIn("brand-operator", phone);
    for (const path of ["", "numbers", "survey/plot-1"]) {
      await visit(page, desk.url, path);
      const covered = await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
        const parts = [...document.querySelectorAll(".rail a:not(.task), .rail button")].flatMap((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return [{ name: one.textContent, at: range.getBoundingClientRect() }];
        });
        const pairs = parts.flatMap((one, n) => parts.slice(n + 1).map((other) => [one, other] as const));
        const touch = (a: DOMRect, b: DOMRect) =>
          a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return [
          ...pairs.filter(([a, b]) => touch(a.at, b.at)).map(([a, b]) => `${a.name} ${b.name}`),
          ...(document.documentElement.scrollWidth > innerWidth ? ["wider than the screen"] : []),
        ];
      });
      expect(covered, path).toEqual([]);
    }
  });

  it("reads in English after one touch, and stays so", async () => {
    const page = await desk.signIn("tea-garden-1", phone);
    await page.getByRole("button", { name: "English" }).click();
    await visit(page, desk.url, "harvest");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Harvest");
    await page.reload();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Harvest");
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  });
});
