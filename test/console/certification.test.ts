import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodePng } from "#scripts/sample/png.ts";
import { type Desk, openDesk, phone, visit, desk as wide } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** A screen as it is now: a visit alone keeps what the screen before had read. */
async function see(page: Page, path: string): Promise<void> {
  await visit(page, desk.url, path);
  await page.reload();
  await visit(page, desk.url, path);
}
const sign = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByText(/已到账/).waitFor();
};
const refusedWith = async (page: Page, name: string): Promise<string> => {
  await page.getByRole("button", { name, exact: true }).click();
  return (await page.getByRole("alert").textContent()) ?? "";
};

describe("a certificate at its desk", () => {
  it("begins with an application from a phone", async () => {
    const page = await desk.signIn("tea-packer", phone);
    await see(page, "apply");
    await page.getByRole("checkbox", { name: "示例绿茶 · 50 g 袋装" }).check();
    await page.getByRole("textbox", { name: /最多多少/ }).fill("120");
    for (const plot of ["地块一", "地块四"]) await page.getByRole("checkbox", { name: plot }).check();
    expect(await page.getByRole("img", { name: "选中的地块" }).locator("polygon").count()).toBe(2);
    await sign(page, "签名并申请");
  });
  it("is found among the applications by number, applicant, product or plot, and by nothing else", async () => {
    const page = await desk.signIn("certification-body", wide);
    await see(page, "requests");
    const lines = page.locator(".rows > li");
    const found = async (words: string): Promise<number> => {
      await page.getByLabel(/^找申请/).fill(words);
      return lines.count();
    };
    expect(await found("")).toBe(2);
    expect(await found("REQUEST-0002")).toBe(1);
    expect(await found("地块")).toBe(0);
    expect(await found("plot-4")).toBeGreaterThan(0);
    expect(await found("示例绿茶")).toBe(2);
    await page.getByLabel(/^找申请/).fill("nobody");
    await page.getByText("没有找到。").waitFor();
  });
  it("shows the body its plots on a map and what was checked, and is issued as applied for", async () => {
    const page = await desk.signIn("certification-body", wide);
    await see(page, "request/request-0002");
    expect(await page.getByRole("img", { name: "申请的地块" }).locator("polygon").count()).toBe(2);
    await page.getByText("在您的认可范围里，认可有效").waitFor();
    const text = (await page.getByRole("main").textContent()) ?? "";
    expect(text).toContain("在您的认可范围里，认可有效通过");
    expect(text).toContain("同一块地、同一产品已有证书：cert-0001要看");
    await page.getByRole("link", { name: "按申请签发" }).click();
    await page.getByRole("textbox", { name: /最多多少/ }).waitFor();
    expect(await page.getByRole("textbox", { name: /最多多少/ }).inputValue()).toBe("120.0");
    const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
    const photo = encodePng({ width: 40, height: 20, palette: [0x1d4b3a], pixels: new Uint8Array(40 * 20) });
    await page
      .getByLabel("证书的文件（可不填）")
      .setInputFiles([
        file("示例证书.pdf", "application/pdf", Buffer.from("%PDF-1.7\nsample\n%%EOF\n")),
        file("示例现场.png", "image/png", photo),
        file("cut.pdf", "application/pdf", Buffer.from("%PDF-1.7\nsample")),
      ]);
    expect(await page.getByRole("alert").textContent()).toContain("cut.pdf");
    await sign(page, "签名并签发");
    await see(page, "certificate/cert-0002");
    for (const name of ["示例证书.pdf", "示例现场.png"])
      await page.getByRole("button", { name: `核对并保存 ${name}` }).click();
    await expect.poll(() => page.getByText("指纹一致，已保存。").count()).toBe(2);
  });
  it("is found by its holder's name, and exported with its volume", async () => {
    const page = await desk.signIn("certification-body", wide);
    await see(page, "certificates");
    await page.getByLabel("找证书：编号、名称、持证人").fill("CERT-0002");
    expect(await page.locator(".with-bar").count()).toBe(1);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "导出 CSV" }).click(),
    ]);
    const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
    expect(lines[1]).toBe(
      `cert-0002,in-force,sample-quality,tea-packer,green-tea-50g,120000,0,120000,plot-1 plot-4,${lines[1]?.split(",").slice(-2).join(",")}`,
    );
    await page.getByLabel("找证书：编号、名称、持证人").fill("示例包装厂");
    expect(await page.locator(".with-bar").count()).toBe(2);
  });
  it("loses a plot, is renewed, and is debited by a sales certificate, each with its reason in the history", async () => {
    const page = await desk.signIn("certification-body", wide);
    await see(page, "rescope/reduce/cert-0002");
    expect(await page.getByRole("button", { name: "还不能签（还没有缩小）" }).isVisible()).toBe(true);
    await page.getByRole("checkbox", { name: "地块四" }).uncheck();
    await page.getByLabel("原因（会公开）").fill("示例：地块四改种");
    await sign(page, "缩小范围");
    await see(page, "rescope/renew/cert-0002");
    await page.getByLabel("原因（会公开）").fill("示例：年度检查合格");
    await sign(page, "续证");
    await see(page, "certificate/cert-0002");
    const history = await page.locator(".history li").allTextContents();
    expect(history[1]).toMatch(/缩小范围示例：地块四改种$/);
    expect(history[2]).toMatch(/续证示例：年度检查合格$/);

    await see(page, "sell/cert-0001");
    await page.getByRole("textbox", { name: "数量" }).fill("5");
    await page.getByLabel("购买单位").fill("示例商行");
    await page.getByLabel("合同号").fill("示例-2026-1");
    await sign(page, "签名并开证");
    await see(page, "certificate/cert-0001");
    expect(await page.getByRole("main").textContent()).toContain("5.0 kg，卖给示例商行");
  });
  it("gets back what comes back of a sale, once, with its reason", async () => {
    const page = await desk.signIn("certification-body", wide);
    await see(page, "certificate/cert-0001");
    await page.getByRole("button", { name: "退回 sale-0001" }).click();
    await page.getByRole("textbox", { name: "退回多少" }).fill("5.1");
    await page.getByLabel("原因（会公开）").fill("示例：买方没有提货");
    expect(await page.getByRole("button", { name: "还不能签（比卖出的多）" }).isVisible()).toBe(true);
    await page.getByRole("textbox", { name: "退回多少" }).fill("2");
    await sign(page, "签名并退回");
    await see(page, "certificate/cert-0001");
    expect(await page.getByRole("main").textContent()).toContain(
      "退回 2.0 kg，还给证书 0.0 kg。原因：示例：买方没有提货",
    );
    expect(await page.getByRole("button", { name: "退回 sale-0001" }).count()).toBe(0);
    await see(page, "sell/cert-0001");
    await page.getByText("还可以开 39.0 kg").waitFor();
  });
});

describe("an accreditor at its desk", () => {
  it("suspends a body, whose next certificate is refused in a sentence, and restores it", async () => {
    const page = await desk.signIn("accreditor", wide);
    const change = async (title: string) => {
      await see(page, "accreditation/certification-body/sample-quality");
      await page.getByRole("heading", { name: title }).waitFor();
      await page.getByLabel("原因（会公开）").fill("示例：现场评审");
      await sign(page, "签名并保存");
    };
    await change("暂停认可");
    const refused = await desk.signIn("certification-body", wide);
    await see(refused, "issue/request-0001");
    await refused.getByRole("textbox", { name: /最多多少/ }).waitFor();
    expect(await refusedWith(refused, "签名并签发")).toContain("没有有效的认可");
    await page.bringToFront();
    await change("恢复认可");
    await see(page, "accreditation/certification-body/sample-quality");
    expect(await page.locator(".history li").count()).toBe(3);
  });
  it("reads schemes by their names, and so does a producer who applies", async () => {
    const page = await desk.signIn("accreditor", wide);
    const packer = await desk.signIn("tea-packer", wide);
    for (const [at, route] of [
      [page, ""],
      [page, "accreditation/certification-body/sample-quality"],
      [page, "recognitions"],
      [packer, "apply"],
    ] as const) {
      await at.bringToFront();
      await see(at, route);
      await at
        .getByText(route === "recognitions" ? /示例市场/ : /示例品质规则/)
        .first()
        .waitFor({ state: "attached" });
      expect(await at.getByRole("main").textContent(), route).not.toMatch(/sample-quality|organic-gb-t|sample-abroad/);
    }
  });
  it("puts the terms between China and New Zealand on record, and suspends them", async () => {
    const page = await desk.signIn("accreditor", wide);
    await see(page, "recognition/cn-nz-organic");
    await sign(page, "登记互认");
    await see(page, "recognition/cn-nz-organic");
    await page.getByRole("button", { name: "暂停互认…" }).click();
    await page.getByLabel("原因（会公开）").fill("示例：对方修订条款");
    await sign(page, "签名并保存");
    await see(page, "recognitions");
    expect(await page.locator(".rows li").filter({ hasText: "中国到新西兰" }).textContent()).toContain("暂停");
  });
});
