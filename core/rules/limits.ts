/** One row of a residue-limit or quality table. Rows are data: a new edition is a new table. */
export type Limit = {
  readonly analyte: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: "maximum" | "minimum";
  readonly value: string;
  readonly unit: "mg/kg" | "%";
};
export type LimitTable = {
  readonly edition: string;
  readonly source: string;
  readonly needsOfficialCheck: boolean;
  /** By analyte: where a row stands, if not where the table does. */
  readonly sources: Readonly<Record<string, string>>;
  readonly rows: readonly Limit[];
};

/** A residue row; its English name is its id. */
const maximum = (analyte: string, zh: string, value: string): Limit => ({
  analyte,
  zh,
  en: analyte,
  kind: "maximum",
  value,
  unit: "mg/kg",
});

/** Tea, mg/kg: rows on which two independent lists of GB 2763 agree; the 2026 edition left these unchanged, which an official copy must confirm. */
export const teaRows: readonly Limit[] = [
  maximum("bifenthrin", "联苯菊酯", "5"),
  maximum("buprofezin", "噻嗪酮", "10"),
  maximum("imidacloprid", "吡虫啉", "0.5"),
  maximum("thiamethoxam", "噻虫嗪", "10"),
  maximum("glyphosate", "草甘膦", "1"),
  maximum("glufosinate-ammonium", "草铵膦", "0.5"),
  maximum("deltamethrin", "溴氰菊酯", "10"),
  maximum("fenpropathrin", "甲氰菊酯", "5"),
  maximum("permethrin", "氯菊酯", "20"),
  maximum("difenoconazole", "苯醚甲环唑", "10"),
  maximum("diflubenzuron", "除虫脲", "20"),
  maximum("pyridaben", "哒螨灵", "5"),
  maximum("diafenthiuron", "丁醚脲", "5"),
  maximum("carbendazim", "多菌灵", "5"),
  maximum("cartap", "杀螟丹", "20"),
  maximum("acephate", "乙酰甲胺磷", "0.1"),
  maximum("fenitrothion", "杀螟硫磷", "0.5"),
  {
    analyte: "water-extract",
    zh: "水浸出物",
    en: "water extract",
    kind: "minimum",
    value: "43",
    unit: "%",
  },
];
type Rows = Pick<LimitTable, "rows">;
export const limitOf = (table: Rows, analyte: string): Limit | undefined =>
  table.rows.find((row) => row.analyte === analyte);

/** "coarse": not detected, by a method that does not see as little as the limit, which shows nothing. */
export type Judged = "passed" | "failed" | "no-limit" | "coarse";
type Measured = {
  readonly analyte: string;
  readonly unit: string;
  readonly value?: string | undefined;
  readonly lod?: string | undefined;
};

/** A value against the table, never against the limit the report itself names. No row, or one in another unit, is never a pass. */
export function judge(table: Rows, { analyte, unit, value, lod }: Measured): Judged {
  const limit = limitOf(table, analyte);
  if (limit?.unit !== unit) return "no-limit";
  // What is absent is not a number, and within nothing.
  const within = (found?: string): boolean =>
    limit.kind === "maximum" ? Number(found) <= Number(limit.value) : Number(found) >= Number(limit.value);
  if (value === undefined && limit.kind === "maximum") return within(lod) ? "passed" : "coarse";
  return within(value) ? "passed" : "failed";
}
