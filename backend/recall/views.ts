import * as z from "zod/mini";
import { isPlot } from "#core/batch/graph.ts";
import { idHash } from "#core/chain/questions.ts";
import { completenessOf, openIn, type RecallCase, sharesOf, sumOf } from "#core/recall/case.ts";
import { scopeOf } from "#core/recall/scope.ts";
import { Refusal } from "#core/refusal.ts";
import {
  type RecallQuery,
  recallClosed,
  recallDestroyed,
  recallDestructionAnnounced,
  recallOrdered,
} from "#core/statement/recall.ts";
import { recalledAbove } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { unitBrief, unitsHolding } from "../units/holding.ts";
import { findBatches } from "./find.ts";

const whole = z.int().check(z.minimum(0));
const MOST_BATCHES = 256;
const MOST_FOUND = 4096;

const scoped = z.object({
  batch: z.string(),
  product: z.string(),
  holder: z.string(),
  massGrams: whole,
  /** Mass less what was drawn on or lost: what a recall has to find. */
  grams: whole,
  labels: whole,
  /** Itself, or something upstream, is recalled on the chain. */
  recalled: z.boolean(),
});
const flow = z.object({ from: z.string(), to: z.string(), grams: whole });
export const scopeView = z.object({
  roots: z.array(z.string()),
  batches: z.array(scoped),
  flows: z.array(flow),
  producedGrams: whole,
  labels: whole,
  /** Boxes and pallets that labels in scope stand in now; `moreUnits`: there may be others. */
  units: z.array(unitBrief),
  moreUnits: z.boolean(),
});
type ScopeView = z.infer<typeof scopeView>;

/** What would come back: nothing is signed, stored or sent. */
export async function previewScope(context: Context, query: RecallQuery): Promise<ScopeView> {
  const found = await findBatches(context, query);
  if (found.length > MOST_FOUND) throw new Refusal("too-many", { limit: MOST_FOUND, count: found.length });
  const { roots, batches } = scopeOf(context.index.history.links, found);
  if (batches.length > MOST_BATCHES) throw new Refusal("too-many", { limit: MOST_BATCHES, count: batches.length });
  return { roots: roots.map(context.names.of), ...(await graphOf(context, batches)) };
}

/** Batches and what flowed between them, as the chain has it. */
async function graphOf(context: Context, hashes: readonly string[]): Promise<Omit<ScopeView, "roots">> {
  const { index, names } = context;
  const { batches, links, mints } = index.history;
  const inScope = new Set(hashes);
  const labels = new Map<string, number>();
  for (const { batch, count, voided } of mints.values())
    labels.set(batch, (labels.get(batch) ?? 0) + count - Object.keys(voided).length);
  const rows = hashes.flatMap((hash) => {
    const on = batches.get(hash);
    if (!on) return [];
    return [
      {
        batch: names.of(hash),
        product: names.of(on.product),
        holder: names.of(on.keeper),
        massGrams: on.mass,
        grams: on.mass - on.drawn - on.lost,
        labels: labels.get(hash) ?? 0,
        recalled: recalledAbove(batches, hash) !== undefined,
      },
    ];
  });
  const flows = hashes.flatMap((hash) =>
    links
      .draws(hash)
      .filter(({ from }) => !isPlot(from) && inScope.has(from))
      .map(({ from, to, gramsIn }) => ({ from: names.of(from), to: names.of(to), grams: gramsIn })),
  );
  const { units, more } = await unitsHolding(
    context,
    rows.map(({ batch }) => batch),
  );
  return {
    units: [...units],
    moreUnits: more,
    batches: rows,
    flows,
    producedGrams: rows.reduce((sum, { grams }) => sum + grams, 0),
    labels: rows.reduce((sum, one) => sum + one.labels, 0),
  };
}

const sum = {
  producedGrams: whole,
  stockGrams: whole,
  returnedGrams: whole,
  destroyedGrams: whole,
  soldGrams: whole,
  missingGrams: whole,
  /** Below zero where two claim the same goods. */
  unexplainedGrams: z.int(),
};
const share = z.object({
  ...sum,
  batch: z.string(),
  holder: z.string(),
  deliveredGrams: whole,
  unwitnessedGrams: whole,
  delivered: z.array(z.object({ to: z.string(), grams: whole })),
  note: z.optional(z.string()),
  /** Who signed the report; another than the holder is the regulator's registration (监管登记). */
  reportedBy: z.optional(z.string()),
  acknowledgedAt: z.optional(z.string()),
});
const brief = {
  recall: z.string(),
  order: recallOrdered,
  orderedBy: z.string(),
  index: whole,
  sum: z.object(sum),
  /** Thousandths. */
  completeness: whole,
  open: z.object({ holders: z.array(z.string()), unexplainedGrams: whole, unwitnessed: z.array(z.string()) }),
  /** Everyone who has to answer, or did. */
  holders: z.array(z.string()),
  /** Whose witness is waited for. */
  witnesses: z.array(z.string()),
  closed: z.optional(z.object({ by: z.string(), index: whole, sum: recallClosed })),
};
export const recallSummary = z.object(brief);
const destruction = z.extend(z.omit(recallDestroyed, { type: true, occurredAt: true, recall: true }), {
  by: z.string(),
  witnessed: z.boolean(),
});
const announcement = z.extend(z.omit(recallDestructionAnnounced, { type: true, occurredAt: true, recall: true }), {
  by: z.string(),
  announcedAt: z.string(),
});
export const recallView = z.object({
  ...brief,
  shares: z.array(share),
  /** Time and place told beforehand, those that have taken place included. */
  announcements: z.array(announcement),
  destructions: z.array(destruction),
  /** As the chain has them now; the order's masses are those of the order. */
  graph: scopeView,
});

export const listRecalls = async ({ ledger }: Context): Promise<readonly z.infer<typeof recallSummary>[]> =>
  (await ledger.list("recalls")).toReversed().map(summaryOf);

function summaryOf(one: RecallCase): z.infer<typeof recallSummary> {
  const { order, actor, index, closed, destructions } = one;
  const { holders, unexplainedGrams, unwitnessed } = openIn(one);
  return {
    recall: order.recall,
    order,
    orderedBy: actor,
    index,
    sum: sumOf(one),
    completeness: completenessOf(one),
    open: { holders: [...holders], unexplainedGrams, unwitnessed: [...unwitnessed] },
    holders: [...new Set(sharesOf(one).map(({ holder }) => holder))],
    witnesses: [...new Set(unwitnessed.flatMap((id) => destructions[id]?.witness ?? []))],
    ...(closed && { closed: { by: closed.actor, index: closed.index, sum: closed.sum } }),
  };
}

/** One case: who has what, and what is still open. */
export async function readRecall(context: Context, id: string): Promise<z.infer<typeof recallView>> {
  const one = await context.ledger.find("recalls", id);
  if (!one) throw new Refusal("recall-unknown", { recall: id });
  return {
    ...summaryOf(one),
    shares: sharesOf(one).map(({ report, ...rest }) => ({
      ...rest,
      delivered: report?.delivered ?? [],
      ...(report?.note !== undefined && { note: report.note }),
      ...(report && { reportedBy: report.actor }),
      ...(one.acknowledged[rest.holder] && { acknowledgedAt: one.acknowledged[rest.holder]?.stoppedAt }),
    })),
    announcements: Object.values(one.announced).map(({ actor, index: _index, ...said }) => ({ ...said, by: actor })),
    destructions: Object.values(one.destructions).map(({ actor, index: _index, witnessed, ...said }) => ({
      ...said,
      by: actor,
      witnessed: witnessed !== undefined,
    })),
    graph: {
      roots: [...one.order.roots],
      ...(await graphOf(
        context,
        one.order.batches.map(({ batch }) => idHash(sha256, batch)),
      )),
    },
  };
}
