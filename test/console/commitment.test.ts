import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeQr } from "../journeys/decode-qr.ts";
import { launch } from "../verifier/browser.ts";
import { type Desk, desk as onDesk, openDesk, phone, visit } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(1);
});
afterAll(() => desk?.close());

const outcomeOf = async (page: Page): Promise<string> => {
  const outcome = page.locator(".outcome, .refused[tabindex]");
  await outcome.waitFor({ timeout: 60_000 });
  return ((await outcome.textContent()) ?? "").replaceAll(/\s+/g, " ");
};
const sign = async (page: Page, name: string): Promise<string> => {
  await page.getByRole("button", { name, exact: true }).click();
  return outcomeOf(page);
};
const pick = async (page: Page, plot: string, kilograms: string): Promise<string> => {
  await visit(page, desk.url, "harvest");
  await page.getByRole("checkbox", { name: plot }).check();
  await page.getByLabel(`${plot}的鲜叶重量`).fill(kilograms);
  const said = (await page.locator(".commitment").textContent()) ?? "";
  expect(await sign(page, "签名并保存")).toMatch(/已到账/);
  return /批次 (\S+?)，/.exec(said)?.[1] ?? "";
};
/** What a phone reads in the code on the screen. */
const scanned = async (page: Page): Promise<string> =>
  (await decodeQr(await page.locator("img.code").screenshot())) ?? "";
const close = async (page: Page, batch: string): Promise<void> => {
  await visit(page, desk.url, `close/${batch}`);
  expect(await sign(page, "签名并封账")).toMatch(/已上链/);
};

describe("承诺达标合格证", () => {
  let grower: Page;
  let leaf = "";
  let certificate = "";

  it("is three taps from the batch just picked: open it, sign it, print it", async () => {
    grower = await desk.signIn("tea-garden-1", phone);
    await visit(grower, desk.url, "promise");
    leaf = await pick(grower, "地块一", "12.5");
    await grower.getByRole("link", { name: "开合格证" }).click();
    // The contact is asked once, and remembered.
    await grower.getByLabel("联系方式").fill("0898-0000-0000");
    const form = (await grower.locator(".hgz").textContent()) ?? "";
    expect(form).toContain(
      "承诺达标合格证我承诺生产销售的食用农产品：未使用禁用农药、兽药及其他化合物；使用的常规农药、兽药残留不超标。",
    );
    expect(form).toContain("☑质量安全控制符合要求□自行检测合格□委托检测合格");
    expect(form).toContain("重量或数量：12.5 kg");
    expect(await sign(grower, "签名并开具")).toMatch(/开合格证 12\.5 kg.*已到账，第 \d+ 行/);
    const [paper] = await Promise.all([
      grower.context().waitForEvent("page"),
      grower.getByRole("link", { name: "打印" }).click(),
    ]);
    await paper.getByRole("heading", { level: 1, name: "承诺达标合格证" }).waitFor();
    certificate = /hgz\/([^/]+)\//.exec(paper.url())?.[1] ?? "";
    expect(await paper.locator("figcaption").textContent()).toBe("承诺达标合格证");
    await paper.close();
  });

  it("is refused on the basis of a test that nobody made", async () => {
    const other = await pick(grower, "地块四", "3");
    await visit(grower, desk.url, `promise/${other}`);
    await grower.getByRole("checkbox", { name: "委托检测合格" }).check();
    expect(await sign(grower, "签名并开具")).toContain("承诺的依据还不够");
    await close(grower, other);
  });

  it("prints on 58 and 80 mm rolls and on A4, the form alone", async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const sizes = [];
      for (const paper of ["58", "80", "a4"]) {
        await page.goto(`${desk.service}/hgz/${certificate}/${paper}`);
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        const [, width = "0", height = "0"] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
        sizes.push([
          Math.round((Number(width) / 72) * 25.4),
          (pdf.match(/\/Type \/Page\b/g) ?? []).length,
          Number(height) > 0,
        ]);
        await page.emulateMedia({ media: "print" });
        expect(await page.locator("aside").isVisible()).toBe(false);
        await page.emulateMedia({ media: null });
      }
      expect(sizes).toEqual([
        [58, 1, true],
        [80, 1, true],
        [210, 1, true],
      ]);
    } finally {
      await browser.close();
    }
  });

  it("is looked for at receipt: with it the leaf is bought, without one it is not, and the discrepancy is reported", async () => {
    await close(grower, leaf);
    const factory = await desk.signIn("tea-factory", phone);
    await visit(factory, desk.url, "receive");
    const options = await factory.getByLabel("收哪一批").locator("option").allTextContents();
    const bare = options.find((one) => !one.startsWith(leaf)) ?? "";
    await factory.getByLabel("收哪一批").selectOption({ label: bare });
    await factory.getByRole("button", { name: "还不能签（没有合格证，不能收）" }).waitFor();
    await factory.getByLabel("收哪一批").selectOption(leaf);
    await factory.getByText("有合格证，查验后保存：").waitFor();
    expect(await factory.locator(".commitment").textContent()).toContain("并查验、保存了合格证");
    expect(await sign(factory, "签名并保存")).toMatch(/收鲜叶 12\.5 kg.*已到账/);
    await visit(factory, desk.url, "commitments");
    await factory.getByLabel("哪一批货").selectOption({ label: bare.split("　")[0] ?? "" });
    await factory.getByLabel("看到了什么").fill("示例：没有合格证。");
    await factory.getByLabel("报给哪个农业农村部门").fill("示例县农业农村局");
    expect(await sign(factory, "签名报告")).toMatch(/报告不符.*已到账/);
    await visit(factory, desk.url, "commitments");
    expect(await factory.getByRole("listitem").filter({ hasText: certificate }).textContent()).toContain("货已收完");
  });

  it("is filled in by a co-op, handed over as a code, and signed by nobody but the member", async () => {
    const coop = await desk.signIn("tea-factory", phone);
    await visit(coop, desk.url, "prefill");
    const member = coop.getByLabel("替谁填");
    await member.selectOption({ value: "tea-garden-1" });
    const batch = (await coop.getByLabel("哪一批").inputValue()) ?? "";
    await coop.getByText("还不能交给本人（没填联系方式）。").waitFor();
    await coop.getByLabel("联系方式").fill("0898-1111-1111");
    await coop.getByRole("img", { name: "给本人扫的码" }).waitFor();
    const link = await scanned(coop);
    expect(await coop.getByRole("button", { name: /签名/ }).count()).toBe(0);
    await coop.goto(link);
    await coop.getByText(`批次 ${batch} 不在您名下`, { exact: false }).waitFor();

    await grower.goto(link);
    await grower.getByText("这张是别人代填的", { exact: false }).waitFor();
    expect(await grower.locator(".hgz").textContent()).toContain("0898-1111-1111");
    expect(await sign(grower, "签名并开具")).toMatch(/开合格证 .*已到账，第 \d+ 行/);
    await visit(coop, desk.url, "commitments");
    expect(await coop.locator(".hgz-link").first().getAttribute("href")).toContain(batch);

    await grower.goto(`${link.slice(0, -9)}`);
    await grower.getByText("这个链接读不懂", { exact: false }).waitFor();
  });

  it("stands on the buyer's page as the producer's own promise, and for the regulator with the day until which it is kept", async () => {
    const buyer = await desk.open(phone);
    const told = async () => {
      await buyer.goto(desk.label);
      await buyer.locator(".timeline").waitFor();
      return (await buyer.locator("section").filter({ hasText: "这是生产者自己的承诺" }).allTextContents()).join();
    };
    await expect.poll(told).toMatch(/茶鲜叶\s189\.0\skg/);
    const regulator = await desk.signIn("regulator", onDesk);
    await visit(regulator, desk.url, "commitments");
    expect(await regulator.getByRole("listitem").first().textContent()).toMatch(/保存到 20\d\d-/);
  });
});
