import type * as z from "zod/mini";
import { Refusal } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { applying } from "../statement/event.ts";

/** From which day a plot may be picked after an application (安全间隔期, 农药管理条例 第三十四条). */
export type Opening = { readonly appliedOn: string; readonly opensOn: string };

/** By day of application, the latest day on which a plot opens after it. */
export type Opened = Readonly<Record<string, string>>;

const DAY = 86_400;

/** The last day of use plus the interval of the product's label; without an interval nothing can be computed, and readers see that. */
export function opensOn(statement: z.infer<typeof applying>): Opening {
  const { stoppedOn, intervalDays = 0 } = statement["liangji:application"];
  return { appliedOn: stoppedOn, opensOn: dateOf(utcSeconds(`${stoppedOn}T00:00:00Z`) + intervalDays * DAY) };
}

/** Openings of a plot are kept by the year of application: no row grows beyond the days of one year. */
export const openingYear = (plot: string, appliedOn: string): string => `${plot}/${appliedOn.slice(0, 4)}`;
/** Where the applications stand that may shut a plot on a day: an interval lasts a year at most. */
export const openingYears = (plot: string, day: string): readonly [string, string] => [
  openingYear(plot, String(Number(day.slice(0, 4)) - 1)),
  openingYear(plot, day),
];

export const withOpening = (opened: Opened = {}, { appliedOn, opensOn: opens }: Opening): Opened =>
  (opened[appliedOn] ?? "") >= opens ? opened : { ...opened, [appliedOn]: opens };

export const openingsIn = (opened: Opened = {}): readonly Opening[] =>
  Object.entries(opened).map(([appliedOn, opens]) => ({ appliedOn, opensOn: opens }));

/** Refuses leaf picked between an application and the end of its interval. Applications after the harvest do not touch it. */
export function refuseEarlyHarvest(plot: string, harvestedOn: string, openings: readonly Opening[]): void {
  const shut = openings.find((one) => one.appliedOn <= harvestedOn && harvestedOn < one.opensOn);
  if (shut) throw new Refusal("interval-not-over", { plot, applied: shut.appliedOn, opens: shut.opensOn });
}

/** Seconds since 1970 to a civil date, UTC (H. Hinnant, civil_from_days). */
export function dateOf(seconds: number): string {
  const z = Math.floor(seconds / DAY) + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
