import * as z from "zod/mini";
import type { Role } from "./fields.ts";
import { date, grams, id, name, text, time } from "./fields.ts";

/** Grams of which there may be none. */
const some = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000));

/** What was looked for: a plot, an input by registration no., name or source, a lot of an input, a batch, a report, or a product; days bound it, inclusive. */
export const recallQuery = z
  .strictObject({
    by: z.enum(["plot", "input", "input-lot", "batch", "report", "product"]),
    value: name,
    /** Whose lot; another manufacturer may use the same number. */
    manufacturer: z.optional(name),
    from: z.optional(date),
    to: z.optional(date),
  })
  .check(
    z.refine(({ by, manufacturer }) => by === "input-lot" || manufacturer === undefined, { path: ["manufacturer"] }),
  );

/**
 * 召回 (recall) is ordered: what is in it, whose it is, and how much of it is still somewhere. `grams` of a batch is its mass less what
 * was drawn on into other batches, all of which are in scope too. A drill (演练) says the same of goods that stay on sale.
 */
export const recallOrdered = z.strictObject({
  type: z.literal("liangji:RecallOrdered"),
  occurredAt: time,
  recall: id,
  drill: z.boolean(),
  level: z.int().check(z.minimum(1), z.maximum(3)),
  reason: text,
  /** When the risk became known: the clock of the level runs from here. */
  knownAt: time,
  measures: text,
  contact: name,
  query: recallQuery,
  roots: z.array(id).check(z.minLength(1), z.maxLength(32)),
  batches: z.array(z.strictObject({ batch: id, holder: id, grams: some })).check(z.minLength(1), z.maxLength(256)),
});

/** A holder has the notice and stopped selling. */
export const recallAcknowledged = z.strictObject({
  type: z.literal("liangji:RecallAcknowledged"),
  occurredAt: time,
  recall: id,
  stoppedAt: time,
});

/** Where everything is that `holder` had of a batch; a later report takes the place of an earlier one. What is missing asks for a note. */
export const recallStockReported = z.strictObject({
  type: z.literal("liangji:RecallStockReported"),
  occurredAt: time,
  recall: id,
  batch: id,
  holder: id,
  /** Sealed, in stock; whatever of it was destroyed since included. */
  stockGrams: some,
  soldGrams: some,
  /** Sold, and come back from buyers; whatever of it was destroyed since included. */
  returnedGrams: some,
  missingGrams: some,
  /** Passed on to others who answer for it themselves; goods sent back go this way, too. */
  delivered: z.array(z.strictObject({ to: id, grams })).check(z.maxLength(32)),
  note: z.optional(text),
});

/** Time and place of a destruction, told before it (食品安全法 第六十三条: 应当提前报告时间、地点); a later one under the same id takes its place. */
export const recallDestructionAnnounced = z.strictObject({
  type: z.literal("liangji:RecallDestructionAnnounced"),
  occurredAt: time,
  recall: id,
  destruction: id,
  batch: id,
  method: text,
  place: name,
  plannedAt: time,
});

/** 无害化处理、销毁; counts when the witness says so too. */
export const recallDestroyed = z.strictObject({
  type: z.literal("liangji:RecallDestroyed"),
  occurredAt: time,
  recall: id,
  destruction: id,
  batch: id,
  stockGrams: some,
  returnedGrams: some,
  method: text,
  place: name,
  destroyedAt: time,
  witness: id,
});

/** The witness's own signature under a destruction. */
export const recallDestructionWitnessed = z.strictObject({
  type: z.literal("liangji:RecallDestructionWitnessed"),
  occurredAt: time,
  recall: id,
  destruction: id,
  grams,
});

/** 结案: the closing sum, which the log recomputes. */
export const recallClosed = z.strictObject({
  type: z.literal("liangji:RecallClosed"),
  occurredAt: time,
  recall: id,
  producedGrams: some,
  stockGrams: some,
  returnedGrams: some,
  destroyedGrams: some,
  soldGrams: some,
  missingGrams: some,
  conclusion: text,
});

export const recallRecord = z.discriminatedUnion("type", [
  recallOrdered,
  recallAcknowledged,
  recallStockReported,
  recallDestructionAnnounced,
  recallDestroyed,
  recallDestructionWitnessed,
  recallClosed,
]);
export type RecallRecord = z.infer<typeof recallRecord>;
export type RecallOrdered = z.infer<typeof recallOrdered>;
export type RecallStockReported = z.infer<typeof recallStockReported>;
export type RecallDestructionAnnounced = z.infer<typeof recallDestructionAnnounced>;
export type RecallDestroyed = z.infer<typeof recallDestroyed>;
export type RecallDestructionWitnessed = z.infer<typeof recallDestructionWitnessed>;
export type RecallClosed = z.infer<typeof recallClosed>;
export type RecallQuery = z.infer<typeof recallQuery>;

const producers: readonly Role[] = ["grower", "factory", "packer"];
/** Which role may say it; the rules bound it further (core/recall/decide.ts). */
export const recallRoles: Readonly<Record<RecallRecord["type"], readonly Role[]>> = {
  "liangji:RecallOrdered": ["operator", "regulator", ...producers],
  "liangji:RecallAcknowledged": producers,
  "liangji:RecallStockReported": ["regulator", ...producers],
  "liangji:RecallDestructionAnnounced": producers,
  "liangji:RecallDestroyed": producers,
  "liangji:RecallDestructionWitnessed": ["operator", "regulator", "laboratory", "certifier", ...producers],
  "liangji:RecallClosed": ["operator", "regulator", ...producers],
};
