import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { idHash } from "#core/chain/questions.ts";
import { find } from "#core/ledger/shelf.ts";
import { completenessOf, openIn, type RecallCase, sharesOf, sumOf } from "#core/recall/case.ts";
import type { RecallClosed, RecallOrdered, RecallRecord, RecallStockReported } from "#core/statement/recall.ts";
import { type Ground, ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

type Who = keyof Ground["people"];
const occurredAt = "2026-03-24T10:00:00+08:00";
const about = { occurredAt, recall: "r-1" };
const hash = (id: string) => idHash(sha256, id);

let g: Ground;
/** leaf-1 (grower, 1,000 g at rest) → made-1 (factory, 300 g) → pack-1 (packer, 200 g); other-1 stands apart. */
beforeEach(() => {
  g = ground();
  const put = (batch: string, holder: Who, restGrams: number, into: string[], recalled = true) =>
    g.flows.set(batch, { holder: hash(holder), restGrams, into: into.map(hash), plots: [], recalled });
  put("leaf-1", "grower", 1000, ["made-1"]);
  put("made-1", "factory", 300, ["pack-1"]);
  put("pack-1", "packer", 200, []);
  put("other-1", "packer", 70, [], false);
});
afterEach(() => expect(g.changedAgain()).toEqual([]));

const order = (change: Partial<RecallOrdered> = {}): RecallOrdered => ({
  type: "liangji:RecallOrdered",
  ...about,
  drill: false,
  level: 2,
  reason: "示例：复检超限",
  knownAt: "2026-03-24T08:00:00+08:00",
  measures: "停止销售，封存",
  contact: "示例电话",
  query: { by: "batch", value: "leaf-1" },
  roots: ["leaf-1"],
  batches: [
    { batch: "leaf-1", holder: "grower", grams: 1000 },
    { batch: "made-1", holder: "factory", grams: 300 },
    { batch: "pack-1", holder: "packer", grams: 200 },
  ],
  ...change,
});
const report = (
  holder: Who,
  batch: string,
  [stockGrams, soldGrams, returnedGrams, missingGrams]: readonly [number, number, number, number],
  delivered: RecallStockReported["delivered"] = [],
): RecallStockReported => ({
  type: "liangji:RecallStockReported",
  ...about,
  batch,
  holder,
  stockGrams,
  soldGrams,
  returnedGrams,
  missingGrams,
  delivered,
  ...(missingGrams > 0 && { note: "示例：登记簿上没有" }),
});
const destroyed = (batch: string, stockGrams: number, returnedGrams: number, witness: Who): RecallRecord => ({
  type: "liangji:RecallDestroyed",
  ...about,
  destruction: "d-1",
  batch,
  stockGrams,
  returnedGrams,
  method: "焚烧",
  place: "示例处理场",
  destroyedAt: occurredAt,
  witness,
});
const witnessed = (grams: number): RecallRecord => ({
  type: "liangji:RecallDestructionWitnessed",
  ...about,
  destruction: "d-1",
  grams,
});
const acknowledged: RecallRecord = { type: "liangji:RecallAcknowledged", ...about, stoppedAt: occurredAt };
const closing = (change: Partial<RecallClosed> = {}): RecallClosed => ({
  type: "liangji:RecallClosed",
  ...about,
  producedGrams: 1500,
  stockGrams: 1270,
  returnedGrams: 10,
  destroyedGrams: 40,
  soldGrams: 150,
  missingGrams: 30,
  conclusion: "示例",
  ...change,
});
let seconds = 0;
/** The same words said again, a moment later, are another record. */
const later = <T extends RecallRecord>(one: T): T => {
  const clock = new Date(Date.parse("2026-03-24T03:00:00Z") + 1000 * seconds++).toISOString();
  return { ...one, occurredAt: clock.replace(".000", "") };
};
const decided = (by: Who, record: RecallRecord) => refused(() => g.decide([g.sign(g.people[by], later(record))]));
const say = (by: Who, record: RecallRecord) => void g.add(g.sign(g.people[by], later(record)));
const theCase = (): RecallCase => find(g.ledger.recalls, "r-1") as RecallCase;

describe("an order", () => {
  it("is taken from the operator with all that flowed from the roots, and from the holder of every root", () => {
    expect(decided("operator", order())).toBe("accepted");
    expect(decided("grower", order())).toBe("accepted");
  });
  it("is refused from anyone who holds no root", () => {
    expect(decided("packer", order())).toBe("not-holder");
    expect(decided("laboratory", order())).toBe("role-missing");
  });
  it("is refused with one gram, or one holder, other than the chain has", () => {
    const rest = order().batches.slice(1);
    for (const leaf of [
      { batch: "leaf-1", holder: "grower", grams: 999 },
      { batch: "leaf-1", holder: "neighbour", grams: 1000 },
    ])
      expect(decided("operator", order({ batches: [leaf, ...rest] }))).toBe("recall-scope-stale");
  });
  it("is refused when a batch three layers down is left out, or a stranger is put in", () => {
    const { batches } = order();
    expect(decided("operator", order({ batches: batches.slice(0, 2) }))).toBe("recall-scope-open");
    const foreign = [...batches, { batch: "other-1", holder: "packer", grams: 70 }];
    expect(decided("operator", order({ batches: foreign, drill: true }))).toBe("recall-scope-foreign");
  });
  it("is refused while the goods can still flow on the chain, unless it is a drill", () => {
    const one = { query: { by: "batch" as const, value: "other-1" }, roots: ["other-1"] };
    const batches = [{ batch: "other-1", holder: "packer", grams: 70 }];
    expect(decided("operator", order({ ...one, batches }))).toBe("recall-not-on-chain");
    expect(decided("operator", order({ ...one, batches, drill: true }))).toBe("accepted");
  });
  it("takes its number once", () => {
    say("operator", order());
    expect(decided("operator", order({ reason: "另一个" }))).toBe("recall-exists");
  });
});

describe("what holders say", () => {
  beforeEach(() => say("operator", order()));

  it("adds up to the gram, or is refused with both numbers", () => {
    expect(decided("packer", report("packer", "pack-1", [50, 150, 0, 0]))).toBe("accepted");
    expect(decided("packer", report("packer", "pack-1", [51, 150, 0, 0]))).toBe("recall-report-sum");
  });
  it("comes from the holder itself or the regulator's inspection, and only for what it holds", () => {
    expect(decided("factory", report("packer", "pack-1", [50, 150, 0, 0]))).toBe("not-holder");
    expect(decided("packer", report("packer", "leaf-1", [0, 0, 0, 0]))).toBe("recall-not-yours");
    expect(decided("neighbour", acknowledged)).toBe("recall-not-yours");
  });
  it("asks for a note where something is missing", () => {
    const { note: _note, ...silent } = report("packer", "pack-1", [50, 120, 0, 30]);
    expect(decided("packer", silent)).toBe("recall-report-note");
  });
  it("makes whoever was delivered to answer for it", () => {
    say("packer", report("packer", "pack-1", [50, 50, 0, 0], [{ to: "neighbour", grams: 100 }]));
    expect(openIn(theCase()).holders).toContain("neighbour");
    expect(decided("neighbour", report("neighbour", "pack-1", [40, 60, 0, 0]))).toBe("accepted");
    expect(decided("neighbour", report("neighbour", "pack-1", [40, 59, 0, 0]))).toBe("recall-report-sum");
    expect(decided("packer", report("packer", "pack-1", [50, 50, 0, 0], [{ to: "packer", grams: 100 }]))).toBe(
      "field-invalid",
    );
  });
  it("counts a destruction when somebody else has witnessed the same grams", () => {
    say("packer", report("packer", "pack-1", [50, 150, 0, 0]));
    expect(decided("packer", destroyed("pack-1", 51, 0, "laboratory"))).toBe("recall-destroyed-exceeds");
    expect(decided("packer", destroyed("pack-1", 40, 0, "packer"))).toBe("recall-witness");
    say("packer", destroyed("pack-1", 40, 0, "laboratory"));
    expect(sumOf(theCase()).destroyedGrams).toBe(0);
    expect(decided("laboratory", witnessed(39))).toBe("recall-destruction");
    expect(decided("factory", witnessed(40))).toBe("recall-destruction");
    expect(decided("packer", report("packer", "pack-1", [39, 161, 0, 0]))).toBe("recall-destroyed-exceeds");
    say("laboratory", witnessed(40));
    expect(sumOf(theCase())).toMatchObject({ destroyedGrams: 40, stockGrams: 10 });
  });
});

describe("a destruction announced", () => {
  const planned = "2099-03-25T08:00:00+08:00";
  const announced = (change: { batch?: string; destruction?: string; plannedAt?: string } = {}): RecallRecord => ({
    type: "liangji:RecallDestructionAnnounced",
    ...about,
    ...{ destruction: "d-1", batch: "pack-1", method: "焚烧", place: "示例处理场", plannedAt: planned, ...change },
  });
  beforeEach(() => {
    say("operator", order());
    say("packer", report("packer", "pack-1", [50, 150, 0, 0]));
  });

  it("lies ahead, and is of goods in one's own hands", () => {
    expect(decided("packer", announced())).toBe("accepted");
    expect(decided("packer", announced({ plannedAt: "2020-01-01T00:00:00Z" }))).toBe("field-invalid");
    expect(decided("packer", announced({ batch: "leaf-1" }))).toBe("recall-not-yours");
    expect(decided("factory", announced())).toBe("recall-not-yours");
  });
  it("may be announced for another day until it took place", () => {
    say("packer", announced());
    say("packer", announced({ plannedAt: "2099-04-01T08:00:00+08:00" }));
    expect(theCase().announced["d-1"]?.plannedAt).toBe("2099-04-01T08:00:00+08:00");
    expect(sumOf(theCase()).destroyedGrams).toBe(0);
    say("packer", destroyed("pack-1", 40, 0, "laboratory"));
    expect(decided("packer", announced())).toBe("field-invalid");
  });
  it("is changed and carried out by whoever announced it, and of that batch alone", () => {
    say("packer", report("packer", "pack-1", [50, 50, 0, 0], [{ to: "factory", grams: 100 }]));
    say("factory", report("factory", "pack-1", [100, 0, 0, 0]));
    say("factory", announced());
    expect(decided("packer", announced())).toBe("field-invalid");
    expect(decided("packer", destroyed("pack-1", 40, 0, "laboratory"))).toBe("field-invalid");
    expect(decided("factory", announced({ batch: "made-1" }))).toBe("field-invalid");
    expect(decided("factory", destroyed("pack-1", 40, 0, "laboratory"))).toBe("accepted");
  });
});

describe("closing", () => {
  beforeEach(() => {
    say("operator", order());
    say("grower", acknowledged);
    say("grower", report("grower", "leaf-1", [1000, 0, 0, 0]));
    say("factory", acknowledged);
    say("factory", report("factory", "made-1", [270, 0, 0, 30]));
    say("packer", report("packer", "pack-1", [40, 150, 10, 0]));
    say("packer", destroyed("pack-1", 40, 0, "laboratory"));
  });
  const finish = () => {
    say("laboratory", witnessed(40));
    say("packer", acknowledged);
  };

  it("waits for every signature and every witness", () => {
    expect(decided("operator", closing())).toBe("recall-open");
    say("packer", acknowledged);
    expect(decided("operator", closing())).toBe("recall-open");
    say("laboratory", witnessed(40));
    expect(decided("operator", closing())).toBe("accepted");
  });
  it("is refused with a sum that is a gram off in any part, even where the parts still add up", () => {
    finish();
    const parts = [
      "producedGrams",
      "stockGrams",
      "returnedGrams",
      "destroyedGrams",
      "soldGrams",
      "missingGrams",
    ] as const;
    for (const part of parts)
      expect(decided("operator", closing({ [part]: closing()[part] + 1 })), part).toBe("recall-sum");
    expect(decided("operator", closing({ soldGrams: 149, missingGrams: 31 }))).toBe("recall-sum");
  });
  it("is for whoever ordered it, and ends the case", () => {
    finish();
    expect(decided("factory", closing())).toBe("not-holder");
    say("operator", closing());
    expect(decided("packer", acknowledged)).toBe("recall-closed");
    expect(completenessOf(theCase())).toBe(980);
  });
});

/**
 * The slow model: every gram is a thing of its own that lies with somebody in some state. Holders sell, lose, take back and pass on;
 * what they then report is what the things say.
 */
const states = ["stock", "sold", "returned", "missing"] as const;
type Gram = { holder: Who; state: (typeof states)[number] };
const holders = ["grower", "factory", "packer", "neighbour"] as const;
const move = fc.record({
  from: fc.constantFrom(...holders),
  to: fc.constantFrom(...holders),
  state: fc.constantFrom(...states),
  n: fc.integer({ min: 1, max: 60 }),
  pass: fc.boolean(),
});

it("the closing sum is what counting every single gram gives, whatever was passed round, and nothing else is taken", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (moves, off) => {
      g = ground();
      g.flows.set("pack-1", { holder: hash("packer"), restGrams: 120, into: [], plots: [], recalled: true });
      say("operator", order({ roots: ["pack-1"], batches: [{ batch: "pack-1", holder: "packer", grams: 120 }] }));
      const grams: Gram[] = Array.from({ length: 120 }, () => ({ holder: "packer", state: "stock" }));
      const passed = new Map<string, number>();
      for (const { from, to, state, n, pass } of moves) {
        const some = grams.filter((one) => one.holder === from && one.state === "stock").slice(0, n);
        if (pass && from === to) continue;
        if (pass && some.length > 0) passed.set(`${from}>${to}`, (passed.get(`${from}>${to}`) ?? 0) + some.length);
        for (const one of some) Object.assign(one, pass ? { holder: to } : { state });
      }
      const count = (holder: Who, state: string) =>
        grams.filter((one) => one.holder === holder && one.state === state).length;
      const truth = (who: Who, more = 0) =>
        report(
          who,
          "pack-1",
          [count(who, "stock") + more, count(who, "sold"), count(who, "returned"), count(who, "missing")],
          holders.flatMap((to) => (passed.has(`${who}>${to}`) ? [{ to, grams: passed.get(`${who}>${to}`) ?? 0 }] : [])),
        );
      // Goods may have gone in circles: deliveries are told first, whoever comes to hold more then tells it anew.
      const involved = holders.filter((who) => who === "packer" || [...passed.keys()].some((key) => key.includes(who)));
      for (let round = 0; round < 12; round++)
        for (const who of involved) {
          const before = find(g.ledger.recalls, "r-1") as RecallCase;
          const share = sharesOf(before).find((one) => one.holder === who);
          if (!share) continue;
          const told = truth(who);
          const sum = told.delivered.reduce((all, one) => all + one.grams, 0) + told.stockGrams + told.soldGrams;
          const adds = sum + told.returnedGrams + told.missingGrams === share.producedGrams;
          expect(decided(who, told)).toBe(adds ? "accepted" : "recall-report-sum");
          if (adds) expect(decided(who, truth(who, off))).toBe("recall-report-sum");
          if (adds) say(who, told);
          say(who, acknowledged);
        }
      const sum = sumOf(theCase());
      const { unexplainedGrams, ...parts } = sum;
      expect(parts.producedGrams).toBe(
        parts.stockGrams + parts.soldGrams + parts.returnedGrams + parts.missingGrams + unexplainedGrams,
      );
      if (openIn(theCase()).holders.length > 0) {
        expect(decided("operator", closing(parts))).toBe("recall-open");
        return;
      }
      for (const state of states) expect(sum[`${state}Grams`]).toBe(grams.filter((one) => one.state === state).length);
      expect(decided("operator", closing({ ...parts, soldGrams: parts.soldGrams + off }))).toBe("recall-sum");
      expect(decided("operator", closing(parts))).toBe("accepted");
    }),
    { numRuns: 30 },
  );
});
