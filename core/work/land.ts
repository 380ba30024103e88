import { chainId32 } from "../act/id.ts";
import { type Quota, refuseOffer, refuseTake, type Trade } from "../batch/quota.ts";
import { hex, utf8 } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import type { ClaimMade } from "../statement/claim.ts";
import type { ProductDefined } from "../statement/product.ts";
import type { PlotSurveyed } from "../statement/survey.ts";
import { act, entry, type Step } from "./task.ts";

export const defineProduct = (product: Omit<ProductDefined, "type">): readonly Step[] => [
  entry({ type: "liangji:ProductDefined", ...product }),
];
export const claim = (made: Omit<ClaimMade, "type">): readonly Step[] => [
  entry({ type: "liangji:ClaimMade", ...made }),
];

/** A survey in words, and the capacity that follows from it on the chain, bound together by the survey's hash. */
export function survey(sha256: Hash, surveyed: Omit<PlotSurveyed, "type">): readonly Step[] {
  const statement: PlotSurveyed = { type: "liangji:PlotSurveyed", ...surveyed };
  return [
    entry(statement),
    act("SetCapacity", {
      plot: chainId32(sha256, surveyed.plot),
      season: surveyed.season,
      holder: chainId32(sha256, surveyed.holder),
      grams: surveyed.capacityGrams,
      surveyHash: `0x${hex(sha256(canonical(statement)))}`,
    }),
  ];
}

/** The most that one product may give of another: grams out ≤ grams in × numerator ÷ denominator, with where the figure comes from. */
export const conversion = (
  sha256: Hash,
  c: { from: string; to: string; numerator: number; denominator: number; source: string },
): readonly Step[] => [
  act("SetConversion", {
    fromProduct: chainId32(sha256, c.from),
    toProduct: chainId32(sha256, c.to),
    numerator: c.numerator,
    denominator: c.denominator,
    sourceHash: `0x${hex(sha256(utf8(c.source)))}`,
  }),
];

type QuotaTrade = Trade & { readonly plot: string; readonly season: number };
/**
 * Offers another grower some of what one may still pick; 0 g withdraw it. `now` is the plot's season as the contract has it.
 *
 * @throws Refusal `capacity-exceeded`
 */
export function offerQuota(sha256: Hash, now: Quota, trade: QuotaTrade): readonly Step[] {
  refuseOffer(now, trade);
  const { plot, season, grams, to } = trade;
  return [act("OfferQuota", { plot: chainId32(sha256, plot), season, to: chainId32(sha256, to), grams })];
}
/**
 * The second signature under a trade of quota.
 *
 * @throws Refusal `not-offered`, `capacity-exceeded`
 */
export function takeQuota(sha256: Hash, now: Quota, trade: QuotaTrade): readonly Step[] {
  const { plot, season, grams, from } = trade;
  refuseTake(plot, now, trade);
  return [act("TakeQuota", { plot: chainId32(sha256, plot), season, from: chainId32(sha256, from), grams })];
}
