import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyPesticide } from "#core/work/garden.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { type Desk, desk as onDesk, openDesk, phone, visit } from "./desk.ts";

let desk: Desk;
let client: Client;
beforeAll(async () => {
  desk = await openDesk(1);
  client = await connect(desk.service);
});
afterAll(() => desk?.close());

const dayBack = (days: number) => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

/** What a buyer, each time another, reads on top, and under 经过了什么: a phone that was here a moment ago has evidence that is fresh for five seconds. */
async function scanned(): Promise<{ readonly top: string; readonly history: string }> {
  const buyer = await desk.open(phone);
  await buyer.goto(desk.label);
  await buyer.locator(".timeline").waitFor();
  const text = async (selector: string) => ((await buyer.locator(selector).first().textContent()) ?? "").trim();
  const read = { top: await text(".verdict h1"), history: await text("section:has(.timeline)") };
  await buyer.context().close();
  return read;
}
async function sign(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name, exact: true }).click();
  const outcome = page.locator(".outcome, .refused[tabindex]");
  await outcome.waitFor({ timeout: 60_000 });
  return ((await outcome.textContent()) ?? "").replaceAll(/\s+/g, " ");
}

describe("leaf picked inside the interval", () => {
  it("shows on packs that are long out, when the spraying is written down only now", async () => {
    expect((await scanned()).history).not.toContain("不能贴标签");
    await client.perform(
      sampleAuthor("tea-garden-1"),
      applyPesticide(brand.domain, {
        plot: "plot-7",
        time: `${dayBack(3)}T08:00:00+08:00`,
        application: {
          product: "示例药",
          productEn: "sample",
          registrationNo: "示例-PD0002",
          source: "示例农资店",
          target: "示例",
          method: "喷雾",
          dose: "示例",
          activeIngredients: ["bifenthrin"],
          stoppedOn: dayBack(3),
          intervalDays: 7,
        },
      }),
    );
    const { top, history } = await scanned();
    expect(top).toBe("有一处要您留意");
    expect(history).toContain("离用药只隔了 2 天，不够 7 天");
    expect(history).toContain("还没有人处理，不能开合格证，不能贴标签。");
  });

  it("is recorded from the field with a warning, and marked in the grower's own list", async () => {
    const page = await desk.signIn("tea-garden-1", phone);
    await visit(page, desk.url, "harvest");
    await page.getByRole("checkbox", { name: "地块七（间隔期内）" }).check();
    await page.getByText("还没到间隔期：照样记下，但会标出来。").waitFor();
    await page.getByLabel("地块七的鲜叶重量").fill("3");
    expect(await sign(page, "签名并保存")).toMatch(/采收 3\.0 kg.*已到账/);
    await visit(page, desk.url, "");
    await page.getByText("采早了，等处理").first().waitFor();
  });

  it("is released by a person with a name and a reason, which buyers read from then on", async () => {
    const page = await desk.signIn("brand-operator", onDesk);
    await visit(page, desk.url, "release");
    const [leaf = ""] = await page.getByLabel("哪一批").locator("option").allTextContents();
    expect(leaf).toContain("3.0 kg");
    await page.getByLabel("哪一批").selectOption({ index: 1 });
    await page.getByRole("button", { name: "还不能签（没填姓名）" }).waitFor();
    await page.getByLabel("谁决定（姓名，会公开）").fill("示例人员甲");
    await page.getByLabel("理由（会公开）").fill("示例：送检，残留在限量以内。");
    expect(await sign(page, "签名放行")).toMatch(/间隔期处理.*已到账/);
    // The release is anchored within seconds: until then nothing is concluded.
    await expect.poll(async () => (await scanned()).top).toBe("查过的都没有问题");
    const { history } = await scanned();
    expect(history).toContain("示例品牌运营方的示例人员甲在");
    expect(history).toContain("示例：送检，残留在限量以内。");
  });
});
