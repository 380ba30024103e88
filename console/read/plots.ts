import { leftTo, type Quota } from "#core/batch/quota.ts";
import { worstOf } from "#core/ledger/interval.ts";
import { daysFromTo } from "#core/statement/clock.ts";
import type { Plot } from "./views.ts";

type Opening = Plot["openings"][number];
/** The application whose interval still shuts a plot on a day. */
export const shutBy = (plot: Plot, day: string): Opening | undefined => worstOf(plot.openings, day);

/** Whole days since the last application up to a day; undefined where there was none. */
export function daysSinceSpraying(plot: Plot, day: string): number | undefined {
  const last = plot.openings
    .map(({ appliedOn }) => appliedOn)
    .filter((on) => on <= day)
    .sort()
    .at(-1);
  return last === undefined ? undefined : daysFromTo(last, day);
}

export const seasonOf = (plot: Plot, season: number): Plot["seasons"][number] | undefined =>
  plot.seasons.find((one) => one.season === season);
/** A plot's season as core judges it; nothing may be picked where there is no capacity. */
export function quotaOf(plot: Plot, season: number): Quota {
  const { holder = "", capacityGrams = 0, usedGrams = 0, quotas = [], offers = [] } = seasonOf(plot, season) ?? {};
  return {
    holder,
    grams: capacityGrams,
    used: usedGrams,
    quotas: Object.fromEntries(quotas.map(({ actor, grams }) => [actor, grams])),
    offers: Object.fromEntries(offers.map(({ from, to, grams }) => [`${from}>${to}`, grams])),
  };
}
/** What somebody may still pick: the holder's own, or what was taken over. */
export const leftFor = (plot: Plot, season: number, actor: string): number | undefined =>
  seasonOf(plot, season) && leftTo(quotaOf(plot, season), actor);
/** The plots that a grower may pick on in a season: its own, and those of which it took quota over. */
export const pickableBy = (plots: readonly Plot[], season: number, actor: string): readonly Plot[] => {
  const own = heldBy(plots, actor);
  return plots.filter((plot) => own.includes(plot) || (leftFor(plot, season, actor) ?? 0) > 0);
};
/** The plots that a grower works on. */
export const heldBy = (plots: readonly Plot[], actor: string): readonly Plot[] =>
  plots.filter(({ survey, seasons }) => (seasons.at(-1)?.holder ?? survey.holder) === actor);
