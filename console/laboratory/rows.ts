import { sourceOf, teaLimits } from "#core/rules/limit-tables.ts";
import { type Judged, judge, limitOf } from "#core/rules/limits.ts";
import { nameOfSubstance } from "#core/rules/substances.ts";
import type { TestResult } from "#core/statement/report.ts";

/** One line of a report as it is filled in; an empty value is "not detected", which needs the detection limit. */
export type Row = {
  readonly analyte: string;
  readonly value: string;
  readonly lod: string;
  readonly method: string;
  /** Of an analyte that is in no table of ours: the unit and the name as the laboratory has them. */
  readonly unit?: TestResult["unit"];
  readonly name?: TestResult["name"];
};
export const newRow = (analyte: string): Row => ({
  analyte,
  value: "",
  lod: analyte === "water-extract" ? "" : "0.01",
  method: analyte === "water-extract" ? "GB/T 8305" : "GB 23200.113",
});

const DECIMAL = /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/;
export const isComplete = ({ value, lod, method }: Row): boolean =>
  method.trim() !== "" && (value === "" ? DECIMAL.test(lod) : DECIMAL.test(value)) && (lod === "" || DECIMAL.test(lod));

export const unitOf = ({ analyte, unit }: Row): TestResult["unit"] =>
  limitOf(teaLimits, analyte)?.unit ?? unit ?? "mg/kg";
export const nameOfRow = ({ analyte, name }: Row): TestResult["name"] => name ?? nameOfSubstance(analyte);

/** The table's own limit goes into the report; another one would be refused. */
export function resultOf(row: Row): TestResult {
  const { analyte, value, lod, method } = row;
  const limit = limitOf(teaLimits, analyte);
  return {
    analyte,
    name: nameOfRow(row),
    unit: unitOf(row),
    method: method.trim(),
    kind: limit?.kind ?? "maximum",
    ...(value !== "" && { value }),
    ...(lod !== "" && { lod }),
    ...(limit && { limit: limit.value, limitSource: sourceOf(teaLimits, limit) }),
  };
}

/** How a line stands to its limit; nothing while it is incomplete. */
export const judgedOf = (row: Row): Judged | undefined =>
  isComplete(row) ? judge(teaLimits, resultOf(row)) : undefined;
