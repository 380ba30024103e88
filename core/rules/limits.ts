/** One row of a residue-limit or quality table, with where it comes from. Rows are data: a new edition is a new table. */
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
  readonly rows: readonly Limit[];
};

const maximum = (analyte: string, zh: string, en: string, value: string): Limit => ({
  analyte,
  zh,
  en,
  kind: "maximum",
  value,
  unit: "mg/kg",
});

/** Tea, mg/kg: rows on which two independent lists of GB 2763 agree; the 2026 edition left these unchanged, which an official copy must confirm. */
export const teaLimits: LimitTable = {
  edition: "2026-03",
  source: "GB 2763-2026",
  needsOfficialCheck: true,
  rows: [
    maximum("bifenthrin", "联苯菊酯", "bifenthrin", "5"),
    maximum("buprofezin", "噻嗪酮", "buprofezin", "10"),
    maximum("imidacloprid", "吡虫啉", "imidacloprid", "0.5"),
    maximum("thiamethoxam", "噻虫嗪", "thiamethoxam", "10"),
    maximum("glyphosate", "草甘膦", "glyphosate", "1"),
    maximum("glufosinate-ammonium", "草铵膦", "glufosinate-ammonium", "0.5"),
    maximum("deltamethrin", "溴氰菊酯", "deltamethrin", "10"),
    maximum("fenpropathrin", "甲氰菊酯", "fenpropathrin", "5"),
    maximum("permethrin", "氯菊酯", "permethrin", "20"),
    maximum("difenoconazole", "苯醚甲环唑", "difenoconazole", "10"),
    maximum("diflubenzuron", "除虫脲", "diflubenzuron", "20"),
    maximum("pyridaben", "哒螨灵", "pyridaben", "5"),
    maximum("diafenthiuron", "丁醚脲", "diafenthiuron", "5"),
    maximum("carbendazim", "多菌灵", "carbendazim", "5"),
    maximum("cartap", "杀螟丹", "cartap", "20"),
    maximum("acephate", "乙酰甲胺磷", "acephate", "0.1"),
    maximum("fenitrothion", "杀螟硫磷", "fenitrothion", "0.5"),
    // GI 白沙绿茶 2004: 水浸出物 ≥ 43 %
    { analyte: "water-extract", zh: "水浸出物", en: "water extract", kind: "minimum", value: "43", unit: "%" },
  ],
};

export const limitOf = (table: LimitTable, analyte: string): Limit | undefined =>
  table.rows.find((row) => row.analyte === analyte);

export type Judged = "passed" | "failed" | "no-limit";

/** A value against the table, never against the limit the report itself names. Not detected passes a maximum; no row is never a pass. */
export function judge(table: LimitTable, analyte: string, value: string | undefined): Judged {
  const limit = limitOf(table, analyte);
  if (!limit) return "no-limit";
  if (value === undefined) return limit.kind === "maximum" ? "passed" : "failed";
  const [measured, bound] = [Number(value), Number(limit.value)];
  return (limit.kind === "maximum" ? measured <= bound : measured >= bound) ? "passed" : "failed";
}
