import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

const whole = z.int().check(z.minimum(0));
const MOST_ROWS = 20_000;

/** What holds some of it now. Mass is what went into the batch; drawn, labelled and left are where it is. */
const held = z.object({
  batch: z.string(),
  holder: z.string(),
  massGrams: whole,
  drawnGrams: whole,
  labelledGrams: whole,
  lostGrams: whole,
  leftGrams: whole,
});
export const forwardView = z.object({ downstream: z.array(held) });
export const traceView = z.object({
  batch: z.string(),
  massGrams: whole,
  /** Sums to massGrams, to the gram. */
  origins: z.array(z.object({ plot: z.string(), grams: whole })),
  /** Each after its own sources; the batch itself last. */
  upstream: z.array(z.string()),
  downstream: z.array(held),
});

/** Where a batch came from and where it went. */
export function traceBatch(context: Context, id: string): z.infer<typeof traceView> {
  const { index, names } = context;
  const { batches, links } = index.history;
  const hash = idHash(sha256, id);
  const on = batches.get(hash);
  if (!on) throw new Refusal("batch-unknown", { batch: id });
  return {
    batch: id,
    massGrams: on.mass,
    origins: [...links.origins(hash)].map(([plot, grams]) => ({ plot: names.of(plot.slice("plot/".length)), grams })),
    upstream: bounded(links.upstream(hash)).map(names.of),
    downstream: downstream(context, hash),
  };
}

/** Everything that leaf of a plot went into. */
export const tracePlot = (context: Context, id: string): z.infer<typeof forwardView> => ({
  downstream: downstream(context, `plot/${idHash(sha256, id)}`),
});

const downstream = ({ index, names }: Context, from: string): z.infer<typeof held>[] =>
  bounded(index.history.links.downstream(from))
    .slice(1)
    .flatMap((hash) => {
      const on = index.history.batches.get(hash);
      if (!on) return [];
      const { mass, drawn, labelled, lost } = on;
      return [
        {
          batch: names.of(hash),
          holder: names.of(on.keeper),
          massGrams: mass,
          drawnGrams: drawn,
          labelledGrams: labelled,
          lostGrams: lost,
          leftGrams: mass - drawn - labelled - lost,
        },
      ];
    });

function bounded(found: readonly string[]): readonly string[] {
  if (found.length > MOST_ROWS) throw new Refusal("too-many", { limit: MOST_ROWS, count: found.length });
  return found;
}
