import type { TestResult } from "#core/statement/report.ts";

const residue = (analyte: string, zh: string, en: string, lod: string, value?: string): TestResult => ({
  analyte,
  name: { zh, en },
  lod,
  unit: "mg/kg",
  method: "GB 23200.113",
  kind: "maximum",
  ...(value !== undefined && { value }),
});

/** 示例数据: an invented report; one line has no limit in our table, which is shown and not counted as passed. */
export const results: readonly TestResult[] = [
  residue("bifenthrin", "联苯菊酯", "bifenthrin", "0.01", "0.12"),
  residue("imidacloprid", "吡虫啉", "imidacloprid", "0.01"),
  residue("glyphosate", "草甘膦", "glyphosate", "0.05"),
  {
    analyte: "water-extract",
    name: { zh: "水浸出物", en: "water extract" },
    value: "46.2",
    unit: "%",
    method: "示例方法",
    kind: "minimum",
  },
  residue("matrine", "苦参碱", "matrine", "0.02"),
];
