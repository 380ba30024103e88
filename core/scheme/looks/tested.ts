import { withdrawalOf } from "../../rules/withdrawn.ts";
import type { TestReport } from "../../statement/report.ts";
import { batchOfUri } from "../../statement/uri.ts";
import type { Dossier } from "../dossier.ts";
import type { Field } from "./field.ts";

/** Reports in force of the batch and what it is made of, in the order of the log. */
export const reportsOf = ({ recorded, batches }: Dossier): readonly TestReport[] => {
  const own = new Set(batches);
  return recorded.flatMap(({ statement, actor }) =>
    statement.type === "liangji:TestReport" &&
    own.has(statement.batch) &&
    !withdrawalOf(recorded, actor, statement.report)
      ? [statement]
      : [],
  );
};

/**
 * What was applied to the batch's leaf and no report covers. A report counts for one batch and one quantity: an analyte is tested in a
 * batch when the reports that hold it cover the batch's whole mass, or when it is tested in everything that flowed in with it.
 */
export function untestedIn(dossier: Dossier, fields: readonly Field[]): readonly string[] {
  const covered = coverOf(dossier);
  const applied = appliedByBatch(fields);
  const flows = new Map(dossier.flows.map((flow) => [flow.batch, flow]));
  const known = new Map<string, readonly string[]>();
  /** Substances in a batch that are still untested when it is left as it is; the graph has no cycles, and each batch is looked at once. */
  const open = (batch: string): readonly string[] => {
    const before = known.get(batch);
    if (before) return before;
    const sources = flows.get(batch)?.sources ?? [];
    const inside = new Set([...(applied.get(batch) ?? []), ...sources.flatMap(open)]);
    const left = [...inside].filter(
      (active) => (covered.get(batch)?.get(active) ?? 0) < (flows.get(batch)?.grams ?? 0),
    );
    known.set(batch, left);
    return left;
  };
  return open(dossier.batch);
}

/** By batch and analyte: grams that reports answer for. */
function coverOf(dossier: Dossier): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const grams = new Map<string, Map<string, number>>();
  for (const { batch, quantityGrams, results } of reportsOf(dossier)) {
    const own = grams.get(batch) ?? new Map<string, number>();
    for (const { analyte } of results) own.set(analyte, (own.get(analyte) ?? 0) + quantityGrams);
    grams.set(batch, own);
  }
  return grams;
}

/** By batch: what was applied to the plots that its leaf was picked from. */
function appliedByBatch(fields: readonly Field[]): ReadonlyMap<string, readonly string[]> {
  const applied = new Map<string, string[]>();
  for (const { harvests, applications } of fields) {
    const actives = applications.flatMap((one) => one["liangji:application"].activeIngredients);
    for (const harvest of harvests) {
      const batch = batchOfUri(harvest.quantityList[0].epcClass)?.batch ?? "";
      applied.set(batch, [...(applied.get(batch) ?? []), ...actives]);
    }
  }
  return applied;
}
