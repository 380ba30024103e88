import { earlyHarvests } from "../rules/early.ts";
import { judge, limitOf, teaRows } from "../rules/limits.ts";
import { withdrawalOf } from "../rules/withdrawn.ts";
import { daysFromTo } from "../statement/clock.ts";
import type { Bundle } from "./bundle.ts";
import { plotName, type Telling } from "./telling.ts";

type Names = { readonly zh: string; readonly en: string };

/** Without its words of origin, which are not needed to judge. */
const tea = { rows: teaRows };

/** What a true record says that a buyer must not miss: over the limit, picked too early, used but not tested for, a report taken back. */
export type Concern =
  | {
      readonly kind: "over" | "under";
      readonly name: Names;
      readonly value?: string | undefined;
      readonly unit: string;
      readonly limit: string;
    }
  | {
      readonly kind: "interval";
      readonly plots: readonly Names[];
      readonly intervalDays: number;
      readonly daysToHarvest: number;
    }
  | { readonly kind: "interval-unknown"; readonly plots: readonly Names[] }
  /** Substances that no report looks for; reports that were taken back. */
  | { readonly kind: "untested" | "withdrawn"; readonly names: readonly Names[] };

/** Reports against our own limit table or taken back, leaf picked inside an interval that nobody answers for; what was used is asked of every report (用什么药检什么药). */
export function concernsOf(telling: Telling): readonly Concern[] {
  const results: Concern[] = [];
  const untested = new Map<string, Names>();
  const intervals = new Map<string, Concern & { plots: Names[] }>();
  const said = telling.bundle.entries.map(({ entry }) => entry);
  for (const { actor, statement } of said) {
    if (statement.type === "liangji:TestReport") {
      const { report } = statement;
      if (withdrawalOf(said, actor, report)) {
        results.push({ kind: "withdrawn", names: [{ zh: report, en: report }] });
        continue;
      }
      for (const result of statement.results) {
        const row = limitOf(tea, result.analyte);
        if (row && judge(tea, result) === "failed")
          results.push({
            kind: row.kind === "maximum" ? "over" : "under",
            name: result.name,
            value: result.value,
            unit: result.unit,
            limit: row.value,
          });
      }
      for (const one of missingFrom(telling.bundle, statement)) untested.set(one.zh, one);
    }
  }
  for (const { plot, harvestedOn, sprayed, released } of earlyIn(telling.bundle))
    for (const { statement } of released ? [] : sprayed) {
      const { stoppedOn, intervalDays } = statement["liangji:application"];
      const daysToHarvest = daysFromTo(stoppedOn, harvestedOn);
      const key = `${intervalDays}/${intervalDays && daysToHarvest}`;
      const plots = [...new Set(intervals.get(key)?.plots).add(plotName(telling, plot))];
      intervals.set(
        key,
        intervalDays === undefined
          ? { kind: "interval-unknown", plots }
          : { kind: "interval", plots, intervalDays, daysToHarvest },
      );
    }
  return [
    ...results,
    ...intervals.values(),
    ...(untested.size > 0 ? [{ kind: "untested" as const, names: [...untested.values()] }] : []),
  ];
}

/** Leaf of this label that was picked inside an interval. */
export const earlyIn = ({ entries, batches }: Bundle) =>
  earlyHarvests(
    entries.map(({ index, entry }) => ({ index, ...entry })),
    batches.map(({ batch }) => batch),
  );

/** Active ingredients that the plots of this bundle saw and this report did not look for; the bundle's plot series end at the harvest. */
export function missingFrom(
  bundle: Bundle,
  { results }: { readonly results: readonly { readonly analyte: string }[] },
): readonly Names[] {
  const applied = bundle.entries.flatMap(({ entry: { statement } }) =>
    statement.type === "ObjectEvent" && statement.bizStep === "liangji:applying"
      ? statement["liangji:application"].activeIngredients
      : [],
  );
  return [...new Set(applied)]
    .filter((active) => !results.some(({ analyte }) => analyte === active))
    .map((active) => {
      const row = limitOf(tea, active);
      return { zh: row?.zh ?? active, en: row?.en ?? active };
    });
}
