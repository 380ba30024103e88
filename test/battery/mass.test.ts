import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { History } from "#backend/chain/history.ts";
import { numbersOf } from "#backend/read/numbers.ts";
import { roleBits } from "#core/act/states.ts";
import { replayInCore } from "./model/core.ts";
import { type Batch, keeperOf, leftOf } from "./model/ledger.ts";
import { FAR, type Models } from "./model/models.ts";
import { choose, type Deed, deed, fault, playRuns } from "./model/run.ts";
import { idOf, type Line, openStage, type Stage } from "./model/stage.ts";

const { grower, factory, packer, certifier } = roleBits;
const players = { all: grower | factory | packer, farm: grower, plant: factory, body: certifier };
const makers = ["all", "farm", "plant"] as const;
const products = ["leaf", "made", "pack"] as const;
const plots = ["plot-1", "plot-2", "plot-3"] as const;
const SEASON = 2026;
const CERTIFICATE = "certificate";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(players);
});

const n = fc.nat(1000);
/** Grams as they are weighed; now and then as much as a number holds, so that sums would overflow. */
const grams = fc.oneof(
  { weight: 30, arbitrary: fc.bigInt({ min: 0n, max: 40n }) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 63n, 2n ** 64n - 1n) },
);
const some = fc.record({ n, m: n, grams, more: fc.integer({ min: -2, max: 1 }), fault });
type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;

type Found = readonly [string, Batch | undefined];
/** One of the batches that `fits`; one in sixteen times another, or none. */
const pick = ({ ledger }: Models, at: number, fits: (batch: Batch) => boolean): Found => {
  const all = [...ledger.batches];
  const fitting = all.filter(([, batch]) => fits(batch));
  return choose<Found>(fitting, at, choose<Found>(all, at >> 4, ["nothing", undefined]));
};
/** Whoever holds the batch; one in sixteen times somebody else. */
const holderOf = ([, batch]: Found, at: number): string =>
  choose([batch ? keeperOf(batch) : "all"], at, choose(makers, at >> 4, "body"));
const seldom = (at: number): boolean => at % 8 === 7;

const survey =
  (one: Some): Deed =>
  (s) => {
    const plot = choose(plots, one.n, "plot-1");
    const holder = choose(["all", "farm"], one.m, "all");
    const most = one.grams > 40n ? one.grams : one.grams * 3n;
    s.setCapacity(choose(["operator"], one.n, "all"), { plot, season: SEASON, holder, grams: most }, one.fault);
    s.seeCapacity(plot, SEASON);
  };
const convert =
  (one: Some): Deed =>
  (s) => {
    const [from, to] = choose(
      [
        ["leaf", "made"],
        ["made", "pack"],
        ["leaf", "pack"],
      ] as const,
      one.n,
      ["pack", "leaf"],
    );
    const ratio = [1 + (one.m % 3), 1 + ((one.m >> 2) % 4)] as const;
    s.setConversion(
      "operator",
      { from, to: seldom(one.m) ? from : to, ratio: seldom(one.n) ? [1, 0] : ratio },
      one.fault,
    );
  };
const begin =
  (one: Some): Deed =>
  (s, m) => {
    const batch = seldom(one.n) ? "batch-0" : `batch-${m.ledger.batches.size}`;
    s.openBatch(
      choose(makers, one.m, "body"),
      { batch, product: choose(products, one.n, "seed"), season: SEASON },
      one.fault,
    );
    s.seeBatch(batch);
  };
const harvest =
  (one: Some): Deed =>
  (s, m) => {
    const batch = pick(m, one.n, ({ open, product }) => open && product === "leaf");
    const plot = choose(plots, one.m, "plot-9");
    for (const actor of ["all", "farm"]) s.seeQuota(plot, SEASON, actor);
    s.drawPlot(holderOf(batch, one.m), { batch: batch[0], plot, grams: one.grams }, one.fault);
    s.seeBatch(batch[0]);
    s.seeCapacity(plot, SEASON);
  };
/** Mostly about as much out as the ratio allows, and about as much in as is left. */
const flow =
  (one: Some): Deed =>
  (s, m) => {
    const source = pick(m, one.n, (batch) => !batch.open && leftOf(batch) > 0n);
    const ratioTo = (product: string) =>
      product === source[1]?.product ? [1, 1] : m.ledger.conversions.get(`${source[1]?.product}>${product}`);
    const batch = pick(m, one.m, ({ open, product }) => open && ratioTo(product) !== undefined);
    const certificate = seldom(one.m) ? "" : choose(["", CERTIFICATE], one.n >> 1, "nothing");
    const left = source[1] ? leftOf(source[1]) : 0n;
    const gramsIn = one.grams > left ? bounded(left + BigInt(one.more)) : one.grams;
    const [out = 1, of = 1] = ratioTo(batch[1]?.product ?? "") ?? [];
    const gramsOut = bounded((gramsIn * BigInt(out)) / BigInt(of) + BigInt(one.more));
    s.drawBatch(
      holderOf(batch, one.m),
      { source: source[0], batch: batch[0], gramsIn, gramsOut, certificate },
      one.fault,
    );
    for (const [id] of [source, batch]) s.seeBatch(id);
    s.seeUsed(CERTIFICATE, batch[1]?.product ?? "made");
  };
const bounded = (one: bigint): bigint => (one < 0n ? 0n : one > 2n ** 64n - 1n ? 2n ** 64n - 1n : one);
const close =
  (one: Some): Deed =>
  (s, m) => {
    const batch = pick(m, one.n, ({ open, mass }) => open && mass > 0n);
    const next = choose(makers, one.m, "");
    s.closeBatch(holderOf(batch, one.m), { batch: batch[0], next, entries: seldom(one.m) ? 0 : 3 }, one.fault);
    s.seeBatch(batch[0]);
  };
/** Mostly to somebody, and mostly as much as there is, or a little less. */
const hand =
  (one: Some): Deed =>
  (s, m) => {
    const batch = pick(m, one.n, ({ open, next }) => !open && (seldom(one.m) || next === ""));
    const to = choose(makers, one.m, "");
    s.offerBatch(holderOf(batch, one.n), { batch: batch[0], next: to }, one.fault);
    s.seeHands(batch[0]);
  };
const take =
  (one: Some): Deed =>
  (s, m) => {
    const batch = pick(m, one.n, ({ open, next }) => !open && next !== "");
    const actor = choose([batch[1]?.next || "all"], one.m, choose(makers, one.m >> 4, "body"));
    const left = batch[1] ? leftOf(batch[1]) : 0n;
    const grams = bounded(left + BigInt(one.more));
    if (one.m % 5 === 4) s.rejectBatch(actor, { batch: batch[0], reason: seldom(one.n) ? "" : "wet" }, one.fault);
    else s.acceptBatch(actor, { batch: batch[0], grams }, one.fault);
    s.seeHands(batch[0]);
  };
const lose =
  (one: Some): Deed =>
  (s, m) => {
    if (one.n % 3 !== 2) return;
    const batch = pick(m, one.n >> 2, (some) => !some.open && leftOf(some) > 0n);
    const cause = seldom(one.n) ? 3 : 1 + (one.m % 2);
    const reason = seldom(one.m) ? "" : "mould";
    s.writeOff(holderOf(batch, one.m), { batch: batch[0], cause, grams: one.grams % 6n, reason }, one.fault);
    s.seeHands(batch[0]);
  };
const trade =
  (one: Some): Deed =>
  (s) => {
    const [plot, season] = [choose(plots, one.n, "plot-1"), SEASON];
    const [from, to] = one.m % 2 === 0 ? ["all", "farm"] : ["farm", "all"];
    if (one.n % 2 === 0)
      s.offerQuota(from, { plot, season, to: seldom(one.n) ? from : to, grams: one.grams }, one.fault);
    else s.takeQuota(to, { plot, season, from, grams: one.grams % 9n }, one.fault);
    for (const actor of ["all", "farm"]) s.seeQuota(plot, season, actor);
  };
const callBack =
  (one: Some): Deed =>
  (s, m) => {
    // Seldom, or soon nothing flows any more.
    if (one.n % 4 !== 3) return;
    const batch = pick(m, one.n >> 2, () => true);
    const actor = choose(["regulator", "operator", batch[1]?.holder ?? "all", "plant"], one.m, "accreditor");
    s.recall(actor, { batch: batch[0], reason: seldom(one.m) ? "" : "residue" }, one.fault);
    s.seeBatch(batch[0]);
  };
const status =
  (one: Some): Deed =>
  (s) => {
    if (one.n % 4 !== 3) return;
    const to = choose([2, 1, 2, 1, 3, 4, 5], one.m, 0);
    s.setStatus(
      choose(["body"], one.m, "accreditor"),
      { certificate: CERTIFICATE, status: to, reason: "audit" },
      one.fault,
    );
  };

const sell =
  (one: Some): Deed =>
  (s, m) => {
    const batch = pick(m, one.n, ({ open, product }) => !open && product !== "leaf");
    const sold = m.ledger.sold.get(batch[0]) ?? 0n;
    const most = (batch[1]?.mass ?? 0n) - sold;
    const grams = one.grams > most ? bounded(most + BigInt(one.more)) : one.grams;
    const sale = seldom(one.m) ? "sale-0" : `sale-${m.ledger.sales.size}`;
    const tradeAt = seldom(one.n) ? s.now() - 1 : s.now() + 3600;
    const certificate = choose([CERTIFICATE], one.m, "nothing");
    s.certifySale(choose(["body"], one.n, "all"), { sale, certificate, batch: batch[0], grams, tradeAt }, one.fault);
    s.seeSold(batch[0]);
    s.seeUsed(CERTIFICATE, batch[1]?.product ?? "made");
  };
/** Labels of what is left, now and then one more; activated every other time, and torn every third. */
const print =
  (one: Some): Deed =>
  (s, m) => {
    const batch = pick(m, one.n, ({ open, product }) => !open && product !== "leaf");
    const left = batch[1] ? Number(leftOf(batch[1]) % 2n ** 32n) : 0;
    const count = Number(one.grams % 41n) > left ? Math.max(0, left + one.more) : Number(one.grams % 41n);
    const root = `root-${m.labels.mints.size}`;
    const actor = choose(["all"], one.m, "plant");
    s.mint(actor, { batch: batch[0], root, count, unitGrams: 1 }, one.fault);
    if (one.m % 2 === 0) s.activate(actor, root, "none");
    if (one.m % 3 === 0)
      s.voidLabels(actor, { root, indexes: [0], cause: one.m % 2 === 0 ? 2 : 1, reason: "torn" }, "none");
    s.seeBatch(batch[0]);
  };
/** Mostly a sale of which nothing came back yet, and mostly no more than was sold. */
const bringBack =
  (one: Some): Deed =>
  (s, m) => {
    const sales = [...m.ledger.sales];
    const open = sales.filter(([, { returned }]) => !returned);
    const [sale, sold] = choose(open, one.n, choose(sales, one.n >> 4, ["nothing", undefined as never]));
    const most = sold?.grams ?? 0n;
    const grams = one.grams > most ? bounded(most + BigInt(one.more)) : one.grams;
    const reason = seldom(one.n) ? "" : "not collected";
    s.returnSale(choose(["body"], one.m, "all"), { sale, grams, reason }, one.fault);
    s.seeSale(sale);
    if (!sold) return;
    s.seeSold(sold.batch);
    s.seeUsed(CERTIFICATE, m.ledger.batches.get(sold.batch)?.product ?? "made");
  };

/** Two plots with leaf to pick, a ratio of each kind, a certificate for both made products, and leaf on its way. */
const prepare: Deed = (s) => {
  for (const plot of ["plot-1", "plot-2"])
    s.setCapacity("operator", { plot, season: SEASON, holder: "all", grams: 80n }, "none");
  s.setConversion("operator", { from: "leaf", to: "made", ratio: [1, 2] }, "none");
  s.setConversion("operator", { from: "made", to: "pack", ratio: [1, 1] }, "none");
  s.accredit("accreditor", { body: "body", scheme: "organic", products: ["made", "pack"], from: 0, to: FAR }, "none");
  const scope = {
    scheme: "organic",
    products: [
      ["made", 12n],
      ["pack", 30n],
    ] as const,
    plots: ["plot-1"],
  };
  s.issue("body", { certificate: CERTIFICATE, holder: "all", ...scope, from: 0, to: FAR }, "none");
  for (const n of [0, 1, 2]) s.openBatch("all", { batch: `batch-${n}`, product: "leaf", season: SEASON }, "none");
  for (const n of [0, 1]) {
    s.drawPlot("all", { batch: `batch-${n}`, plot: `plot-${n + 1}`, grams: 40n }, "none");
    s.closeBatch("all", { batch: `batch-${n}`, next: "plant", entries: 1 }, "none");
  }
  s.openBatch("all", { batch: "batch-3", product: "made", season: SEASON }, "none");
  s.openBatch("plant", { batch: "batch-4", product: "made", season: SEASON }, "none");
};
const finish: Deed = (s, m) => {
  for (const batch of m.ledger.batches.keys()) {
    s.seeBatch(batch);
    s.seeFlows(batch);
    s.seeHands(batch);
  }
  for (const plot of plots) for (const actor of ["all", "farm"]) s.seeQuota(plot, SEASON, actor);
  for (const plot of plots) s.seeCapacity(plot, SEASON);
  for (const product of products) s.seeUsed(CERTIFICATE, product);
};

/** What was drawn never exceeds what there is, whoever drew. */
function balances({ ledger }: Models): void {
  for (const { used, grams: most, quotas } of ledger.capacities.values())
    expect([...quotas.values()].reduce((sum, one) => sum + one, used) <= most).toBe(true);
  for (const [id, batch] of ledger.batches) {
    const inflow = [...batch.sources.values()].reduce((sum, { gramsOut }) => sum + gramsOut, 0n);
    const picked = [...batch.plots.values()].reduce((sum, one) => sum + one, 0n);
    expect([id, batch.mass]).toEqual([id, inflow + picked]);
    const out = [...ledger.batches.values()].reduce((sum, one) => sum + (one.sources.get(id)?.gramsIn ?? 0n), 0n);
    expect([id, batch.drawn]).toEqual([id, out]);
    expect(batch.drawn + batch.labelled + batch.lost <= batch.mass).toBe(true);
    const sold = [...ledger.sales.values()].filter((sale) => sale.batch === id);
    const net = sold.reduce((sum, sale) => sum + sale.grams - (sale.returned?.grams ?? 0n), 0n);
    expect([id, ledger.sold.get(id) ?? 0n]).toEqual([id, net]);
    expect(net <= batch.mass).toBe(true);
  }
}

/** The public numbers tell the same sums of sales by plot, by product and by scheme, to the gram. */
function published(history: History, { ledger }: Models): void {
  const { plots, products, schemes } = numbersOf(history, []);
  const sales = [...ledger.sales.values()];
  const sums = {
    soldGrams: sales.reduce((sum, { grams }) => sum + Number(grams), 0),
    returnedGrams: sales.reduce((sum, { returned }) => sum + Number(returned?.grams ?? 0n), 0),
  };
  for (const rows of [plots, products, schemes])
    for (const column of ["soldGrams", "returnedGrams"] as const)
      expect(rows.reduce((sum, row) => sum + row[column], 0)).toBe(sums[column]);
}

/** The read side, folded from the chain's events, knows the same batches and capacities. */
function compare(history: History, models: Models, lines: readonly Line[]): void {
  balances(models);
  const { batches, capacities } = models.ledger;
  if ([...batches.values()].some(({ mass }) => mass > BigInt(Number.MAX_SAFE_INTEGER))) return;
  replayInCore(lines, models);
  published(history, models);
  const bare = (id: string) => idOf(id).slice(2);
  for (const [id, one] of batches)
    expect(history.batches.get(bare(id))).toMatchObject({
      holder: bare(one.holder),
      state: one.open ? "open" : "closed",
      mass: Number(one.mass),
      drawn: Number(one.drawn),
      labelled: Number(one.labelled),
      lost: Number(one.lost),
      keeper: bare(keeperOf(one)),
      nextHolder: bare(one.next),
      certificate: bare(one.certificate),
      recalledAt: one.recalledAt,
      closedAt: one.closedAt,
      sources: [...one.sources.keys()].map(bare),
    });
  for (const [key, one] of capacities) {
    const [plot = "", season] = key.split("/");
    expect(history.capacities.get(`${bare(plot)}/${season}`)).toMatchObject({ used: Number(one.used) });
    const now = history.capacities.get(`${bare(plot)}/${season}`);
    for (const [actor, grams] of one.quotas) expect(now?.quotas[bare(actor)] ?? 0).toBe(Number(grams));
  }
}

it("R13: mass: draws, ceilings and certificates' volumes add up as the model says", async () => {
  const command = (name: string, act: (one: Some) => Deed) => deed(name, some, act);
  const commands = [
    ...[command("survey", survey), command("convert", convert), command("begin", begin)],
    ...[command("harvest", harvest), command("harvest", harvest), command("flow", flow), command("flow", flow)],
    ...[command("flow", flow), command("close", close), command("close", close), command("hand", hand)],
    ...[
      command("take", take),
      command("take", take),
      command("lose", lose),
      command("trade", trade),
      command("trade", trade),
    ],
    ...[
      command("call back", callBack),
      command("print", print),
      command("sell", sell),
      command("bring back", bringBack),
      command("status", status),
    ],
  ];
  await playRuns("mass", stage, players, commands, prepare, finish, compare);
});
