import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { History } from "#backend/chain/history.ts";
import { roleBits } from "#core/act/states.ts";
import { replayInCore } from "./model/core.ts";
import { leftOf } from "./model/ledger.ts";
import { FAR, type Models } from "./model/models.ts";
import { choose, type Deed, deed, fault, playRuns } from "./model/run.ts";
import { idOf, type Line, openStage, type Stage } from "./model/stage.ts";

const { grower, factory, packer, certifier } = roleBits;
const players = { all: grower | factory | packer, shop: packer, farm: grower, body: certifier };
const CERTIFICATE = "certificate";
const batches = ["batch-1", "batch-2", "batch-3"];
const roots = ["root-1", "root-2", "root-3", "root-4"];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(players);
});

const some = fc.record({ n: fc.nat(1000), m: fc.nat(1000), count: fc.nat(8), unit: fc.nat(6), fault });
type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;
const by = (at: number): string => choose(["all"], at, at % 32 === 31 ? "farm" : "shop");

const print =
  (one: Some): Deed =>
  (s, m) => {
    const batch = choose(batches.slice(1), one.n, choose(batches, one.n >> 4, "batch-0"));
    // One in eight asks for all that is left, or for one label more.
    const left = Number(leftOf(m.ledger.batches.get(batch) as never));
    const [count, unitGrams] = one.m % 8 === 7 ? [left + (one.n % 2), 1] : [one.count + 1, one.unit + 1];
    const whole = one.n % 32 === 31 ? [4_294_967_295, 4_294_967_295] : [count, unitGrams];
    const root = choose(roots, one.m, `root-${m.labels.mints.size + 5}`);
    s.mint(
      by(one.n),
      { batch, root, count: whole[0] ?? 0, unitGrams: one.m % 16 === 14 ? 0 : (whole[1] ?? 0) },
      one.fault,
    );
    s.seeBatch(batch);
  };
const put =
  (one: Some): Deed =>
  (s, m) => {
    const root = choose([...m.labels.mints.keys()], one.n, "root-9");
    // Not every time, or soon nothing void gives its grams back.
    if (one.m % 2 === 1) return;
    s.activate(by(one.m), root, one.fault);
    s.seeLabel(root, 0);
  };
const tear =
  (one: Some): Deed =>
  (s, m) => {
    const root = choose([...m.labels.mints.keys()], one.n, "root-9");
    const { count = 1, batch = "batch-1" } = m.labels.mints.get(root) ?? {};
    const indexes = Array.from(
      { length: one.m % 16 === 13 ? 0 : 1 + (one.unit % 3) },
      (_, k) => (one.count + k * one.m) % (count + 1),
    );
    s.voidLabels(
      by(one.m),
      { root, indexes, cause: choose([1, 2, 3, 3], one.unit, 4), reason: one.n % 16 === 13 ? "" : `torn ${one.unit}` },
      one.fault,
    );
    for (const index of indexes) s.seeLabel(root, index);
    s.seeBatch(batch);
  };
const callBack =
  (one: Some): Deed =>
  (s) => {
    if (one.n % 8 !== 7) return;
    s.recall("regulator", { batch: choose(["batch-0", ...batches], one.m, "nothing"), reason: "residue" }, one.fault);
  };
const status =
  (one: Some): Deed =>
  (s) => {
    if (one.n % 3 !== 2) return;
    s.setStatus(
      "body",
      { certificate: CERTIFICATE, status: choose([2, 1, 2, 1, 1, 3], one.m, 4), reason: "audit" },
      one.fault,
    );
  };
const wait =
  (one: Some): Deed =>
  (s) =>
    s.later(one.count + 1);

/** Leaf in batch-0; of it batch-1, open; batch-2, closed; and batch-3 under a certificate, closed. */
const prepare: Deed = (s) => {
  s.setCapacity("operator", { plot: "plot-1", season: 2026, holder: "all", grams: 1000n }, "none");
  s.accredit("accreditor", { body: "body", scheme: "organic", products: ["made", "pack"], from: 0, to: FAR }, "none");
  const scope = { scheme: "organic", products: [["leaf", 500n]] as const, plots: ["plot-1"] };
  s.issue("body", { certificate: CERTIFICATE, holder: "all", ...scope, from: 0, to: FAR }, "none");
  for (const batch of ["batch-0", ...batches]) s.openBatch("all", { batch, product: "leaf", season: 2026 }, "none");
  s.drawPlot("all", { batch: "batch-0", plot: "plot-1", grams: 500n }, "none");
  s.closeBatch("all", { batch: "batch-0", next: "", entries: 1 }, "none");
  for (const batch of batches) {
    const certificate = batch === "batch-3" ? CERTIFICATE : "";
    s.drawBatch("all", { source: "batch-0", batch, gramsIn: 90n, gramsOut: 90n, certificate }, "none");
    if (batch !== "batch-1") s.closeBatch("all", { batch, next: "", entries: 1 }, "none");
  }
};
const finish: Deed = (s, m) => {
  for (const [root, { count }] of m.labels.mints)
    for (let index = 0; index <= Math.min(count, 20); index++) s.seeLabel(root, index);
  for (const batch of batches) s.seeBatch(batch);
};

function compare(history: History, models: Models, lines: readonly Line[]): void {
  replayInCore(lines, models);
  for (const { mass, drawn, labelled } of models.ledger.batches.values())
    expect(drawn + labelled <= mass && labelled >= 0n).toBe(true);
  for (const [root, one] of models.labels.mints)
    expect(history.mints.get(idOf(root).slice(2))).toMatchObject({
      count: one.count,
      unitGrams: one.unitGrams,
      mintedAt: one.mintedAt,
      activatedAt: one.activatedAt,
      voided: Object.fromEntries(one.voided),
    });
}

it("R13: labels: never more than the batch weighs, each in the state that the model says", async () => {
  const command = (name: string, act: (one: Some) => Deed) => deed(name, some, act);
  const commands = [
    ...[command("print", print), command("print", print), command("put", put), command("tear", tear)],
    ...[command("tear", tear), command("call back", callBack), command("status", status), command("wait", wait)],
  ];
  await playRuns("labels", stage, players, commands, prepare, finish, compare);
});
