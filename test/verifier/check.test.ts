import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { serveApp } from "./gallery.ts";

const key = "A".repeat(43);
const address = `0x${"1".repeat(40)}`;
const policy = {
  format: "liangji-policy/v1",
  brand: { id: "sample", name: { zh: "示例品牌", en: "Sample Brand" }, domain: "id.brand.example" },
  log: { origin: "log.brand.example/2026", vkey: `log.brand.example/2026+00000000+${key}`, id: "0".repeat(64) },
  roots: [
    {
      actor: "operator",
      name: { zh: "示例运营方", en: "Sample Operator" },
      roles: ["operator"],
      key,
      publicKey: `BA${"A".repeat(85)}`,
    },
  ],
  chain: {
    chainId: 1,
    rpc: ["/rpc"],
    quorum: 1,
    startBlock: 0,
    contracts: {
      ActorRegistry: address,
      LogAnchor: address,
      CertificateRegistry: address,
      BatchLedger: address,
      LabelMint: address,
      RecognitionRegistry: address,
      WebCryptoP256Verifier: address,
    },
  },
  maxHeadAgeSeconds: 86_400,
  sample: true,
};
const evidence = "/evidence/p/green-tea-50g/b/260325-01/s/7K4M9QXD2TVW7";
const answers: Record<string, { status: number; body: string }> = {};

let browser: Browser;
let app: Awaited<ReturnType<typeof serveApp>>;
beforeAll(async () => {
  [browser, app] = await Promise.all([launch(), serveApp(answers)]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function open(
  answer: { status: number; body: string },
  more: { javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; asked: string[] }> {
  Object.assign(answers, { "/policy.json": { status: 200, body: JSON.stringify(policy) }, [evidence]: answer });
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, ...more });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(app.url);
  return { page, asked };
}
const headline = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

it("says that a code the service does not know was never issued", async () => {
  const { page } = await open({ status: 404, body: JSON.stringify({ code: "label-unknown" }) });
  await headline(page, "此码没有发过");
  expect(await page.getByRole("button", { name: "记录：未查，没有记录可查。为什么" }).count()).toBe(1);
  await page.context().close();
});

it("draws no conclusion from an error of the service, and asks again when told to", async () => {
  const { page } = await open({ status: 500, body: "{}" });
  await headline(page, "现在下不了结论");
  answers[evidence] = { status: 404, body: JSON.stringify({ code: "label-unknown" }) };
  await page.getByRole("button", { name: "联网后再查一次" }).click();
  await headline(page, "此码没有发过");
  await page.context().close();
});

it("says that it went wrong when its checker does not arrive, and checks once it does", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  Object.assign(answers, { "/policy.json": { status: 200, body: JSON.stringify(policy) } });
  answers[evidence] = { status: 404, body: JSON.stringify({ code: "label-unknown" }) };
  await context.route("**/assets/checker-*", (route) => route.abort());
  await page.goto(app.url);
  await headline(page, "现在下不了结论");
  expect(await page.getByRole("button", { name: "记录：未知，这一页出错了。为什么" }).count()).toBe(1);
  await context.unroute("**/assets/checker-*");
  await page.getByRole("button", { name: "联网后再查一次" }).click();
  await headline(page, "此码没有发过");
  await context.close();
});

it("takes a missing page, without the service's own word, for no conclusion", async () => {
  const { page } = await open({ status: 404, body: "<h1>Not Found</h1>" });
  await headline(page, "现在下不了结论");
  await page.context().close();
});

it.each([
  ["no JSON", "<html>"],
  ["another form", JSON.stringify({ format: "liangji-evidence/v2" })],
])("does not believe evidence that is %s", async (_, body) => {
  const { page } = await open({ status: 200, body });
  await headline(page, "记录对不上");
  expect(await page.getByRole("button", { name: "记录：不通过，凭证格式不对。为什么" }).count()).toBe(1);
  await page.context().close();
});

it("asks nobody but the service, and leaves no cookie", async () => {
  const { page, asked } = await open({ status: 404, body: JSON.stringify({ code: "label-unknown" }) });
  await headline(page, "此码没有发过");
  const { origin } = new URL(app.url);
  expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

it("without script shows the service's words, and nothing as passed", async () => {
  const { page } = await open({ status: 200, body: "{}" }, { javaScriptEnabled: false });
  await headline(page, "尚未在您的手机上核验");
  expect(await page.getByText("批次 260325-01").isVisible()).toBe(true);
  expect(await page.locator("noscript").textContent()).toContain("您的浏览器关了脚本");
  expect(await page.locator("main").textContent()).not.toContain("通过");
  await page.context().close();
});

it("opens a saved proof where the address names no label", async () => {
  const { page } = await open({ status: 200, body: "{}" });
  await page.goto(new URL("/index.html", app.url).href);
  await headline(page, "打开一份凭证");
  await page
    .getByLabel("选文件")
    .setInputFiles({ name: "proof.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await headline(page, "记录对不上");
  await page.context().close();
});
