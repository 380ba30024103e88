import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { buildMissing } from "../build.ts";
import { freePort } from "../free-port.ts";
import { settingsFrom } from "../settings.ts";
import { startSystem } from "../system.ts";
import { machine, spreadOf } from "./machine.ts";
import { type ProcessorTime, processorTimeIn, TRACED, VERDICT_MARK } from "./processor-time.ts";

/** A cheap phone on a slow network: 150 ms there and back, 1.6 Mbit/s down, 0.75 Mbit/s up, a quarter of this processor. */
const PROFILE = { roundTripMs: 150, downMbit: 1.6, upMbit: 0.75, cpuDividedBy: 4 } as const;
const SCREEN = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 } as const;
const VISITS = 20;

type Visit = {
  readonly verdictMs: number;
  readonly largestPaintMs: number;
  readonly blockingMs: number;
  readonly requests: number;
  readonly kilobytes: number;
};

/** First and repeated visits of the sample's label in Chromium, as a cheap phone makes them; `--quick`: three of each. */
export async function bench(args: readonly string[]): Promise<unknown> {
  const visits = args.includes("--quick") ? 3 : VISITS;
  await buildMissing(console.error);
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-bench-"));
  const system = await startSystem(
    settingsFrom({ PORT: String(await freePort()), DATA_DIR: dataDir, ANCHOR_SECONDS: "1" }),
    console.error,
  );
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const [first, repeated, traced]: [Visit[], Visit[], ProcessorTime[]] = [[], [], []];
    for (let n = 0; n < visits; n++) {
      const context = await browser.newContext(SCREEN);
      first.push(await visit(context, system.ready.label));
      repeated.push(await visit(context, system.ready.label));
      await context.close();
      traced.push(await tracedVisit(browser, system.ready.label));
      console.error(`${n + 1}/${visits}`);
    }
    const processor = {
      blockingMs: spreadOf(traced.map(({ blockingMs }) => blockingMs)),
      scriptMs: spreadOf(traced.map(({ scriptMs }) => scriptMs)),
    };
    const figures = {
      firstVisit: summary(first),
      repeatedVisit: summary(repeated),
      firstVisitProcessorTime: processor,
    };
    return { at: new Date().toISOString(), machine: machine(), profile: PROFILE, browser: browser.version(), figures };
  } finally {
    await browser.close();
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const summary = (visits: readonly Visit[]) => ({
  verdictPaintedMs: spreadOf(visits.map(({ verdictMs }) => verdictMs)),
  largestContentfulPaintMs: spreadOf(visits.map(({ largestPaintMs }) => largestPaintMs)),
  blockingMs: spreadOf(visits.map(({ blockingMs }) => blockingMs)),
  requestsBeforeVerdict: spreadOf(visits.map(({ requests }) => requests)),
  kilobytesBeforeVerdict: spreadOf(visits.map(({ kilobytes }) => kilobytes)),
});

/** A first visit of its own: tracing makes the page slower. */
async function tracedVisit(browser: Browser, label: string): Promise<ProcessorTime> {
  const context = await browser.newContext(SCREEN);
  await browser.startTracing(undefined, { categories: [...TRACED] });
  await visit(context, label);
  await context.close();
  return processorTimeIn(await browser.stopTracing());
}

/** Runs in the page: when the verdict was painted, and what came before it. */
const WATCH = `
  const seen = (globalThis.seen = { verdictMs: 0, largestPaintMs: 0, blockingMs: 0 });
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach((one) => seen.verdictMs || each(one))).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => (seen.largestPaintMs = startTime));
  watch("longtask", ({ duration }) => (seen.blockingMs += Math.max(0, duration - 50)));
  const look = () =>
    requestAnimationFrame(() =>
      (document.querySelector("h1")?.textContent ?? "尚未").startsWith("尚未") ? look() : requestAnimationFrame(() => (seen.verdictMs = performance.mark("${VERDICT_MARK}").startTime)),
    );
  look();`;

/** Once a headline other than "not yet checked" is painted. Blocking: what each task before that took beyond 50 ms. */
async function visit(context: BrowserContext, label: string): Promise<Visit> {
  const page = await context.newPage();
  const phone = await context.newCDPSession(page);
  await phone.send("Network.enable");
  await phone.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: PROFILE.roundTripMs,
    downloadThroughput: (PROFILE.downMbit * 1e6) / 8,
    uploadThroughput: (PROFILE.upMbit * 1e6) / 8,
  });
  await phone.send("Emulation.setCPUThrottlingRate", { rate: PROFILE.cpuDividedBy });
  let [requests, bytes] = [0, 0];
  phone.on("Network.loadingFinished", ({ encodedDataLength }) => {
    requests++;
    bytes += encodedDataLength;
  });
  await page.addInitScript({ content: WATCH });
  await page.goto(label, { waitUntil: "commit" });
  await page.waitForFunction(() => (globalThis as unknown as { seen: Visit }).seen.verdictMs > 0, undefined, {
    timeout: 120_000,
  });
  const before = { requests, kilobytes: bytes / 1024 };
  // So that a repeated visit finds what a phone keeps.
  await page.locator("#contact").waitFor();
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Visit }).seen);
  await page.close();
  return { ...seen, ...before };
}
