import * as z from "zod/mini";
import { isPlot } from "#core/batch/graph.ts";
import { idHash } from "#core/chain/questions.ts";
import { stockOf } from "#core/label/stock.ts";
import type { Flags } from "#core/ledger/flags.ts";
import { batchSeries } from "#core/ledger/series-of.ts";
import { Refusal } from "#core/refusal.ts";
import { NONE, recalledAbove } from "../chain/history.ts";
import { provenanceOf } from "../chain/relay.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { seriesIndexes } from "../log/series.ts";

const whole = z.int().check(z.minimum(0));
const flow = z.object({ batch: z.string(), gramsIn: whole, gramsOut: whole });
export const batchView = z.object({
  batch: z.string(),
  product: z.string(),
  holder: z.string(),
  /** In whose hands it is now. */
  keeper: z.string(),
  /** To whom it is offered; empty: to nobody. */
  nextHolder: z.string(),
  rejection: z.string(),
  season: whole,
  state: z.enum(["open", "closed"]),
  massGrams: whole,
  drawnGrams: whole,
  labelledGrams: whole,
  lostGrams: whole,
  leftGrams: whole,
  openedAt: whole,
  closedAt: whole,
  certificate: z.string(),
  entries: whole,
  plots: z.array(z.object({ plot: z.string(), grams: whole })),
  sources: z.array(flow),
  /** Itself, or the first batch upstream, that was recalled. */
  recalled: z.optional(z.object({ batch: z.string(), at: whole, reason: z.string() })),
  /** Commitment certificates that were collected with what went into it. */
  collected: z.array(z.string()),
  /** Leaf in it that was picked inside an interval; `opensOn` absent: the label's interval is unknown. */
  flags: z.array(
    z.object({
      plot: z.string(),
      harvestedOn: z.string(),
      appliedOn: z.string(),
      opensOn: z.optional(z.string()),
      resolved: z.optional(z.object({ index: whole, actor: z.string(), person: z.string() })),
    }),
  ),
  mints: z.array(
    z.object({
      labelRoot: z.string(),
      count: whole,
      unitGrams: whole,
      mintedAt: whole,
      activatedAt: whole,
      voided: whole,
      stock: z.object({
        ...{ printed: whole, waiting: whole, active: whole, spoiled: whole, returned: whole, void: whole },
      }),
    }),
  ),
});
export const batchDetail = z.extend(batchView, {
  indexes: z.array(whole),
  provenanceRoot: z.string(),
  downstream: z.array(z.string()),
});
type BatchView = z.infer<typeof batchView>;

export async function listBatches(context: Context): Promise<readonly BatchView[]> {
  const hashes = [...context.index.history.batches.keys()].reverse();
  const ids = hashes.map(context.names.of);
  const [lengths, flags, collected] = await Promise.all([
    context.ledger.lengths(ids.map(batchSeries)),
    context.ledger.flags(ids),
    context.ledger.collected(ids),
  ]);
  return hashes.map((hash, at) => viewOf(context, hash, lengths[at] ?? 0, flags[at] ?? {}, collected[at] ?? []));
}

/** One batch, with what its holder signs on closing it: root and count of its entries so far. */
export async function readBatch(context: Context, id: string): Promise<z.infer<typeof batchDetail>> {
  const hash = idHash(sha256, id);
  if (!context.index.history.batches.has(hash)) throw new Refusal("batch-unknown", { batch: id });
  context.names.learn([id]);
  const [[flags = {}], [collected = []]] = await Promise.all([
    context.ledger.flags([id]),
    context.ledger.collected([id]),
  ]);
  const view = viewOf(context, hash, await context.ledger.length(batchSeries(id)), flags, collected);
  const { provenanceRoot } = await provenanceOf(context, id);
  return {
    ...view,
    indexes: [...(await seriesIndexes(context.store, batchSeries(id), view.entries))],
    provenanceRoot,
    downstream: context.index.history.links.downstream(hash).slice(1).map(context.names.of),
  };
}

function viewOf(
  { index, names }: Context,
  hash: string,
  entries: number,
  flags: Flags,
  collected: readonly string[],
): BatchView {
  const { batches, links, mints } = index.history;
  const one = batches.get(hash) ?? unknown(hash);
  const name = (id: string): string => (id === NONE ? "" : names.of(id));
  const recalled = recalledAbove(batches, hash);
  return {
    batch: name(hash),
    product: name(one.product),
    holder: name(one.holder),
    keeper: name(one.keeper),
    nextHolder: name(one.nextHolder),
    rejection: one.rejection,
    season: one.season,
    state: one.state,
    massGrams: one.mass,
    drawnGrams: one.drawn,
    labelledGrams: one.labelled,
    lostGrams: one.lost,
    leftGrams: one.mass - one.drawn - one.labelled - one.lost,
    openedAt: one.openedAt,
    closedAt: one.closedAt,
    certificate: name(one.certificate),
    entries,
    plots: Object.entries(one.plots).map(([plot, grams]) => ({ plot: name(plot), grams })),
    sources: links
      .draws(hash)
      .filter(({ from }) => !isPlot(from))
      .map(({ from, gramsIn, gramsOut }) => ({ batch: name(from), gramsIn, gramsOut })),
    ...(recalled && {
      recalled: {
        batch: name(recalled),
        at: batches.get(recalled)?.recalledAt ?? 0,
        reason: batches.get(recalled)?.recallReason ?? "",
      },
    }),
    collected: [...collected],
    flags: Object.values(flags).map(({ sequence: _, ...flag }) => flag),
    mints: [...mints]
      .filter(([, { batch }]) => batch === hash)
      .map(([labelRoot, mint]) => ({
        labelRoot,
        count: mint.count,
        unitGrams: mint.unitGrams,
        mintedAt: mint.mintedAt,
        activatedAt: mint.activatedAt,
        voided: Object.keys(mint.voided).length,
        stock: stockOf(mint),
      })),
  };
}

const unknown = (hash: string): never => {
  throw new Error(`no batch ${hash}`);
};
