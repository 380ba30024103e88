import * as z from "zod/mini";
import { leftTo } from "#core/batch/quota.ts";
import { idHash } from "#core/chain/questions.ts";
import { plotSeries } from "#core/ledger/series-of.ts";
import { productDefined } from "#core/statement/product.ts";
import { saleRegionSet } from "#core/statement/scan.ts";
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
    z.object({
      season: whole,
      holder: z.string(),
      capacityGrams: whole,
      usedGrams: whole,
      /** The holder's own: neither picked nor taken over by others. */
      leftGrams: whole,
      /** What others took over and may still pick. */
      quotas: z.array(z.object({ actor: z.string(), grams: whole })),
      offers: z.array(z.object({ from: z.string(), to: z.string(), grams: whole })),
    }),
  ),
  /** Days on which the plot may be picked again, after each application; no day where the label's interval is unknown. */
  openings: z.array(z.object({ appliedOn: z.string(), opensOn: z.optional(z.string()) })),
});
export const productView = z.object({
  product: z.string(),
  index: whole,
  definition: productDefined,
  saleRegion: z.optional(saleRegionSet),
});
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
      .map((one) => ({
        season: one.season,
        holder: names.of(one.holder),
        capacityGrams: one.grams,
        usedGrams: one.used,
        leftGrams: leftTo(one, one.holder),
        quotas: Object.entries(one.quotas)
          .filter(([, grams]) => grams > 0)
          .map(([actor, grams]) => ({ actor: names.of(actor), grams })),
        offers: Object.entries(one.offers)
          .filter(([, grams]) => grams > 0)
          .map(([key, grams]) => {
            const [from = "", to = ""] = key.split(">");
            return { from: names.of(from), to: names.of(to), grams };
          }),
      })),
    openings: [...(openings.get(statement.plot) ?? [])],
  }));
}

export const listProducts = async ({ ledger }: Context): Promise<readonly z.infer<typeof productView>[]> =>
  Promise.all(
    (await ledger.list("products")).map(async ({ statement, index }) => {
      const region = await ledger.find("saleRegions", statement.product);
      return {
        product: statement.product,
        index,
        definition: statement,
        ...(region && { saleRegion: region.statement }),
      };
    }),
  );

export const listConversions = ({ index, names }: Context): readonly z.infer<typeof conversionView>[] =>
  [...index.history.conversions.values()].map(({ from, to, numerator, denominator }) => ({
    from: names.of(from),
    to: names.of(to),
    numerator,
    denominator,
  }));
