import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { buildMissing } from "../build.ts";
import { freePort } from "../free-port.ts";
import { settingsFrom } from "../settings.ts";
import { startSystem } from "../system.ts";
import { machine, spreadOf } from "./machine.ts";
import { type ProcessorTime, processorTimeIn, TRACED, VERDICT_MARK } from "./processor-time.ts";
import { slowNetwork } from "./slow-network.ts";

/** A cheap phone on a slow network: 150 ms there and back, 1.6 Mbit/s down, 0.75 Mbit/s up, a quarter of this processor. */
const PROFILE = { roundTripMs: 150, downMbit: 1.6, upMbit: 0.75, cpuDividedBy: 4 } as const;
const SCREEN = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 } as const;
const VISITS = 20;

/** So that a browser that was just started has done so. */
const CALM_MS = 2000;
const LEFT_ALONE_MS = 4000;

type Visit = {
  readonly verdictMs: number;
  readonly largestPaintMs: number;
  readonly blockingMs: number;
};

/**
 * First and repeated visits of the sample's label in Chromium, as a cheap phone makes them, with a profile on disk as phones have; `--quick`:
 * three of each. Chromium slows down the page's own thread only: what the checker takes is given beside it, to be multiplied.
 */
export async function bench(args: readonly string[]): Promise<unknown> {
  const visits = args.includes("--quick") ? 3 : VISITS;
  await buildMissing(console.error);
  const scratch = await mkdtemp(join(tmpdir(), "liangji-bench-"));
  const port = await freePort();
  const system = await startSystem(
    settingsFrom({ PORT: String(port), DATA_DIR: join(scratch, "data"), ANCHOR_SECONDS: "1" }),
    console.error,
  );
  const line = await slowNetwork(port, PROFILE);
  const label = new URL(new URL(system.ready.label).pathname, `http://127.0.0.1:${line.port}`).href;
  try {
    const [first, repeated, traced]: [Visit[], Visit[], ProcessorTime[]] = [[], [], []];
    let version: string | undefined;
    for (let n = 0; n < visits; n++) {
      const context = await newPhone(join(scratch, `profile-${n}`));
      version = context.browser()?.version();
      first.push(await visit(context, label));
      repeated.push(await visit(context, label));
      await context.close();
      traced.push(await tracedVisit(join(scratch, `traced-${n}`), label));
      console.error(`${n + 1}/${visits}`);
    }
    const figures = {
      firstVisit: summary(first),
      repeatedVisit: summary(repeated),
      firstVisitProcessorTime: {
        blockingMs: spreadOf(traced.map(({ blockingMs }) => blockingMs)),
        scriptMs: spreadOf(traced.map(({ scriptMs }) => scriptMs)),
        checkerUndividedMs: spreadOf(traced.map(({ checkerMs }) => checkerMs)),
        checksUndividedMs: spreadOf(traced.map(({ checksMs }) => checksMs)),
      },
    };
    return { at: new Date().toISOString(), machine: machine(), profile: PROFILE, browser: version, figures };
  } finally {
    await line.close();
    await system.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

const summary = (visits: readonly Visit[]) => ({
  verdictPaintedMs: spreadOf(visits.map(({ verdictMs }) => verdictMs)),
  largestContentfulPaintMs: spreadOf(visits.map(({ largestPaintMs }) => largestPaintMs)),
  blockingMs: spreadOf(visits.map(({ blockingMs }) => blockingMs)),
});

async function newPhone(profile: string): Promise<BrowserContext> {
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
  const args = ["--no-sandbox", "--disable-gpu"];
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath && { executablePath }),
    args,
    ...SCREEN,
  });
  await new Promise((done) => setTimeout(done, CALM_MS));
  return context;
}

/** A first visit of its own: tracing makes the page slower. */
async function tracedVisit(profile: string, label: string): Promise<ProcessorTime> {
  const context = await newPhone(profile);
  const browser = context.browser();
  if (!browser) throw new Error("no browser to trace");
  await browser.startTracing(undefined, { categories: [...TRACED] });
  await visit(context, label);
  const trace = await browser.stopTracing();
  await context.close();
  return processorTimeIn(trace);
}

/** Runs in the page: when the verdict was painted, and what came before it. Nothing is drawn for it that would not be drawn otherwise. */
const WATCH = `
  const seen = (globalThis.seen = { verdictMs: 0, largestPaintMs: 0, blockingMs: 0 });
  const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => (seen.largestPaintMs = startTime));
  watch("longtask", ({ duration }) => seen.verdictMs || (seen.blockingMs += Math.max(0, duration - 50)));
  const painted = () => (seen.verdictMs = performance.mark("${VERDICT_MARK}").startTime);
  new MutationObserver((_, watching) => {
    if ((document.querySelector("h1")?.textContent ?? "尚未").startsWith("尚未")) return;
    watching.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(painted));
  }).observe(document, { subtree: true, childList: true });`;

/** Runs in the page too: whether it would open without a network. */
const KEEPS = `(async () => (await navigator.serviceWorker.ready).active?.state === "activated" &&
  Boolean(await (await caches.open("verifier-1")).match(location.href)))()`;

/** Once a headline other than "not yet checked" is painted. Blocking: what each task before that took beyond 50 ms; largest paint: of the whole visit. */
async function visit(context: BrowserContext, label: string): Promise<Visit> {
  const page = await context.newPage();
  const phone = await context.newCDPSession(page);
  await phone.send("Emulation.setCPUThrottlingRate", { rate: PROFILE.cpuDividedBy });
  await page.addInitScript({ content: WATCH });
  await page.goto(label, { waitUntil: "commit" });
  // What asks the page anything puts a script of its own into it, which the page's thread would have to read.
  await new Promise((done) => setTimeout(done, LEFT_ALONE_MS));
  await page.locator("#contact").waitFor({ timeout: 120_000 });
  // A repeated visit finds what a phone keeps.
  await page.waitForFunction(KEEPS, undefined, { timeout: 120_000, polling: 250 });
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Visit }).seen);
  // Whoever comes again finds the service worker asleep.
  await phone.send("ServiceWorker.enable");
  await phone.send("ServiceWorker.stopAllWorkers");
  await page.close();
  return seen;
}
