import { judge } from "../../rules/limits.ts";
import type { Dossier } from "../dossier.ts";
import { listed, met, missing, type Outcome, unmet } from "../outcome.ts";
import type { Field } from "./field.ts";
import { reportsOf, untestedIn } from "./tested.ts";

const applied = (fields: readonly Field[]): readonly string[] => [
  ...new Set(
    fields.flatMap(({ applications }) => applications.flatMap((one) => one["liangji:application"].activeIngredients)),
  ),
];

/** Each plot has its history from planting on: an empty history would pass anything. */
export function applicationsRecorded(fields: readonly Field[]): Outcome {
  const bare = fields.filter(({ planting }) => !planting).map(({ plot }) => plot);
  return bare.length > 0 || fields.length === 0
    ? missing({ plots: listed(bare) }, { record: "planting", by: "grower", facts: { plots: listed(bare) } })
    : met({ applications: fields.reduce((sum, { applications }) => sum + applications.length, 0) });
}

export function inputs(fields: readonly Field[], only: readonly string[]): Outcome {
  const other = applied(fields).filter((active) => !only.includes(active));
  return other.length > 0 ? unmet({ found: listed(other) }) : applicationsRecorded(fields);
}

/** 用什么药检什么药: what was applied since the previous harvest is in the panel of reports that cover the mass. */
export function panel(dossier: Dossier, fields: readonly Field[]): Outcome {
  const tested = new Set(reportsOf(dossier).flatMap(({ results }) => results.map(({ analyte }) => analyte)));
  const untested = untestedIn(dossier, fields);
  if (untested.length === 0 && tested.size > 0) return met({ analytes: tested.size });
  const facts = { analytes: listed(untested) };
  return missing(facts, { record: "report", by: "laboratory", facts: { batch: dossier.batch, ...facts } });
}

/** Values against our own rows; what has no row is said by name and is never a pass. */
export function limits(dossier: Dossier): Outcome {
  const results = reportsOf(dossier).flatMap(({ results: all }) => all);
  const mend = { record: "report", by: "laboratory", facts: { batch: dossier.batch } } as const;
  if (results.length === 0) return missing({}, mend);
  const judged = results.map((result) => ({ ...result, is: judge(dossier.limits, result) }));
  const over = judged.filter(({ is }) => is === "failed").map(({ analyte, value }) => `${analyte} ${value ?? "ND"}`);
  if (over.length > 0) return unmet({ found: listed(over) });
  const bare = judged.filter(({ is }) => is === "no-limit" || is === "coarse").map(({ analyte }) => analyte);
  return bare.length > 0 ? { status: "person", facts: { found: listed(bare) } } : met({ analytes: judged.length });
}

/** One named value of the newest report. */
export function result(dossier: Dossier, analyte: string, least?: string, most?: string): Outcome {
  const value = reportsOf(dossier)
    .flatMap(({ results }) => results)
    .findLast((one) => one.analyte === analyte)?.value;
  if (value === undefined)
    return missing({ analyte }, { record: "report", by: "laboratory", facts: { batch: dossier.batch, analyte } });
  const low = least !== undefined && Number(value) < Number(least);
  const high = most !== undefined && Number(value) > Number(most);
  return low || high ? unmet({ analyte, found: value }) : met({ analyte, found: value });
}
