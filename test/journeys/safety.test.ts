import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import express from "express";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { securityHeaders } from "#backend/http/headers.ts";
import { outDir } from "#scripts/build.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { verifyPage } from "#scripts/verify-page.ts";
import { launchBrowser, phone, relayed } from "./browser.ts";
import { type Running, runSystem } from "./running.ts";

/** A name that is not localhost: over plain http its page has no WebCrypto, as on a farm's own network. */
const FARM = "farm.example";
let running: Running;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([runSystem(), launchBrowser(`--host-resolver-rules=MAP ${FARM} 127.0.0.1`)]);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

/** The service as somebody in between would show it. */
async function between(
  change: (path: string, body: Buffer, early: boolean) => Buffer,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", async () => {
      const path = req.url ?? "/";
      const packed = req.headers["content-encoding"];
      const early = req.headers["service-worker-navigation-preload"];
      const answer = await fetch(`${running.ready.service}${path}`, {
        method: req.method ?? "GET",
        headers: {
          "content-type": "application/json",
          ...(packed && { "content-encoding": packed }),
          ...(early && { "service-worker-navigation-preload": String(early) }),
        },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      const kept = ["content-type", "cache-control", "link", "chain-block"].map((name) => [
        name,
        answer.headers.get(name) ?? "",
      ]);
      res.writeHead(answer.status, Object.fromEntries(kept.filter(([, value]) => value)));
      res.end(change(path, Buffer.from(await answer.arrayBuffer()), early !== undefined));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${new URL(running.ready.label).pathname}`,
    close: () => server.closeAllConnections(),
  };
}

const headline = (page: Page) => page.getByRole("heading", { level: 1 }).filter({ hasNotText: "尚未" }).textContent();

describe("on a phone without WebCrypto", () => {
  it("a label is verified all the same, by a script that is fetched for it", async () => {
    const page = await (await browser.newContext(phone)).newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const url = new URL(running.ready.label);
    url.hostname = FARM;
    await page.goto(url.href);
    expect(await headline(page)).toBe("查过的都没有问题");
    expect(await page.evaluate(() => [isSecureContext, globalThis.crypto?.subtle])).toEqual([false, undefined]);
    expect(asked.filter((path) => path.includes("/cryptography-here-"))).toHaveLength(1);
    await page.context().close();
  });
  it("and one changed byte is seen", async () => {
    const page = await (await browser.newContext(relayed)).newPage();
    await page.route("**/evidence/**", async (route) => {
      const { pathname } = new URL(route.request().url());
      const text = await (await fetch(`${running.ready.service}${pathname}`)).text();
      await route.fulfill({ contentType: "application/json", body: text.replace('"quantity":', '"quantity":1') });
    });
    const url = new URL(running.ready.label);
    url.hostname = FARM;
    await page.goto(url.href);
    expect(await headline(page)).toBe("记录对不上");
    await page.context().close();
  });
});

describe("on arrival", () => {
  it("asks nobody else, leaves no cookie, and asks the person for nothing", async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.addInitScript(() => {
      const prompts: string[] = [];
      Object.assign(globalThis, { prompts });
      const watch = (owner: object | undefined, name: string) =>
        owner && Object.defineProperty(owner, name, { value: () => prompts.push(name) });
      watch(Notification, "requestPermission");
      watch(Geolocation.prototype, "getCurrentPosition");
      watch(Geolocation.prototype, "watchPosition");
      watch(globalThis.MediaDevices?.prototype, "getUserMedia");
      watch(globalThis.StorageManager?.prototype, "persist");
      watch(globalThis.Clipboard?.prototype, "readText");
    });
    await page.goto(running.ready.label);
    await page.locator("#contact").waitFor();
    const { origin } = new URL(running.ready.label);
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { prompts: string[] }).prompts)).toEqual([]);
    await context.close();
  });
});

it("on a first visit all that the verdict waits for is fetched once, ahead of whoever asks for it", async () => {
  const asked: string[] = [];
  const host = await between((path, body) => {
    asked.push(path.replace(/-[\w-]{8}\./, "."));
    return body;
  });
  const page = await (await browser.newContext(phone)).newPage();
  await page.goto(host.url);
  expect(await headline(page)).toBe("查过的都没有问题");
  const { pathname } = new URL(host.url);
  const ahead = [
    pathname,
    "/assets/index.css",
    "/assets/checker.js",
    "/assets/index.js",
    `/evidence${pathname}`,
    "/policy.json",
  ];
  expect(asked.slice(0, 6).toSorted()).toEqual(ahead.toSorted());
  expect(asked[6]).toBe("/rpc");
  expect(asked.slice(7).filter((path) => ahead.includes(path))).toEqual([]);
  await page.context().close();
  host.close();
});

it("on a later visit the browser asks for the evidence in the page's place, and nobody asks for it again", async () => {
  const asked: string[] = [];
  const host = await between((path, body, early) => {
    asked.push(early ? `early ${path}` : path);
    return body;
  });
  const { pathname } = new URL(host.url);
  const page = await (await browser.newContext(phone)).newPage();
  await page.goto(host.url);
  const kept = () =>
    page.evaluate(
      async () =>
        navigator.serviceWorker.controller !== null &&
        (await (await caches.open("verifier-1")).match(location.href)) !== undefined,
    );
  await expect.poll(kept, { timeout: 20_000 }).toBe(true);
  asked.length = 0;
  await page.reload();
  expect(await headline(page)).toBe("查过的都没有问题");
  await page.locator("#contact").waitFor();
  expect(asked.filter((path) => path.includes("/p/"))).toEqual([`early ${pathname}`, pathname]);
  expect(asked.filter((path) => path.startsWith("/assets/checker-"))).toEqual([]);
  await page.context().close();
  host.close();
});

describe("npm run verify-page", () => {
  /** By the policy that readers get, whose node is behind the same host. */
  async function run(url: string): Promise<{ code: number; text: string }> {
    const policy = join(running.dataDir, "readers-policy.json");
    await writeFile(policy, await (await fetch(`${running.ready.service}/policy.json`)).text());
    return verifyPage([url, "--policy", policy]);
  }
  const flipped = (body: Buffer, at: number): Buffer => {
    const other = Buffer.from(body);
    other.writeUInt8((other[at] ?? 0) ^ 1, at);
    return other;
  };

  it("finds the page, its chunks and the verifier in one file as they were released in the log and on the chain", async () => {
    const { code, text } = await run(running.ready.label);
    expect(
      text
        .split("\n")
        .filter((line) => /^[✓✗?]/.test(line))
        .map((line) => line[0]),
    ).toEqual(["✓", "✓", "✓", "✓"]);
    expect(code).toBe(0);
    expect((await run(new URL("/scan", running.ready.label).href)).code).toBe(0);
  });
  it.each([
    ["in a chunk", /\/assets\/below-/, "assets/below-"],
    ["in the verifier in one file", /^\/liangji-verifier.html$/, "liangji-verifier.html"],
    ["in the page as it was built", /^\/index.html$/, "index.html"],
    ["in the page at this address", /^\/p\//, "这个网址的页面不是发布的页面"],
    ["in the release itself", /^\/log\/release$/, "发布的记录不成立"],
  ])("sees one bit flipped %s", async (_where, which, told) => {
    const host = await between((path, body) => (which.test(path) ? flipped(body, 40) : body));
    const { code, text } = await run(host.url);
    host.close();
    expect([code, text.includes(told)]).toEqual([1, true]);
  });
  const otherHash = (_whole: string, most: string, last: string): string => `${most}${last === "0" ? "1" : "0"}"`;
  it("says what it could not ask, and when the contract holds another release", async () => {
    const silent = await between((path, body) => (path === "/rpc" ? Buffer.from("[]") : body));
    expect((await run(silent.url)).code).toBe(2);
    silent.close();
    const other = await between((path, body) =>
      path === "/rpc" ? Buffer.from(body.toString().replaceAll(/([0-9a-f]{63})([0-9a-f])"/g, otherHash)) : body,
    );
    const { code, text } = await run(other.url);
    other.close();
    expect([code, text.includes("合约上没有这次发布")]).toEqual([1, true]);
  });
});

describe("the content policy of every page", () => {
  it("has nothing for an evaluator to find", async () => {
    const app = express();
    app.use(securityHeaders("https://id.brand.example", outDir("verifier-app"), outDir("console")));
    app.use((_req, res) => void res.end());
    const server = createServer(app);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const pages = ["/p/tea/b/1/s/2", "/s/none", "/u/none", "/scan", "/console", "/assets/index.js", "/nothing-here"];
    const forms = ["/hgz/hgz-1", "/hgz/hgz-1/a4"];
    for (const path of [...pages, ...forms]) {
      const policy = (await fetch(`http://127.0.0.1:${port}${path}`)).headers.get("content-security-policy") ?? "";
      // A form has no script of its own, so none may run.
      expect(policy).toContain(forms.includes(path) ? "script-src 'none'" : "'sha256-");
      expect(policy).toContain("require-trusted-types-for 'script'");
      const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
      expect(findings.map(({ directive, description }) => [path, directive, description])).toEqual([]);
    }
    await new Promise((done) => server.close(done));
  });
  it("breaks none of them, nor the page of a code that nobody issued, nor a commitment certificate's", async () => {
    const { origin, pathname } = new URL(running.ready.label);
    const list = await (await fetch(`${running.ready.service}/commitments`)).json();
    const [{ certificate }] = (list as { commitments: { certificate: string }[] }).commitments as [
      { certificate: string },
    ];
    const never = `/s/${sampleSerials("another-batch", 1)[0]}`;
    const forms = [`/hgz/${certificate}`, `/hgz/${certificate}/58`, `/hgz/${certificate}/a4`];
    for (const path of [pathname, "/index.html", "/scan", "/console", never, ...forms]) {
      const page = await (await browser.newContext(phone)).newPage();
      const wrong: string[] = [];
      page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
      page.on("pageerror", (error) => wrong.push(String(error)));
      await page.goto(origin + path);
      await page
        .locator(forms.includes(path) ? "figure img" : "#app button, #app label.filled")
        .first()
        .waitFor();
      await page.waitForLoadState("networkidle");
      // That there is no such label is what its page is there to say.
      const told = path === never ? wrong.filter((text) => !/status of 404/.test(text)) : wrong;
      expect({ path, wrong: told }).toEqual({ path, wrong: [] });
      const styled = await page.evaluate(() => document.styleSheets[0]?.cssRules.length ?? 0);
      expect(styled).toBeGreaterThan(5);
      await page.context().close();
    }
  });
});
