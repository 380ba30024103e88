import fc from "fast-check";
import { sha256 } from "#backend/crypto.ts";
import { idHash } from "#core/chain/questions.ts";
import type { Statement } from "#core/entry.ts";
import type { RecallRecord } from "#core/statement/recall.ts";
import type { Ground } from "../backend/ground.ts";
import { count, day, id, maybe, name, record, type Said, text, time } from "./statements.ts";

const c = fc.constant;
const knownAt = "2020-01-05T08:00:00+08:00";
const RECALL = "recall-1";

/** For each record of a recall everything valid that may be said of it where recall-1 of leaf-1 (1,000 g, the grower's) is under way: 300 g in stock, 200 g returned, of which d-1 is destroyed. */
export function recallStatements(g: Ground): Readonly<Record<RecallRecord["type"], fc.Arbitrary<Said>>> {
  g.flows.set("leaf-1", { holder: idHash(sha256, "grower"), restGrams: 1000, into: [], plots: [], recalled: true });
  const said = (by: Said["by"], statement: fc.Arbitrary<object>): fc.Arbitrary<Said> =>
    statement.map((one) => ({ by, statement: JSON.parse(JSON.stringify(one)) as Statement, series: [] }));
  const order = {
    type: "liangji:RecallOrdered" as const,
    occurredAt: "2026-01-05T08:00:00+08:00",
    recall: RECALL,
    drill: false,
    level: 1,
    reason: "示例",
    knownAt,
    measures: "示例",
    contact: "示例",
    query: { by: "batch" as const, value: "leaf-1" },
    roots: ["leaf-1"],
    batches: [{ batch: "leaf-1", holder: "grower", grams: 1000 }],
  };
  const { occurredAt } = order;
  const counts = { stockGrams: 300, soldGrams: 400, returnedGrams: 200, missingGrams: 0 };
  const delivered = [{ to: "factory", grams: 100 }];
  const say = (by: Said["by"], statement: RecallRecord) => g.add(g.sign(g.people[by], statement));
  say("operator", order);
  const about = { occurredAt, recall: RECALL };
  say("grower", {
    type: "liangji:RecallStockReported",
    ...about,
    batch: "leaf-1",
    holder: "grower",
    ...counts,
    delivered,
  });
  say("grower", {
    type: "liangji:RecallDestroyed",
    ...about,
    destruction: "d-1",
    batch: "leaf-1",
    stockGrams: 10,
    returnedGrams: 20,
    method: "示例",
    place: "示例",
    destroyedAt: occurredAt,
    witness: "laboratory",
  });
  return {
    "liangji:RecallOrdered": said(
      "operator",
      record({
        type: c("liangji:RecallOrdered"),
        occurredAt: time,
        recall: id.filter((one) => one !== RECALL),
        drill: fc.boolean(),
        level: count(1, 3),
        reason: text,
        knownAt: c(knownAt),
        measures: text,
        contact: name,
        query: record({
          by: c("input-lot"),
          value: name,
          manufacturer: maybe(name),
          from: maybe(day),
          to: maybe(day),
        }),
        roots: c(order.roots),
        batches: c(order.batches),
      }),
    ),
    "liangji:RecallAcknowledged": said(
      "grower",
      record({ type: c("liangji:RecallAcknowledged"), occurredAt: time, recall: c(RECALL), stoppedAt: time }),
    ),
    "liangji:RecallStockReported": said(
      "grower",
      fc.tuple(time, text, count(10, 400), count(20, 300), count(0, 100)).map(([at, note, stock, back, missing]) => ({
        type: "liangji:RecallStockReported",
        ...about,
        occurredAt: at,
        batch: "leaf-1",
        holder: "grower",
        stockGrams: stock,
        soldGrams: 900 - stock - back - missing,
        returnedGrams: back,
        missingGrams: missing,
        delivered,
        note,
      })),
    ),
    "liangji:RecallDestructionAnnounced": said(
      "grower",
      record({
        type: c("liangji:RecallDestructionAnnounced"),
        occurredAt: time,
        recall: c(RECALL),
        destruction: id.filter((one) => one !== "d-1"),
        batch: c("leaf-1"),
        method: text,
        place: name,
        plannedAt: c("2099-01-05T08:00:00+08:00"),
      }),
    ),
    "liangji:RecallDestroyed": said(
      "grower",
      record({
        type: c("liangji:RecallDestroyed"),
        occurredAt: time,
        recall: c(RECALL),
        destruction: id.filter((one) => one !== "d-1"),
        batch: c("leaf-1"),
        stockGrams: count(0, 290),
        returnedGrams: count(1, 180),
        method: text,
        place: name,
        destroyedAt: time,
        witness: fc.constantFrom("laboratory", "operator", "neighbour"),
      }),
    ),
    "liangji:RecallDestructionWitnessed": said(
      "laboratory",
      record({
        type: c("liangji:RecallDestructionWitnessed"),
        occurredAt: time,
        recall: c(RECALL),
        destruction: c("d-1"),
        grams: c(30),
      }),
    ),
    "liangji:RecallClosed": said("packer", c({ ...closable(g), occurredAt, conclusion: "示例" })),
  };
}

/** Recall recall-2 of pack-1, all of it in stock and signed for. */
function closable(g: Ground): object {
  const occurredAt = "2026-01-05T08:00:00+08:00";
  const about = { occurredAt, recall: "recall-2" };
  g.flows.set("pack-1", { holder: idHash(sha256, "packer"), restGrams: 50, into: [], plots: [], recalled: true });
  const say = (by: Said["by"], statement: RecallRecord) => g.add(g.sign(g.people[by], statement));
  say("packer", {
    type: "liangji:RecallOrdered",
    ...about,
    drill: true,
    level: 3,
    reason: "示例",
    knownAt,
    measures: "示例",
    contact: "示例",
    query: { by: "batch", value: "pack-1" },
    roots: ["pack-1"],
    batches: [{ batch: "pack-1", holder: "packer", grams: 50 }],
  });
  say("packer", { type: "liangji:RecallAcknowledged", ...about, stoppedAt: occurredAt });
  const none = { soldGrams: 0, returnedGrams: 0, missingGrams: 0 };
  say("packer", {
    type: "liangji:RecallStockReported",
    ...about,
    batch: "pack-1",
    holder: "packer",
    stockGrams: 50,
    ...none,
    delivered: [],
  });
  return {
    type: "liangji:RecallClosed",
    recall: "recall-2",
    producedGrams: 50,
    stockGrams: 50,
    destroyedGrams: 0,
    ...none,
  };
}
