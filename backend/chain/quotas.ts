import type { Capacity } from "./history.ts";

type Survey = Pick<Capacity, "plot" | "season" | "holder" | "grams" | "surveyHash">;

/** What the plot's holder may still pick: all that was neither picked nor taken over by others. */
export const leftToHolder = ({ grams, used, quotas }: Capacity): number =>
  grams - used - Object.values(quotas).reduce((sum, one) => sum + one, 0);

/** A new survey; what a new holder had taken over before is part of its own now. */
export function surveyed(before: Capacity | undefined, survey: Survey): Capacity {
  const { [survey.holder]: _own, ...quotas } = before?.quotas ?? {};
  return { ...survey, used: before?.used ?? 0, quotas, offers: before?.offers ?? {} };
}

export function picked(one: Capacity, by: string, grams: number): Capacity {
  const used = one.used + grams;
  return by === one.holder ? { ...one, used } : { ...one, used, quotas: added(one.quotas, by, -grams) };
}

export const offered = (one: Capacity, from: string, to: string, grams: number): Capacity => ({
  ...one,
  offers: { ...one.offers, [`${from}>${to}`]: grams },
});

export function taken(one: Capacity, from: string, to: string, grams: number): Capacity {
  let { quotas } = one;
  if (from !== one.holder) quotas = added(quotas, from, -grams);
  if (to !== one.holder) quotas = added(quotas, to, grams);
  return { ...one, quotas, offers: added(one.offers, `${from}>${to}`, -grams) };
}

const added = (sums: Capacity["quotas"], key: string, grams: number): Capacity["quotas"] => ({
  ...sums,
  [key]: (sums[key] ?? 0) + grams,
});
