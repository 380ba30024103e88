import { type Limit, type LimitTable, teaRows } from "./limits.ts";

/** Rows with where they come from: what a verdict does not need, and a report says. */
export const teaLimits: LimitTable = {
  edition: "2026-03",
  source: "GB 2763-2026",
  needsOfficialCheck: true,
  sources: { "water-extract": "白沙绿茶 2004" },
  rows: teaRows,
};

/** Where a row stands, with the edition of what is ours to number. */
export const sourceOf = ({ source, sources, edition }: LimitTable, { analyte }: Limit): string =>
  sources[analyte] ?? `${source} (${edition})`;
