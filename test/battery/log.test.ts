import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { openLogKey } from "#backend/log/key.ts";
import { openDatabase } from "#backend/store/open.ts";
import { base64url } from "#core/bytes.ts";
import { type Statement, signedBytes } from "#core/entry.ts";
import { type Prepared, prepareEntry } from "#core/ledger/prepare.ts";
import { ground, NOW, ORIGIN } from "../backend/ground.ts";
import { type OpenLog, openLog } from "../backend/log-of.ts";
import { codeOf, compare, emptyLogModel, gated, type Life, type LogModel, learn, type Sent } from "./model/log.ts";
import { found, times } from "./scale.ts";

const RUNS = 2000;
const SEED = 20_261_127;
const g = ground();
const PLOT = "plot/plot-1";
const once = new Map<number, Prepared>();
/** The n-th product; the same entry whenever it is asked for. */
const product = (n: number): Prepared => {
  const known = once.get(n) ?? prepareEntry(g.sign(g.people.operator, g.say.defined(`tea-${n}`)), sha256);
  once.set(n, known);
  return known;
};
const introduced = [g.say.admitted("grower"), g.say.surveyed("plot-1", "grower")].map((statement) =>
  prepareEntry(g.sign(g.people.operator, statement), sha256),
);

/** The service on a disk of its own, which can be killed at any moment, and what was sent to it and is not yet looked at. */
type Real = {
  readonly scheduler: fc.Scheduler;
  readonly folder: string;
  readonly db: Awaited<ReturnType<typeof openDatabase>>;
  life: Life;
  log: OpenLog;
  now: number;
  sent: (Sent & { done: Promise<void> })[];
  /** Where the plot's series stands, as far as anybody was told. */
  place: { sequence: number; previous: string };
};
type Command = fc.AsyncCommand<LogModel, Real>;

/** Everybody sends when the scheduler lets them; the answer of a life that is over reaches nobody. */
function send(real: Real, entries: readonly Prepared[], refusable: readonly string[] = [], bad = false): void {
  const { log, life, scheduler } = real;
  const one: Sent & { done: Promise<void> } = { entries, refusable, bad, done: Promise.resolve() };
  one.done = (async () => {
    await scheduler.schedule(Promise.resolve(), "send");
    if (life.killed) return;
    const outcome = await log.sequencer.submit(entries).catch((error: unknown) => (life.killed ? "" : codeOf(error)));
    if (!life.killed) one.outcome = outcome;
  })();
  real.sent.push(one);
}

/** Kills the service at once, whatever is under way, and starts it anew on what lies on the disk. */
async function kill(real: Real, model: LogModel): Promise<void> {
  real.life.killed = true;
  for (const one of real.sent.splice(0)) learn(model, one);
  await real.db.close();
  await real.db.open();
  await start(real);
}
async function start(real: Real): Promise<void> {
  real.life = { begun: false, killed: false };
  real.log = await openLog(real.folder, gated(real.db, real.scheduler, real.life), g, () => real.now);
  real.life.begun = true;
}

/** Opens gates, as the scheduler chooses, until this is over; while none is shut the disk is at work. */
async function drive(scheduler: fc.Scheduler, work: Promise<unknown>): Promise<void> {
  let over = false;
  const end = work.finally(() => {
    over = true;
  });
  end.catch(() => undefined);
  while (!over) {
    if (scheduler.count() > 0) await scheduler.waitOne();
    else await new Promise(setImmediate);
  }
  await end;
}

/** Waits for everything under way, starts anew where the disk failed, and looks at all there is. */
async function check(real: Real, model: LogModel, pick: number): Promise<void> {
  await drive(real.scheduler, Promise.all(real.sent.map(({ done }) => done)));
  await drive(real.scheduler, real.log.sequencer.idle());
  for (const one of real.sent.splice(0)) learn(model, one);
  if (real.log.poisoned.length > 0) await kill(real, model);
  const { vkey } = openLogKey(real.folder, ORIGIN);
  const lines = await compare(real.db, { origin: ORIGIN, vkey }, real.log.sequencer.head.checkpoint, model, pick);
  const last = lines.findLast(({ entry }) => entry.series.some(({ id }) => id === PLOT));
  const link = last?.entry.series.find(({ id }) => id === PLOT);
  real.place = link && last ? { sequence: link.sequence, previous: last.leafHash } : { sequence: 0, previous: "" };
}

const planted = (real: Real, day: number): Prepared => {
  const { sequence, previous } = real.place;
  const statement = g.say.sprayed("plot-1", `2026-02-${String(1 + day).padStart(2, "0")}`) as Statement;
  const unsigned = { statement, actor: "grower", key: g.people.grower.key };
  const series = [{ id: PLOT, sequence: sequence + 1, previous }];
  const entry = { ...unsigned, series };
  return prepareEntry({ ...entry, signature: base64url(g.people.grower.sign(signedBytes(ORIGIN, entry))) }, sha256);
};

const command = <T>(
  name: string,
  from: fc.Arbitrary<T>,
  run: (one: T, real: Real, model: LogModel) => Promise<void> | void,
): fc.Arbitrary<Command> =>
  from.map((one) => ({
    check: () => true,
    run: async (model, real) => run(one, real, model),
    toString: () => `${name} ${JSON.stringify(one)}`,
  }));

const few = fc.array(fc.nat(15), { minLength: 1, maxLength: 4 });
const submit = command("submit", few, (products, real) => send(real, products.map(product)));
const race = command("race", fc.tuple(fc.nat(27), fc.nat(27)), ([one, other], real) => {
  for (const day of [one, other]) send(real, [planted(real, day)], ["series-conflict", "entry-duplicate"]);
});
const commands = [
  ...[submit, submit, submit, race, race],
  command("flood", fc.integer({ min: 5, max: 40 }), (many, real) => {
    for (let n = 0; n < many; n++) send(real, [product(100 + n)]);
  }),
  command("wrong", fc.nat(15), (n, real) => {
    const bad = prepareEntry(g.sign(g.people.grower, g.say.defined(`tea-${n}`)), sha256);
    send(real, [product(n), bad], ["role-missing"], true);
  }),
  command("clock", fc.integer({ min: -900, max: 900 }), (seconds, real) => {
    real.now += seconds;
  }),
  command("check", fc.nat(1000), (pick, real, model) => check(real, model, pick)),
  command("kill", fc.nat(1000), async (pick, real, model) => {
    await kill(real, model);
    await check(real, model, pick);
  }),
  command("fail", fc.constantFrom("before" as const, "after" as const), (when, real) => {
    real.life.fail = when;
  }),
];

async function withRun(scheduler: fc.Scheduler, work: (real: Real, model: LogModel) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "liangji-model-"));
  const db = await openDatabase(folder);
  try {
    const life = { begun: false, killed: false };
    const log = await openLog(folder, db, g);
    const told = await log.sequencer.submit(introduced);
    const model = emptyLogModel();
    for (const one of told) model.told.set(one.leafHash, one);
    const real: Real = { scheduler, folder, db, life, log, now: NOW, sent: [], place: { sequence: 0, previous: "" } };
    await start(real);
    await work(real, model);
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

it("R13: log: whoever sends what in whatever order, and whenever it dies, it is the list that the model says", async () => {
  const numRuns = times(RUNS);
  let [ran, entries, deaths, unheard] = [0, 0, 0, 0];
  const size = (most: "small" | "medium") => fc.commands(commands, { maxCommands: 100, size: most });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.oneof({ weight: 7, arbitrary: size("small") }, { weight: 1, arbitrary: size("medium") }),
      (scheduler, chosen) =>
        withRun(scheduler, async (real, model) => {
          await fc.scheduledModelRun(scheduler, () => ({ model, real }), chosen);
          await check(real, model, 7);
          await kill(real, model);
          await check(real, model, 11);
          for (const one of chosen) {
            ran += 1;
            if (/^(kill|fail)/.test(String(one))) deaths += 1;
          }
          unheard += model.perhaps.size;
          entries += real.log.sequencer.head.size;
        }),
    ),
    { numRuns, seed: Number(process.env.BATTERY_SEED ?? SEED) },
  );
  found("R13", {
    model: "log",
    runs: numRuns,
    commands: ran,
    "kills and failing disks": deaths,
    entries,
    "answers never heard": unheard,
    divergences: 0,
  });
});
