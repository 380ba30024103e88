import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleAuthor } from "#scripts/author.ts";
import { outDir } from "#scripts/build.ts";
import { axeFindings } from "../axe.ts";
import { type Running, run } from "../backend/running.ts";
import { launch } from "../verifier/browser.ts";
import { phone, visit } from "./desk.ts";

let folder: string;
let running: Running;
let browser: Browser;
const put = (path: string, text: string) => writeFile(join(folder, path), text);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-page-"));
  await mkdir(join(folder, "assets"));
  await Promise.all([
    put("index.html", "<!doctype html><title>page</title>"),
    put("liangji-verifier.html", "<!doctype html><title>one file</title>"),
    put("assets/a.js", "1;"),
    put("assets/b.css", "p{}"),
  ]);
  [running, browser] = await Promise.all([run({ verifierDir: folder, consoleDir: outDir("console") }), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

async function operator(): Promise<{ page: Page; look: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: phone, timezoneId: "Asia/Shanghai", locale: "zh-CN" });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const url = `${running.service.url}/console/`;
  await page.goto(`${url}#/sign-in/brand-operator/${sampleAuthor("brand-operator").pkcs8}`);
  await page.waitForURL(`${url}#/`);
  const look = async () => {
    await page.goto("about:blank");
    await visit(page, url, "page-release");
  };
  await look();
  return { page, look };
}
const sign = async (page: Page, version: string) => {
  await page.getByLabel("版本").fill(version);
  await page.getByRole("button", { name: "签名并保存" }).click();
  await page.getByText(/已到账，第 \d+ 行，已上链/).waitFor();
};

describe("an operator releases the buyer's page", () => {
  it("sees what is served beside what was released, in words, and signs what is new", async () => {
    const { page, look } = await operator();
    await page.getByText("还没有发布过").waitFor();
    expect(await page.getByRole("button", { name: "还不能签（没填版本）" }).count()).toBe(1);
    await sign(page, "1.0");

    await look();
    await page.getByText("一样：现在提供的 4 个文件，和最近一次发布的一个字节不差。").waitFor();
    await page.getByText(/版本 1\.0，.*示例品牌运营方 签名，账本第 1 行。 合约上有这次发布的散列。/).waitFor();
    expect(await page.getByRole("button", { name: /签/ }).count()).toBe(0);

    // The same one-file page beside other files: the contract would refuse, so the screen does before.
    await Promise.all([put("assets/a.js", "2;"), put("assets/c.js", "3;"), rm(join(folder, "assets/b.css"))]);
    await look();
    await page.getByText("不一样：现在提供的，不是最近一次发布的。").waitFor();
    const differing = page.locator("ul.hashes").first();
    expect(await differing.locator("b").allTextContents()).toEqual(["内容变了 (1)", "多出来的 (1)", "没有了的 (1)"]);
    expect(await differing.locator("p").allTextContents()).toEqual(["assets/a.js", "assets/c.js", "assets/b.css"]);
    await page.getByRole("button", { name: /还不能签（单文件版 .* 已发布过/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await put("liangji-verifier.html", "<!doctype html><title>another file</title>");
    await look();
    await sign(page, "1.1");
    await look();
    await page.getByText("一样：现在提供的 4 个文件").waitFor();
    await page.context().close();
  });

  it("is told the hash of every file that anybody gets from this service", async () => {
    const { served } = (await (await fetch(`${running.service.url}/release`)).json()) as {
      served: { files: { path: string; sha256: string }[] };
    };
    const there = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = there.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)));
    expect(served.files.map(({ path }) => path)).toEqual(paths.sort());
    for (const { path, sha256 } of served.files) {
      const bytes = new Uint8Array(await (await fetch(`${running.service.url}/${path}`)).arrayBuffer());
      expect(createHash("sha256").update(bytes).digest("hex"), path).toBe(sha256);
    }
  });

  it("reads that there is nothing to release where no page was built", async () => {
    await rm(join(folder, "liangji-verifier.html"));
    const { page } = await operator();
    await page.getByText("这台服务器上没有构建好的查验页").waitFor();
    expect(await page.getByRole("button", { name: /签/ }).count()).toBe(0);
    await page.context().close();
  });
});
