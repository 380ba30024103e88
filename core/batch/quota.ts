import { Refusal } from "../refusal.ts";

/** What a plot may yield in a season, and who may pick it; whole grams, as BatchLedger's PlotQuotas has it. */
export type Quota = {
  readonly holder: string;
  readonly grams: number;
  readonly used: number;
  /** What others than the holder may still pick, by actor. */
  readonly quotas: Readonly<Record<string, number>>;
  /** By `from>to`: what is offered and not yet taken. */
  readonly offers: Readonly<Record<string, number>>;
};
export type Trade = { readonly from: string; readonly to: string; readonly grams: number };

const sumOf = (sums: Quota["quotas"]): number => Object.values(sums).reduce((sum, one) => sum + one, 0);
const added = (sums: Quota["quotas"], key: string, grams: number): Quota["quotas"] => ({
  ...sums,
  [key]: (sums[key] ?? 0) + grams,
});

/** What somebody may still pick: the holder all that was neither picked nor taken over, others what they took over. */
export const leftTo = ({ holder, grams, used, quotas }: Quota, actor: string): number =>
  actor === holder ? grams - used - sumOf(quotas) : (quotas[actor] ?? 0);

/** A new survey; what a new holder had taken over before is part of its own now. */
export function surveyed<T extends Pick<Quota, "holder" | "grams">>(before: Quota | undefined, survey: T): T & Quota {
  const { [survey.holder]: _own, ...quotas } = before?.quotas ?? {};
  return { ...survey, used: before?.used ?? 0, quotas, offers: before?.offers ?? {} };
}

export function picked<T extends Quota>(one: T, by: string, grams: number): T {
  const used = one.used + grams;
  return by === one.holder ? { ...one, used } : { ...one, used, quotas: added(one.quotas, by, -grams) };
}

export const offered = <T extends Quota>(one: T, { from, to, grams }: Trade): T => ({
  ...one,
  offers: { ...one.offers, [`${from}>${to}`]: grams },
});

/** Passes on what was there: the plot's whole stays the same. */
export function taken<T extends Quota>(one: T, { from, to, grams }: Trade): T {
  let { quotas } = one;
  if (from !== one.holder) quotas = added(quotas, from, -grams);
  if (to !== one.holder) quotas = added(quotas, to, grams);
  return { ...one, quotas, offers: added(one.offers, `${from}>${to}`, -grams) };
}

/** @throws Refusal `capacity-below-used`: what was picked, and what others took over, stays theirs. */
export function refuseSurvey(before: Quota | undefined, survey: Pick<Quota, "holder" | "grams">): void {
  const { used, quotas } = surveyed(before, survey);
  const bound = used + sumOf(quotas);
  if (survey.grams < bound) throw new Refusal("capacity-below-used", { requested: survey.grams, used: bound });
}

/** @throws Refusal `not-holder`, `capacity-exceeded` */
export function refusePick(plot: string, one: Quota | undefined, by: string, grams: number): void {
  const left = one ? leftTo(one, by) : 0;
  if (!one || (by !== one.holder && left === 0)) throw new Refusal("not-holder", { thing: plot, actor: by });
  refuseAbove(left, grams);
}

/** @throws Refusal `capacity-exceeded` */
export const refuseOffer = (one: Quota | undefined, { from, grams }: Omit<Trade, "to">): void =>
  refuseAbove(one ? leftTo(one, from) : 0, grams);

/** @throws Refusal `not-offered`, `capacity-exceeded` where it was picked or passed on meanwhile */
export function refuseTake(plot: string, one: Quota | undefined, { from, to, grams }: Trade): void {
  const offer = one?.offers[`${from}>${to}`] ?? 0;
  if (!one || grams === 0 || grams > offer) throw new Refusal("not-offered", { thing: plot, actor: to });
  refuseAbove(leftTo(one, from), grams);
}

function refuseAbove(left: number, requested: number): void {
  if (requested > left) throw new Refusal("capacity-exceeded", { requested, left });
}
