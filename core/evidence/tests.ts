import { judge, limitOf, teaLimits } from "../rules/limits.ts";
import type { StoryTest } from "./story.ts";
import { nameOf, type Telling } from "./telling.ts";

/** Each report against our own limit table, and against what was applied to the plots (用什么药检什么药). */
export function testsOf(telling: Telling): readonly StoryTest[] {
  const applied = appliedIn(telling);
  return telling.bundle.entries.flatMap(({ entry }): StoryTest[] => {
    const { statement } = entry;
    if (statement.type !== "liangji:TestReport") return [];
    const tested = new Set(statement.results.map(({ analyte }) => analyte));
    return [
      {
        report: statement.report,
        laboratory: nameOf(telling, entry.actor),
        accreditations: statement.accreditations,
        quantityGrams: statement.quantityGrams,
        results: statement.results.map(({ limit: _claimed, ...result }) => {
          const row = limitOf(teaLimits, result.analyte);
          return {
            ...result,
            judged: judge(teaLimits, result),
            ...(row && { kind: row.kind, limit: row.value, limitSource: `${teaLimits.source} (${teaLimits.edition})` }),
          };
        }),
        missing: applied
          .filter((active) => !tested.has(active))
          .map((active) => limitOf(teaLimits, active) ?? { zh: active, en: active }),
      },
    ];
  });
}

/** Active ingredients that the plots of this bundle saw; the bundle's plot series end at the harvest. */
const appliedIn = ({ bundle }: Telling): readonly string[] => [
  ...new Set(
    bundle.entries.flatMap(({ entry: { statement } }) =>
      statement.type === "ObjectEvent" && statement.bizStep === "liangji:applying"
        ? statement["liangji:application"].activeIngredients
        : [],
    ),
  ),
];
