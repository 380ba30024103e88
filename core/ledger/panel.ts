import type { Pickings } from "./flags.ts";

/**
 * Of one plot and year, by the last day of use: active ingredients, and the line that said so first. What goes with the leaf is what was known
 * when it was picked, so lines are kept: applied once more, an entry takes in nothing that came after it.
 */
export type Treated = Readonly<Record<string, Readonly<Record<string, number>>>>;
/** Of one batch: active ingredients applied to what it is made of, with the line that brought each, and by analyte the reports in force that hold it, sorted. */
export type Panel = {
  readonly applied: Readonly<Record<string, number>>;
  readonly tested: Readonly<Record<string, readonly string[]>>;
};

/** Substances on one plot and day; a row does not grow without bound. */
export const MOST_PER_DAY = 64;
const MOST_PER_BATCH = 256;
/** Of one analyte in one batch. */
const MOST_REPORTS = 64;

const untested: Panel = { applied: {}, tested: {} };
const union = (one: readonly string[], other: readonly string[], most: number): readonly string[] =>
  [...new Set([...one, ...other])].sort().slice(0, most);

/** Each substance with the first line that names it. */
function withEach(
  row: Readonly<Record<string, number>>,
  actives: readonly string[],
  index: number,
  most: number,
): Readonly<Record<string, number>> {
  const fresh = [...new Set(actives)].filter((active) => !Object.hasOwn(row, active));
  const room = Math.max(0, most - Object.keys(row).length);
  return { ...row, ...Object.fromEntries(fresh.slice(0, room).map((active) => [active, index])) };
}

export const withApplied = (row: Treated = {}, day: string, actives: readonly string[], index: number): Treated => ({
  ...row,
  [day]: withEach(row[day] ?? {}, actives, index, MOST_PER_DAY),
});

/**
 * What was applied to a plot since the harvest before this batch's (用什么药检什么药, 令2025年第4号), up to the day of this one, as far as
 * it was written down before line `index`.
 *
 * @param treated  the plot's rows of this year and the one before
 * @param picked   the same years
 */
export function appliedSince(
  treated: readonly (Treated | undefined)[],
  picked: readonly (Pickings | undefined)[],
  batch: string,
  day: string,
  index: number,
): readonly string[] {
  const picks = picked.flatMap((row) =>
    Object.entries(row ?? {}).flatMap(([on, batches]) =>
      Object.entries(batches).flatMap(([by, at]) => (at < index ? [{ on, by }] : [])),
    ),
  );
  const own = picks.filter(({ on, by }) => by === batch && on <= day).map(({ on }) => on);
  const first = [...own, day].sort()[0] ?? day;
  const before = picks.filter(({ on, by }) => by !== batch && on < first).map(({ on }) => on);
  const last = before.sort().at(-1) ?? "";
  return treated.flatMap((row) =>
    Object.entries(row ?? {}).flatMap(([on, actives]) =>
      last < on && on <= day ? Object.keys(actives).filter((active) => (actives[active] ?? 0) < index) : [],
    ),
  );
}

export const withSubstances = (row: Panel = untested, actives: readonly string[], index: number): Panel => ({
  ...row,
  applied: withEach(row.applied, actives, index, MOST_PER_BATCH),
});
/** An entry is applied again when the log is read back: the same report twice is one. */
export const withTested = (row: Panel = untested, report: string, analytes: readonly string[]): Panel => {
  const added = analytes.map((one) => [one, union(row.tested[one] ?? [], [report], MOST_REPORTS)] as const);
  return { ...row, tested: inOrder({ ...row.tested, ...Object.fromEntries(added) }) };
};
/** What a report held is no longer tested by it. */
export const withoutTested = (row: Panel = untested, report: string): Panel => ({
  ...row,
  tested: inOrder(
    Object.fromEntries(
      Object.entries(row.tested).map(([analyte, reports]) => [analyte, reports.filter((one) => one !== report)]),
    ),
  ),
});

const inOrder = (tested: Panel["tested"]): Panel["tested"] =>
  Object.fromEntries(
    Object.entries(tested)
      .filter(([, reports]) => reports.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, MOST_PER_BATCH),
  );

/** What was applied and neither tested before nor in this report. */
export const missedBy = (row: Panel = untested, analytes: readonly string[]): readonly string[] =>
  Object.keys(row.applied)
    .filter((active) => !Object.hasOwn(row.tested, active) && !analytes.includes(active))
    .sort();
