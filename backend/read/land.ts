import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { plotSeries } from "#core/ledger/series-of.ts";
import { productDefined } from "#core/statement/product.ts";
import { plotSurveyed } from "#core/statement/survey.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

const whole = z.int().check(z.minimum(0));
export const plotView = z.object({
  plot: z.string(),
  index: whole,
  survey: plotSurveyed,
  entries: whole,
  seasons: z.array(
    z.object({ season: whole, holder: z.string(), capacityGrams: whole, usedGrams: whole, leftGrams: whole }),
  ),
  /** Days on which the plot may be picked again, after each application; no day where the label's interval is unknown. */
  openings: z.array(z.object({ appliedOn: z.string(), opensOn: z.optional(z.string()) })),
});
export const productView = z.object({ product: z.string(), index: whole, definition: productDefined });
export const conversionView = z.object({ from: z.string(), to: z.string(), numerator: whole, denominator: whole });

export async function listPlots({ ledger, index, names }: Context): Promise<readonly z.infer<typeof plotView>[]> {
  const plots = await ledger.list("plots");
  const lengths = await ledger.lengths(plots.map(({ statement }) => plotSeries(statement.plot)));
  const openings = await ledger.openings();
  const capacities = [...index.history.capacities.values()];
  return plots.map(({ statement, index: line }, at) => ({
    plot: statement.plot,
    index: line,
    survey: statement,
    entries: lengths[at] ?? 0,
    seasons: capacities
      .filter(({ plot }) => plot === idHash(sha256, statement.plot))
      .map(({ season, holder, grams, used }) => ({
        season,
        holder: names.of(holder),
        capacityGrams: grams,
        usedGrams: used,
        leftGrams: grams - used,
      })),
    openings: [...(openings.get(statement.plot) ?? [])],
  }));
}

export const listProducts = async ({ ledger }: Context): Promise<readonly z.infer<typeof productView>[]> =>
  (await ledger.list("products")).map(({ statement, index }) => ({
    product: statement.product,
    index,
    definition: statement,
  }));

export const listConversions = ({ index, names }: Context): readonly z.infer<typeof conversionView>[] =>
  [...index.history.conversions.values()].map(({ from, to, numerator, denominator }) => ({
    from: names.of(from),
    to: names.of(to),
    numerator,
    denominator,
  }));
