import type * as z from "zod/mini";
import { type applying, MOST_INTERVAL_DAYS } from "../statement/applying.ts";
import { daysFromTo, utcSeconds } from "../statement/clock.ts";

type Application = z.infer<typeof applying>["liangji:application"];

/** From which day a plot may be picked after an application (安全间隔期, 农药管理条例 第三十四条); without `opensOn` the label's interval is unknown. */
export type Opening = { readonly appliedOn: string; readonly opensOn?: string };

/** By day of application, the latest day on which a plot opens after it, or UNKNOWN. */
export type Opened = Readonly<Record<string, string>>;
/** Sorts behind every day: an unknown interval is worse than any known one. */
const UNKNOWN = "unknown";

const DAY = 86_400;

/** Whether leaf picked on a day falls into the interval after an application. An unknown one counts as the longest there is: it is never passed. */
export function isShut({ stoppedOn, intervalDays = MOST_INTERVAL_DAYS }: Application, day: string): boolean {
  return stoppedOn <= day && daysFromTo(stoppedOn, day) < intervalDays;
}

/** The last day of use plus the interval of the product's label. */
export const openingOf = ({ stoppedOn, intervalDays }: Application): Opening => ({
  appliedOn: stoppedOn,
  ...(intervalDays !== undefined && { opensOn: daysAfter(stoppedOn, intervalDays) }),
});

/** The same for an opening that is known by its days alone. */
export const shuts = ({ appliedOn, opensOn }: Opening, day: string): boolean =>
  appliedOn <= day && day < (opensOn ?? daysAfter(appliedOn, MOST_INTERVAL_DAYS));

const daysAfter = (day: string, days: number): string => dateOf(utcSeconds(`${day}T00:00:00Z`) + days * DAY);

/** Openings of a plot are kept by the year of application, what was picked by the year of picking: no row grows beyond the days of one year. */
export const plotYear = (plot: string, day: string): string => `${plot}/${day.slice(0, 4)}`;
const neighbour = (day: string, years: number): string => String(Number(day.slice(0, 4)) + years);
/** Where the applications stand that may shut a plot on a day: an interval lasts a year at most. */
export const openingYears = (plot: string, day: string): readonly [string, string] => [
  plotYear(plot, neighbour(day, -1)),
  plotYear(plot, day),
];
/** Where the harvests stand that an application may shut. */
export const pickingYears = (plot: string, appliedOn: string): readonly [string, string] => [
  plotYear(plot, appliedOn),
  plotYear(plot, neighbour(appliedOn, 1)),
];

export const withOpening = (opened: Opened = {}, { appliedOn, opensOn = UNKNOWN }: Opening): Opened =>
  (opened[appliedOn] ?? "") >= opensOn ? opened : { ...opened, [appliedOn]: opensOn };

export const openingsIn = (opened: Opened = {}): readonly Opening[] =>
  Object.entries(opened).map(([appliedOn, opensOn]) => ({ appliedOn, ...(opensOn !== UNKNOWN && { opensOn }) }));

/** The opening that a harvest was furthest ahead of; none if it was in time. Applications after the harvest do not touch it. */
export const worstOf = (openings: readonly Opening[], harvestedOn: string): Opening | undefined =>
  openings
    .filter((one) => shuts(one, harvestedOn))
    .reduce<Opening | undefined>(
      (worst, one) => (worst && (worst.opensOn ?? UNKNOWN) >= (one.opensOn ?? UNKNOWN) ? worst : one),
      undefined,
    );

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
