import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sampleAuthor } from "../author.ts";
import { backup } from "../backup.ts";
import { buildMissing } from "../build.ts";
import { connect } from "../client.ts";
import { LOG_ORIGIN } from "../system.ts";
import { type Apart, type BenchChain, startApart, startChainApart } from "./apart.ts";
import { type Deliveries, deliveriesTo } from "./deliveries.ts";
import { filledTo } from "./fill.ts";
import { ask, send } from "./load.ts";
import { type Memory, machine, type Spread, spreadOf } from "./machine.ts";
import { rawLimits } from "./raw.ts";

/** How much is measured at one size. */
export type Effort = {
  /** Captures of each sender that are not measured. */
  readonly warmUp: number;
  readonly captureSenders: number;
  readonly capturesEach: number;
  readonly singleSenders: number;
  readonly singlesEach: number;
  readonly proofs: number;
};
type AtSize = {
  readonly entries: number;
  readonly startSeconds: number;
  readonly memoryMiB: Memory;
  readonly capturesOf100: { readonly entriesPerSecond: number; readonly answeredMs: Spread };
  readonly singleCaptures: { readonly perSecond: number; readonly answeredMs: Spread };
  readonly inclusionProofMs: Spread;
};

const FULL: Effort = {
  warmUp: 40,
  captureSenders: 8,
  capturesEach: 250,
  singleSenders: 64,
  singlesEach: 150,
  proofs: 10_000,
};
const EVENTS = 100;
const WARM_UP = 200;
type Say = (line: string) => void;

/** At 10^4, 10^5 and 10^6 entries, or with --quick at 10^4; --data DIR: the logs are filled once and kept there for the next time. */
export async function bench(args: readonly string[]): Promise<unknown> {
  const options = { quick: { type: "boolean" }, data: { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  return benchLog(values.quick ? [10_000] : [10_000, 100_000, 1_000_000], FULL, console.error, values.data);
}

/**
 * Fills logs through the service's own sequencer (P-256 checked, chain not asked), then measures the service on a copy of
 * each, one right after the other, as `npm start` runs it, in a process of its own, from this one: entries signed
 * beforehand, sent over HTTP, durable when answered.
 */
export async function benchLog(sizes: readonly number[], effort: Effort, say: Say, kept?: string) {
  await buildMissing(say);
  const scratch = await mkdtemp(join(tmpdir(), "liangji-bench-"));
  const chain = await startChainApart(join(scratch, "chain", "journal"));
  try {
    const folders = await filledTo(sizes, LOG_ORIGIN, kept ?? join(scratch, "filled"), say);
    say("raw limits");
    const raw = await rawLimits();
    const measured: AtSize[] = [];
    for (const folder of folders)
      measured.push(await measureCopy(folder, join(scratch, "measured"), chain, effort, say));
    const shares = measured.map((one) => sharesOf(one, raw));
    return {
      at: new Date().toISOString(),
      machine: machine(),
      raw,
      sizes: measured.map((one, n) => ({ ...one, shareOfRaw: shares[n] })),
      growthPerTenfold: growthOf(measured),
    };
  } finally {
    await chain.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measureCopy(folder: string, dataDir: string, chain: BenchChain, effort: Effort, say: Say) {
  await backup(folder, dataDir);
  // Whatever a new chain wants first, contracts and the sample: a start is that of a service which was there before.
  await (await startApart(dataDir, chain)).stop();
  const service = await startApart(dataDir, chain);
  try {
    const deliveries = deliveriesTo(await connect(service.url), sampleAuthor("brand-operator"));
    await deliveries.prepare(Math.max(effort.captureSenders, effort.singleSenders));
    return await measure(service, deliveries, effort, say);
  } finally {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(service: Apart, deliveries: Deliveries, effort: Effort, say: Say): Promise<AtSize> {
  const { url, startSeconds } = service;
  const entries = await sizeAt(url);
  say(`measuring at ${entries} entries, started in ${startSeconds} s`);
  const warm = deliveries.captures(effort.captureSenders, effort.warmUp);
  await send(url, [warm.surveys]);
  await send(url, warm.senders);

  const hundreds = deliveries.captures(effort.captureSenders, effort.capturesEach);
  const ones = deliveries.singles(effort.singleSenders, effort.singlesEach);
  await send(url, [hundreds.surveys]);
  await send(url, [ones.surveys]);
  const before = await sizeAt(url);
  const captured = await send(url, hundreds.senders);
  const between = await sizeAt(url);
  const single = await send(url, ones.senders);
  const after = await sizeAt(url);
  const [hundred, one] = [captured.each.length * EVENTS, single.each.length];
  if (between - before !== hundred || after - between !== one)
    throw new Error(`acknowledged ${hundred} and ${one}, the log grew by ${between - before} and ${after - between}`);

  const step = Math.max(1, Math.floor(entries / effort.proofs));
  const proofs = Array.from({ length: effort.proofs }, (_, n) => `${url}/log/proof/${(n * step * 7919) % entries}`);
  // As with the captures above: the first ones find code that was never run.
  await ask(proofs.slice(0, WARM_UP));
  return {
    entries,
    startSeconds,
    capturesOf100: {
      entriesPerSecond: Math.round((hundred * 1000) / captured.all),
      answeredMs: spreadOf(captured.each),
    },
    singleCaptures: { perSecond: Math.round((one * 1000) / single.all), answeredMs: spreadOf(single.each) },
    inclusionProofMs: spreadOf(await ask(proofs)),
    memoryMiB: service.memoryMiB(),
  };
}

const sizeAt = async (url: string): Promise<number> =>
  ((await (await fetch(`${url}/health`)).json()) as { entries: number }).entries;

const share = (ours: number, limit: number): number => Number((ours / limit).toFixed(3));
const sharesOf = ({ capturesOf100, singleCaptures }: AtSize, raw: Awaited<ReturnType<typeof rawLimits>>) => ({
  capturesOf100: {
    ofLevel: share(capturesOf100.entriesPerSecond, raw.levelSyncBatchesOf100),
    ofP256: share(capturesOf100.entriesPerSecond, raw.p256VerificationsOnOneCore),
  },
  singleCaptures: {
    ofLevel: share(singleCaptures.perSecond, raw.levelSyncPutsOfOneAt64),
    ofP256: share(singleCaptures.perSecond, raw.p256VerificationsOnOneCore),
  },
});

type Timed = Pick<AtSize, "entries"> & {
  readonly capturesOf100: { readonly answeredMs: Pick<Spread, "p99"> };
  readonly singleCaptures: { readonly answeredMs: Pick<Spread, "p99"> };
  readonly inclusionProofMs: Pick<Spread, "p99">;
};
/** How many times p99 grows when the log grows tenfold (1.1 is ten per cent more): from each size to the next, and last over all of them. */
export function growthOf(measured: readonly Timed[]) {
  const steps = measured.slice(1).map((one, n) => growth(measured[n] as Timed, one));
  const [first, last] = [measured[0], measured.at(-1)];
  return steps.length > 1 && first && last ? [...steps, growth(first, last)] : steps;
}
function growth(before: Timed, after: Timed) {
  const tenfolds = Math.log10(after.entries / before.entries);
  const of = (p99: (at: Timed) => number) => Number(((p99(after) / p99(before)) ** (1 / tenfolds)).toFixed(2));
  return {
    from: before.entries,
    to: after.entries,
    captureP99: of(({ capturesOf100 }) => capturesOf100.answeredMs.p99),
    singleP99: of(({ singleCaptures }) => singleCaptures.answeredMs.p99),
    proofP99: of(({ inclusionProofMs }) => inclusionProofMs.p99),
  };
}
