import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, desk as onDesk, openDesk, phone, visit } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** Presses the signing button and waits for what came of it. */
async function sign(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name, exact: true }).click();
  const outcome = page.locator(".outcome, .refused");
  await outcome.waitFor({ timeout: 60_000 });
  return ((await outcome.textContent()) ?? "").replaceAll(/\s+/g, " ");
}

describe("from leaf to label, each at their own device", () => {
  let leaf = "";
  let tea = "";
  let packed = "";

  it("a grower records a harvest of two plots with the keyboard alone, promises it and closes it", async () => {
    const page = await desk.signIn("tea-garden-1", phone);
    await visit(page, desk.url, "harvest");
    for (const plot of ["地块一", "地块四"]) {
      await page.getByRole("checkbox", { name: plot }).focus();
      await page.keyboard.press("Space");
    }
    await page.getByLabel("地块一的鲜叶重量").focus();
    await page.keyboard.type("12.5");
    await page.keyboard.press("Tab");
    await page.keyboard.type("7.5");
    const said = (await page.locator(".commitment").textContent()) ?? "";
    expect(said).toContain("20.0 kg");
    leaf = /批次 (\S+?)，/.exec(said)?.[1] ?? "";
    await page.getByRole("button", { name: "签名并保存" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".outcome").waitFor({ timeout: 60_000 });
    expect(await page.locator(".outcome").textContent()).toMatch(/已到账，第 \d+ 行，已上链（区块 \d+）/);
    await page.getByRole("link", { name: "开合格证" }).click();
    await page.getByLabel("联系方式").fill("0898-0000-0000");
    expect(await sign(page, "签名并开具")).toMatch(/开合格证 20\.0 kg.*已到账/);
    await visit(page, desk.url, `close/${leaf}`);
    await page.getByText(`我封上批次 ${leaf}：20.0 kg，共 2 条记录。`).waitFor();
    expect(await sign(page, "签名并封账")).toMatch(/封账.*已上链/);
  });

  it("a factory receives it, is held to the ceiling, processes it and closes", async () => {
    const page = await desk.signIn("tea-factory", phone);
    await visit(page, desk.url, "receive");
    await page.getByLabel("收哪一批").selectOption(leaf);
    await page.getByLabel("多少筐").fill("2");
    const said = (await page.locator(".commitment").textContent()) ?? "";
    tea = /做批次 (\S+?)。/.exec(said)?.[1] ?? "";
    expect(await sign(page, "签名并保存")).toMatch(/收鲜叶 20\.0 kg.*已到账/);
    await visit(page, desk.url, `process/${tea}`);
    await page.getByLabel("做成多少干茶").fill("6");
    await page.getByRole("button", { name: "还不能签（出成率太高，最多 5.0 kg）" }).waitFor();
    await page.getByLabel("做成多少干茶").fill("4.5");
    expect(await sign(page, "签名并保存")).toMatch(/记加工 4\.5 kg.*已到账/);
  });

  it("a laboratory reports on it before it is closed", async () => {
    const page = await desk.signIn("laboratory", onDesk);
    await visit(page, desk.url, "report");
    await page.getByLabel("检哪一批").selectOption(tea);
    await page.getByLabel("CMA 证书号").fill("示例 001");
    const water = page.getByRole("group", { name: /水浸出物/ });
    await water.getByLabel("测得值").fill("46.2");
    expect(await page.locator(".commitment").textContent()).toContain("都在限量以内");
    expect(await sign(page, "签名并保存")).toMatch(/写检测报告 report-\d+ ?已到账/);
    const factory = await desk.signIn("tea-factory", phone);
    await visit(factory, desk.url, `close/${tea}`);
    await factory.getByText("共 3 条记录").waitFor();
    expect(await sign(factory, "签名并封账")).toMatch(/已上链/);
  });

  it("a packer packs it under the certificate, makes the labels, prints and activates them", async () => {
    const page = await desk.signIn("tea-packer", phone);
    await visit(page, desk.url, "pack");
    await page.getByLabel("用哪一批干茶").selectOption(tea);
    await page.getByLabel("装了多少袋").fill("90");
    const said = (await page.locator(".commitment").textContent()) ?? "";
    expect(said).toContain("从证书 cert-0001 的量里扣掉");
    packed = /就是批次 (\S+?)，/.exec(said)?.[1] ?? "";
    expect(await sign(page, "签名并保存")).toMatch(/记装袋 4\.5 kg.*已到账/);
    await visit(page, desk.url, `close/${packed}`);
    await page.getByText("共 1 条记录").waitFor();
    expect(await sign(page, "签名并封账")).toMatch(/已上链/);
    await visit(page, desk.url, `labels/${packed}`);
    await page.getByLabel("印多少枚").fill("91");
    await page.getByRole("button", { name: "还不能签（这一批只够 90 枚）" }).waitFor();
    await page.getByLabel("印多少枚").fill("90");
    await page.getByLabel("加刮层暗码").selectOption({ label: "加" });
    expect(await sign(page, "签名并生成")).toMatch(/生成标签.*已上链/);
    await visit(page, desk.url, `print/${packed}`);
    await page.getByRole("button", { name: "还不能打印（没填产地、质量等级）" }).waitFor();
    await page.getByLabel("产地").fill("海南省白沙黎族自治县（示例）");
    await page.getByLabel("质量等级").fill("示例一级");
    await page.getByText("50 × 30 mm 印不下这些字").waitFor();
    await page.getByLabel("什么纸").selectOption("a4-l7160");
    const saving = page.waitForEvent("download", { timeout: 60_000 });
    await page.getByRole("button", { name: "PDF" }).click();
    const file = await (await saving).path();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe("%PDF-");
    await page.getByText(`已存成 liangji-${packed}-1.pdf`).waitFor();
    await visit(page, desk.url, "labels");
    await page.getByRole("button", { name: `作废… ${packed}` }).click();
    const serials = await page.evaluate(
      () =>
        new Promise<readonly string[]>((found) => {
          const opened = indexedDB.open("liangji-console");
          opened.onsuccess = () => {
            const asked = opened.result.transaction("mints").objectStore("mints").getAll();
            asked.onsuccess = () => found(asked.result[0].serials);
          };
        }),
    );
    await page.getByLabel("哪些码").fill(`https://scanned.example/s/${serials[4]}\n${serials[7]?.toLowerCase()}\n`);
    await page.getByLabel("说清原因").fill("示例：印坏了。");
    expect(await sign(page, "签名作废")).toMatch(/作废标签.*已上链/);
    await page.getByRole("link", { name: "回首页" }).click();
    await visit(page, desk.url, "labels");
    await page.getByText("待贴 88 · 报废 2").waitFor();
    await page.getByRole("button", { name: `启用 ${packed}` }).click();
    expect(await sign(page, "签名并启用")).toMatch(/启用标签.*已上链/);
  });

  it("a certification body suspends and reinstates; a withdrawal asks for a reason first", async () => {
    const page = await desk.signIn("certification-body", onDesk);
    await visit(page, desk.url, "certificate/cert-0001");
    await page.getByRole("button", { name: "撤销…" }).click();
    await page.getByRole("button", { name: "还不能签（没填原因）" }).waitFor();
    await page.getByRole("button", { name: "改为暂停" }).click();
    await page.getByLabel("原因（会公开）").fill("示例：复查用药记录。");
    expect(await sign(page, "签名暂停")).toMatch(/暂停 cert-0001 ?已到账，已上链/);
    await visit(page, desk.url, "certificates");
    await page.getByText("暂停", { exact: true }).waitFor();
    await visit(page, desk.url, "certificate/cert-0001");
    await page.getByRole("button", { name: "恢复…" }).click();
    await page.getByLabel("原因（会公开）").fill("示例：查清了。");
    expect(await sign(page, "签名恢复")).toMatch(/已上链/);
  });

  it("a regulator recalls the leaf, and what flowed from it counts as recalled", async () => {
    const page = await desk.signIn("regulator", onDesk);
    await visit(page, desk.url, `recall-order/batch/${leaf}`);
    await page.getByText("3 个批次").waitFor();
    await page.getByLabel("原因（会公开）").fill("示例：抽检超限。");
    await page.getByLabel("召回电话").fill("0898-0000-0000");
    expect(await sign(page, "签名召回")).toMatch(/已上链/);
    await visit(page, desk.url, "");
    const line = page.getByRole("listitem").filter({ hasText: packed });
    expect(await line.first().textContent()).toContain("已召回");
  });
});
