import type { Statement } from "../entry.ts";
import type { TestReportWithdrawn } from "../statement/report-withdrawn.ts";

type Said = { readonly actor: string; readonly statement: Statement };

/** Where its own laboratory took a report back; what anybody else says of it changes nothing. */
export const withdrawalOf = (
  said: readonly Said[],
  laboratory: string,
  report: string,
): TestReportWithdrawn | undefined => {
  for (const { actor, statement } of said)
    if (statement.type === "liangji:TestReportWithdrawn" && statement.report === report && actor === laboratory)
      return statement;
  return undefined;
};
