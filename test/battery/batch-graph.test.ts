import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { History } from "#backend/chain/history.ts";
import { roleBits } from "#core/act/states.ts";
import { replayInCore } from "./model/core.ts";
import { type Batch, type Ledger, leftOf } from "./model/ledger.ts";
import type { Models } from "./model/models.ts";
import { choose, type Deed, deed, fault, playRuns } from "./model/run.ts";
import { idOf, type Line, openStage, type Stage } from "./model/stage.ts";

const { grower, factory, packer } = roleBits;
const players = { all: grower | factory | packer };
const SEASON = 2026;
const LEAF = { batch: "", product: "leaf", season: SEASON };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(players);
});

const some = fc.record({ n: fc.nat(1000), m: fc.nat(1000), grams: fc.integer({ min: 1, max: 9 }), fault });
type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;

const whole = ({ ledger }: Models, fits: (batch: Batch) => boolean): string[] =>
  [...ledger.batches].flatMap(([id, batch]) => (fits(batch) ? [id] : []));
const open = (m: Models) => whole(m, (batch) => batch.open);
const flowing = (m: Models) => whole(m, (batch) => !batch.open && leftOf(batch) > 0n);
const close = { next: "", entries: 1 };

/** A batch of leaf from one plot or two, closed at once. */
const harvest =
  (one: Some): Deed =>
  (s, m) => {
    const batch = `batch-${m.ledger.batches.size}`;
    s.openBatch("all", { ...LEAF, batch }, one.fault);
    for (const plot of new Set([one.n % 4, one.m % 4]))
      s.drawPlot("all", { batch, plot: `plot-${plot}`, grams: BigInt(one.grams * 100) }, "none");
    s.closeBatch("all", { ...close, batch }, "none");
  };
const begin =
  (_one: Some): Deed =>
  (s, m) => {
    s.openBatch("all", { ...LEAF, batch: `batch-${m.ledger.batches.size}` }, "none");
  };
const join =
  (one: Some): Deed =>
  (s, m) => {
    const [source, batch] = [choose(flowing(m), one.n, "batch-0"), choose(open(m), one.m, "batch-1")];
    const grams = BigInt(one.grams);
    s.drawBatch(
      "all",
      { source, batch, gramsIn: grams, gramsOut: grams - (grams > 1n ? BigInt(one.n % 2) : 0n), certificate: "" },
      one.fault,
    );
    s.seeFlows(batch);
  };
const shut =
  (one: Some): Deed =>
  (s, m) => {
    s.closeBatch("all", { ...close, batch: choose(open(m), one.n, "batch-0") }, one.fault);
  };
const callBack =
  (one: Some): Deed =>
  (s, m) => {
    if (one.n % 3 !== 2) return;
    const batch = choose([...m.ledger.batches.keys()], one.m, "nothing");
    s.recall("regulator", { batch, reason: "residue" }, one.fault);
    for (const id of m.ledger.batches.keys()) s.seeFlows(id);
  };
/** Pairs on pairs, each drawn from both below: the way back doubles with every step, until the contract says no. */
const ladder =
  (one: Some): Deed =>
  (s, m) => {
    if (one.n % 40 !== 39) return;
    let below = [choose(flowing(m), one.m, "batch-0"), choose(flowing(m), one.m + 1, "batch-0")];
    for (let step = 0; step < 9; step++) {
      const pair = [0, 1].map((n) => `batch-${m.ledger.batches.size + n}`);
      for (const batch of pair) {
        s.openBatch("all", { ...LEAF, batch }, "none");
        for (const source of below)
          s.drawBatch(
            "all",
            { source, batch, gramsIn: 8n >> BigInt(step), gramsOut: 8n >> BigInt(step), certificate: "" },
            "none",
          );
        s.closeBatch("all", { ...close, batch }, "none");
        s.seeRecalled(batch);
      }
      below = pair;
    }
  };
/** One batch out of forty, each of a plot of its own: more sources than a batch may have, and with two of them more plots. */
const fan =
  (one: Some): Deed =>
  (s, m) => {
    if (one.n % 40 !== 39) return;
    const into = `batch-${m.ledger.batches.size}`;
    s.openBatch("all", { ...LEAF, batch: into }, "none");
    for (let n = 0; n < 40; n++) {
      const [batch, plot] = [`${into}-${n}`, `${into}-plot-${n}`];
      s.setCapacity("operator", { plot, season: SEASON, holder: "all", grams: 9n }, "none");
      s.openBatch("all", { ...LEAF, batch }, "none");
      s.drawPlot("all", { batch, plot, grams: 9n }, "none");
      s.closeBatch("all", { ...close, batch }, "none");
      s.drawBatch("all", { source: batch, batch: into, gramsIn: 1n, gramsOut: 1n, certificate: "" }, "none");
    }
    s.closeBatch("all", { ...close, batch: into }, "none");
    s.seeFlows(into);
  };

const prepare: Deed = (s) => {
  for (let n = 0; n < 4; n++)
    s.setCapacity("operator", { plot: `plot-${n}`, season: SEASON, holder: "all", grams: 1_000_000n }, "none");
  for (const [n, batch] of ["batch-0", "batch-1"].entries()) {
    s.openBatch("all", { ...LEAF, batch }, "none");
    s.drawPlot("all", { batch, plot: `plot-${n}`, grams: 5000n }, "none");
    s.closeBatch("all", { ...close, batch }, "none");
  }
  s.openBatch("all", { ...LEAF, batch: "batch-2" }, "none");
};
const finish: Deed = (s, m) => {
  for (const id of m.ledger.batches.keys()) s.seeRecalled(id);
};

/** Everything a batch flowed from, by going back step by step. */
function upstream(ledger: Ledger, id: string): Set<string> {
  const found = new Set([id]);
  for (const source of ledger.batches.get(id)?.sources.keys() ?? [])
    for (const one of upstream(ledger, source)) found.add(one);
  return found;
}

/** What the page shows, traced in core through the links that the chain's events make, reaches as far and closes to the gram. */
function compare({ links }: History, models: Models, lines: readonly Line[]): void {
  replayInCore(lines, models);
  const bare = (id: string) => idOf(id).slice(2);
  const { ledger } = models;
  const above = new Map([...ledger.batches.keys()].map((id) => [id, upstream(ledger, id)]));
  for (const [id, batch] of ledger.batches) {
    expect(new Set(links.upstream(bare(id)))).toEqual(new Set([...(above.get(id) ?? [])].map(bare)));
    const below = [...above].flatMap(([one, all]) => (all.has(id) ? [bare(one)] : []));
    expect(new Set(links.downstream(bare(id)))).toEqual(new Set(below));
    const origins = links.origins(bare(id));
    expect([...origins.values()].reduce((sum, grams) => sum + grams, 0)).toBe(Number(batch.mass));
    const plots = new Set([...batch.plots.keys()].map((plot) => `plot/${bare(plot)}`));
    expect([...origins.keys()].filter((plot) => !plots.has(plot))).toEqual([]);
  }
}

it("R13: batch graph: sources, plots and recalls reach as far as the model says, and core traces the same", async () => {
  const command = (name: string, act: (one: Some) => Deed) => deed(name, some, act);
  const commands = [
    ...[command("harvest", harvest), command("begin", begin), command("join", join), command("join", join)],
    ...[command("join", join), command("shut", shut), command("call back", callBack)],
    ...[command("ladder", ladder), command("fan", fan)],
  ];
  await playRuns("batch graph", stage, players, commands, prepare, finish, compare);
});
