import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPacks } from "#backend/schemes/packs.ts";
import { teaLimits } from "#core/rules/limit-tables.ts";
import type { Dossier } from "#core/scheme/dossier.ts";
import { type Evaluation, evaluate } from "#core/scheme/evaluate.ts";
import { closeBatch } from "#core/work/batch.ts";
import { sampleAuthor, sha256 } from "../author.ts";
import { type Client, connect } from "../client.ts";
import { freePort } from "../free-port.ts";
import { calendarOf } from "../sample/calendar.ts";
import { settingsFrom } from "../settings.ts";
import { startSystem } from "../system.ts";
import { type Deed, fieldDeeds, LEAF, MADE, madeDeeds } from "./estate.ts";
import { machine, spreadOf } from "./machine.ts";

/** Of a batch with 200 events: 20 plots, each planted, sprayed 8 times and picked. */
const PLOTS = 20;
const APPLICATIONS = 8;
const RUNS = 200;
/** What one call may take, milliseconds. */
const MOST_MS = 20;

const statementsOf = (deeds: readonly Deed[]) =>
  deeds.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === "entry" ? [step.statement] : [])));

/** The same deeds as a dossier, without a system: what the evaluation alone takes. */
export function dossierOf(plots: number, applications: number): Dossier {
  const c = calendarOf(new Date());
  const statements = statementsOf([...fieldDeeds(c, plots, applications), ...madeDeeds(c, plots)]);
  const grams = Math.floor((plots * 10_000) / 4.5);
  return {
    batch: MADE,
    product: "made-tea",
    grams,
    batches: [MADE, LEAF],
    flows: [
      { batch: MADE, sources: [LEAF], grams },
      { batch: LEAF, sources: [], grams: plots * 10_000 },
    ],
    plots: Array.from({ length: plots }, (_, n) => `estate-${n + 1}`),
    recorded: statements.map((statement, index) => ({ index, actor: "someone", statement })),
    certificates: [],
    limits: teaLimits,
  };
}

async function perform(client: Client, deeds: readonly Deed[]): Promise<void> {
  for (const { actor, steps } of deeds) await client.perform(sampleAuthor(actor), steps);
}

async function timed(runs: number, work: () => unknown) {
  const taken: number[] = [];
  for (let n = -Math.ceil(runs / 10); n < runs; n++) {
    const began = performance.now();
    await work();
    if (n >= 0) taken.push(performance.now() - began);
  }
  return spreadOf(taken);
}

/** One batch against every scheme: the evaluation alone, and the whole call, reading the log and the chain's index included. */
async function benchSchemes(plots: number, applications: number, runs: number) {
  const dossier = dossierOf(plots, applications);
  const packs = readPacks("");
  const evaluateMs = await timed(runs, () => evaluate(dossier, packs));

  const dataDir = await mkdtemp(join(tmpdir(), "liangji-bench-schemes-"));
  const system = await startSystem(
    settingsFrom({ PORT: String(await freePort()), DATA_DIR: dataDir, ANCHOR_SECONDS: "3600" }),
    () => {},
  );
  try {
    const client = await connect(system.ready.service);
    const c = calendarOf(new Date());
    await perform(client, fieldDeeds(c, plots, applications));
    const leafHashes = await client.leafHashes(`batch/${LEAF}`);
    await client.perform(
      sampleAuthor("tea-garden-1"),
      closeBatch(sha256, { batch: LEAF, leafHashes, nextHolder: "tea-factory" }),
    );
    await perform(client, madeDeeds(c, plots));
    const ask = () => client.get<{ evaluations: readonly Evaluation[] }>(`/batches/${MADE}/schemes`);
    const { evaluations } = await ask();
    const before = process.cpuUsage();
    const callMs = await timed(runs, ask);
    const { user, system: kernel } = process.cpuUsage(before);
    const callCpuMs = Number(((user + kernel) / 1000 / (runs + Math.ceil(runs / 10))).toFixed(2));
    return {
      machine: machine(),
      events: dossier.recorded.filter(({ statement }) => "eventTime" in statement).length,
      entries: dossier.recorded.length,
      schemes: packs.length,
      evaluateMs,
      callMs,
      /** Of service and caller together, whatever else the machine is busy with. */
      callCpuMs,
      mostMs: MOST_MS,
      holds: evaluateMs.p50 <= MOST_MS && callCpuMs <= MOST_MS,
      verdicts: Object.fromEntries(evaluations.map(({ scheme, verdict }) => [scheme, verdict])),
    };
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export const bench = () => benchSchemes(PLOTS, APPLICATIONS, RUNS);
