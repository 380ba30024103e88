import { sourceOf, teaLimits } from "../rules/limit-tables.ts";
import { judge, limitOf } from "../rules/limits.ts";
import { withdrawalOf } from "../rules/withdrawn.ts";
import { missingFrom } from "./concerns.ts";
import type { StoryTest } from "./story.ts";
import { nameOf, type Telling } from "./telling.ts";

/** Each report against our own limit table, and against what was applied to the plots (用什么药检什么药). */
export function testsOf(telling: Telling): readonly StoryTest[] {
  return telling.bundle.entries.flatMap(({ entry }): StoryTest[] => {
    const { statement } = entry;
    if (statement.type !== "liangji:TestReport") return [];
    const withdrawn = withdrawalOf(
      telling.bundle.entries.map((one) => one.entry),
      entry.actor,
      statement.report,
    );
    return [
      {
        reportedOn: statement.occurredAt.slice(0, 10),
        ...(withdrawn && { withdrawn: { on: withdrawn.occurredAt.slice(0, 10), reason: withdrawn.reason } }),
        report: statement.report,
        laboratory: nameOf(telling, entry.actor),
        accreditations: statement.accreditations,
        quantityGrams: statement.quantityGrams,
        results: statement.results.map(({ limit: _claimed, ...result }) => {
          const row = limitOf(teaLimits, result.analyte);
          return {
            ...result,
            judged: judge(teaLimits, result),
            ...(row && { kind: row.kind, limit: row.value, limitSource: sourceOf(teaLimits, row) }),
          };
        }),
        missing: missingFrom(telling.bundle, statement),
      },
    ];
  });
}
