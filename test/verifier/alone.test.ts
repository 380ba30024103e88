import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { world } from "#test/core/world.ts";
import { axeFindings } from "../axe.ts";
import { launch } from "./browser.ts";

const config = join(import.meta.dirname, "../../verifier-app/alone/vite.config.ts");

async function built(): Promise<string> {
  const { output } = (await build({
    configFile: config,
    logLevel: "silent",
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  expect(output.map(({ fileName }) => fileName)).toEqual(["liangji-verifier.html"]);
  const [file] = output as unknown as Rolldown.OutputAsset[];
  return String(file?.source);
}

let browser: Browser;
let folder: string;
let html: string;
const { bundle, policy } = world();
beforeAll(async () => {
  [browser, folder, html] = await Promise.all([launch(), mkdtemp(join(tmpdir(), "liangji-alone-")), built()]);
  // A node that nobody answers at: the chain cannot be asked.
  const unreachable = { ...policy, chain: { ...policy.chain, rpc: ["http://127.0.0.1:9/"] } };
  await Promise.all([
    writeFile(join(folder, "verifier.html"), html),
    writeFile(join(folder, "policy.json"), JSON.stringify(unreachable)),
    writeFile(join(folder, "proof.json"), JSON.stringify(bundle)),
    writeFile(
      join(folder, "forged.json"),
      JSON.stringify(bundle).replace("海南", "湖南").replace("bifenthrin 2.5%", "bifenthrin 2.4%"),
    ),
    writeFile(join(folder, "other.json"), "{}"),
  ]);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<{ page: Page; asked: string[]; give: (...names: string[]) => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(join(folder, "verifier.html")).href);
  await page.locator("input[type=file]").waitFor({ state: "attached" });
  return {
    page,
    asked,
    give: (...names) => page.locator("input[type=file]").setInputFiles(names.map((name) => join(folder, name))),
  };
}
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

it("is one file, the same bytes each time it is built, and its policy lets no other script run", async () => {
  const hash = (text: string, encoding: "hex" | "base64") => createHash("sha256").update(text).digest(encoding);
  expect(hash(await built(), "hex")).toBe(hash(html, "hex"));
  const script = /<script type="module">([\s\S]*)<\/script>/.exec(html)?.[1] ?? "";
  expect(html).toContain(`script-src 'sha256-${hash(script, "base64")}'`);
  expect(html).not.toMatch(/(?:src|href)="(?!data:|#|\/|https?:)/);
});

it("judges a proof from a folder by the policy beside it, asking nobody but the policy's nodes", async () => {
  const { page, asked, give } = await open();
  await give("policy.json", "proof.json");
  await heading(page).filter({ hasText: "现在下不了结论" }).waitFor();
  await page.locator(".timeline").waitFor();
  const seals = await page
    .locator(".frame button")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  expect(seals.slice(0, 2)).toEqual(["记录：通过，凭证完整。为什么", "此码：未知，问不到链。为什么"]);
  expect(
    asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:") && !url.startsWith("blob:")),
  ).toEqual(asked.filter((url) => url === "http://127.0.0.1:9/"));
  await page.close();
});

it("refuses the same proof with one digit changed", async () => {
  const { page, give } = await open();
  await give("policy.json", "forged.json");
  await heading(page).filter({ hasText: "记录对不上" }).waitFor();
  await page.close();
});

it("says what is missing, keeps the policy for the next time, and names a file that is neither", async () => {
  const { page, give } = await open();
  await give("proof.json");
  await page.getByText("还差信任设置").waitFor();
  await give("other.json");
  await page.getByText("“other.json”既不是信任设置，也不是凭证。").waitFor();
  await give("policy.json");
  await heading(page).filter({ hasText: "现在下不了结论" }).waitFor();
  await page.reload();
  await page.getByText(`账本 ${policy.log.origin}`).waitFor();
  await page.close();
});

it("has nothing for axe to find, in both languages", async () => {
  const { page } = await open();
  for (const name of ["离线核验", "Check without a network"]) {
    await heading(page).filter({ hasText: name }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page
      .getByRole("button", { name: /English|EN|中文/ })
      .first()
      .click();
  }
  await page.close();
});
