/** Of one plot and year: what was applied by the last day of use, and for which batch leaf was picked, by day; "" for several. */
export type Treated = {
  readonly applied: Readonly<Record<string, readonly string[]>>;
  readonly picked: Readonly<Record<string, string>>;
};
/** Of one batch: active ingredients applied to what it is made of, and by analyte the reports in force that hold it. Sorted. */
export type Panel = {
  readonly applied: readonly string[];
  readonly tested: Readonly<Record<string, readonly string[]>>;
};

/** Substances on one plot and day; a row does not grow without bound. */
export const MOST_PER_DAY = 64;
const MOST_PER_BATCH = 256;
/** Of one analyte in one batch. */
const MOST_REPORTS = 64;

const untreated: Treated = { applied: {}, picked: {} };
const untested: Panel = { applied: [], tested: {} };
const union = (one: readonly string[], other: readonly string[], most: number): readonly string[] =>
  [...new Set([...one, ...other])].sort().slice(0, most);

export const withApplied = (row: Treated = untreated, day: string, actives: readonly string[]): Treated => ({
  ...row,
  applied: { ...row.applied, [day]: union(row.applied[day] ?? [], actives, MOST_PER_DAY) },
});

export const withPicked = (row: Treated = untreated, day: string, batch: string): Treated => ({
  ...row,
  picked: { ...row.picked, [day]: (row.picked[day] ?? batch) === batch ? batch : "" },
});

/**
 * What was applied to a plot since the harvest before this batch's (用什么药检什么药, 令2025年第4号), up to the day of this one.
 *
 * @param rows  the plot's rows of this year and the one before
 */
export function appliedSince(rows: readonly (Treated | undefined)[], batch: string, day: string): readonly string[] {
  const picked = rows.flatMap((row) => Object.entries(row?.picked ?? {})).sort();
  const first = picked.find(([on, by]) => by === batch && on <= day)?.[0] ?? day;
  const before = picked.findLast(([on, by]) => by !== batch && on < first)?.[0] ?? "";
  return rows.flatMap((row) =>
    Object.entries(row?.applied ?? {}).flatMap(([on, actives]) => (before < on && on <= day ? actives : [])),
  );
}

export const withSubstances = (row: Panel = untested, applied: readonly string[]): Panel => ({
  ...row,
  applied: union(row.applied, applied, MOST_PER_BATCH),
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
  row.applied.filter((active) => !Object.hasOwn(row.tested, active) && !analytes.includes(active));
