import { hex, utf8 } from "#core/bytes.ts";
import { teaLimits } from "#core/rules/limit-tables.ts";
import { limitOf } from "#core/rules/limits.ts";
import { nameOfSubstance, substanceNamed } from "#core/rules/substances.ts";
import { sha256 } from "../../sha256.ts";
import type { Row } from "../rows.ts";
import { decimalOf, foundIn, plain, unitNamed } from "./amount.ts";

type Column = "analyte" | "value" | "lod" | "unit" | "method" | "limit";
/** How laboratories head their columns. */
const heads: Readonly<Record<Column, RegExp>> = {
  analyte: /^(检[测验]?项目|项目(名称)?|检测参数|analyte|item|parameter|substance)$/i,
  value: /^(检[测验]?结果|结果|测得值|检测值|实测值|result|value)$/i,
  lod: /^((方法)?检出限|lod|mdl|detection limit)$/i,
  unit: /^(计量)?单位$|^units?$/i,
  method: /^(检[测验]?(方法|依据)|方法|method|standard)$/i,
  limit: /^((标准|最大残留)?限[量值]|标准要求|limit|mrl)$/i,
};

export type Problem = "no-analyte" | "twice" | "value" | "lod" | "lod-missing" | "unit" | "unit-other" | "method";
/** A line that became a result, with what is worth saying about it; or one that could not, and why. `line` counts from 1. */
export type Good = {
  readonly line: number;
  readonly row: Row;
  readonly converted?: string;
  readonly otherLimit?: string;
};
export type Bad = { readonly line: number; readonly cells: readonly string[]; readonly problem: Problem };
export type Lines = { readonly good: readonly Good[]; readonly bad: readonly Bad[] };

const MOST_HEADING_LINES = 20;

/** Cells → results. Undefined when no line names the columns "analyte" and "result". Every line below is in `good` or in `bad`. */
export function linesOf(rows: readonly (readonly string[])[]): Lines | undefined {
  const at = rows.slice(0, MOST_HEADING_LINES).findIndex((row) => {
    const found = columnsOf(row);
    return found.analyte !== undefined && found.value !== undefined;
  });
  if (at < 0) return undefined;
  const columns = columnsOf(rows[at] ?? []);
  const usual = unitBehind(rows[at]?.[columns.value ?? -1] ?? "");
  const good: Good[] = [];
  const bad: Bad[] = [];
  rows.slice(at + 1).forEach((cells, below) => {
    if (cells.every((cell) => plain(cell) === "")) return;
    const line = at + below + 2;
    const own = (column: Column): string => cells[columns[column] ?? -1] ?? "";
    const read = lineOf((column) => (column === "unit" && plain(own(column)) === "" ? usual : own(column)), good);
    if (typeof read === "string") bad.push({ line, cells, problem: read });
    else good.push({ line, ...read });
  });
  return { good, bad };
}

/** A heading may carry its unit behind it: 结果（mg/kg）. */
const bare = (head: string): string => plain(head).replace(/\s*[([].*$/, "");
const unitBehind = (head: string): string => /[([]([^)\]]+)[)\]]/.exec(plain(head))?.[1] ?? "";
export const columnsOf = (row: readonly string[]): Partial<Record<Column, number>> =>
  Object.fromEntries(
    (Object.keys(heads) as Column[]).flatMap((column) => {
      const at = row.findIndex((head) => heads[column].test(bare(head)));
      return at < 0 ? [] : [[column, at]];
    }),
  );

function lineOf(cell: (column: Column) => string, before: readonly Good[]): Omit<Good, "line"> | Problem {
  const called = plain(cell("analyte"));
  if (called === "" || called.length > 80) return "no-analyte";
  const analyte = substanceNamed(called) ?? idOf(called);
  if (before.some(({ row }) => row.analyte === analyte)) return "twice";
  const unit = cell("unit") === "" ? undefined : unitNamed(cell("unit"));
  if (cell("unit") !== "" && !unit) return "unit";
  const known = limitOf(teaLimits, analyte);
  if (known && unit && unit[0] !== known.unit) return "unit-other";
  if (!known && !unit) return "unit";
  const places = unit?.[1] ?? 0;
  const found = foundIn(cell("value"), places);
  if (!found) return "value";
  const written = plain(cell("lod")) === "" ? undefined : foundIn(cell("lod"), places);
  if (plain(cell("lod")) !== "" && !written) return "lod";
  const lod =
    (written && ("value" in written ? written.value : written.below)) ?? ("below" in found ? found.below : undefined);
  if (!("value" in found) && lod === undefined) return "lod-missing";
  const method = plain(cell("method"));
  if (method === "" || method.length > 80) return "method";
  const limit = decimalOf(cell("limit"), places);
  const name = nameOfSubstance(analyte);
  return {
    row: {
      analyte,
      value: "value" in found ? found.value : "",
      lod: lod ?? "",
      method,
      unit: unit?.[0] ?? known?.unit ?? "mg/kg",
      ...(name.zh === analyte && { name: { zh: called, en: called } }),
    },
    ...(places !== 0 && { converted: `${plain(cell("value"))} ${plain(cell("unit"))}` }),
    ...(known && limit !== undefined && Number(limit) !== Number(known.value) && { otherLimit: plain(cell("limit")) }),
  };
}

/** An id for an analyte that we have no name for: its own in Latin letters, or a hash of what it is called. */
function idOf(called: string): string {
  const own = called.toLowerCase().replaceAll(/[\s_]+/g, "-");
  return /^[a-z0-9][a-z0-9-]{0,47}$/.test(own) ? own : `analyte-${hex(sha256(utf8(called))).slice(0, 12)}`;
}
