import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalOf, foundIn } from "../../console/laboratory/import/amount.ts";
import { decodeText } from "../../console/laboratory/import/decode.ts";
import { linesOf } from "../../console/laboratory/import/lines.ts";
import { readTable } from "../../console/laboratory/import/table.ts";
import { resultOf } from "../../console/laboratory/rows.ts";
import { gb18030 } from "./gb18030.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const HEAD = ["检测项目", "检测结果", "单位", "检出限", "检测方法"];
const lines = (...rows: string[][]) => linesOf([HEAD, ...rows]) ?? expect.unreachable("no heading");
const method = "GB 23200.113";

describe("the encoding of a file", () => {
  it("is found: UTF-8 with and without its mark, GB18030 as Excel in China saves, UTF-16", () => {
    const text = "检测项目,检测结果\n联苯菊酯,0.12";
    expect(decodeText(bytes(text))).toEqual({ text, encoding: "UTF-8" });
    expect(decodeText(bytes(`\ufeff${text}`))).toEqual({ text, encoding: "UTF-8" });
    expect(decodeText(gb18030(text))).toEqual({ text, encoding: "GB18030" });
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer),
    ]);
    expect(decodeText(utf16)).toEqual({ text, encoding: "UTF-16" });
  });
  it("is refused for what is no text", async () => {
    expect(decodeText(Uint8Array.of(0x89, 0x50, 0xff, 0x00))).toBeUndefined();
    expect(await readTable(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toBe("old-excel");
    expect(await readTable(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1, 2, 3))).toBe("not-a-table");
    expect(await readTable(new Uint8Array(1_000_001))).toBe("too-big");
  });
});

describe("amounts", () => {
  it("move their point exactly: thousandths and back are the same number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999 }), (whole, part) => {
        const text = `${whole}.${String(part).padStart(3, "0")}`;
        const moved = decimalOf(text, 3) ?? "";
        expect(Number(moved)).toBeCloseTo(Number(text) / 1000, 9);
        expect(BigInt(Math.round(Number(moved) * 1e6))).toBe(BigInt(whole) * 1000n + BigInt(part));
        expect(Number(decimalOf(moved, -3))).toBe(Number(text));
      }),
    );
  });
  it("are a number, not detected, or less than a number; anything else is nothing", () => {
    expect(["0.12", "０．１２", " 3 "].map((cell) => foundIn(cell, 0))).toEqual([
      { value: "0.12" },
      { value: "0.12" },
      { value: "3" },
    ]);
    expect(["未检出", "ND", "n.d.", "未检出（<0.01）", "＜0.01", "低于 0.01"].map((cell) => foundIn(cell, 0))).toEqual([
      {},
      {},
      {},
      { below: "0.01" },
      { below: "0.01" },
      { below: "0.01" },
    ]);
    for (const cell of ["", "合格", "-1", "0.12 mg", "1e-3", "0.1.2", "痕量", "约0.1", ">5", "1,000", "0.1234567"])
      expect(foundIn(cell, 0), cell).toBeUndefined();
  });
});

describe("lines of a laboratory's file", () => {
  it("become results with our names, our limits, and units as they are in the table", () => {
    const { good, bad } = lines(
      ["联苯菊酯", "120", "μg/kg", "10", method],
      ["imidacloprid", "未检出", "mg/kg", "0.01", method],
      ["水浸出物", "46.2", "g/100g", "", "GB/T 8305"],
      ["铅", "0.3", "mg/kg", "0.02", "GB 5009.12"],
    );
    expect(bad).toEqual([]);
    expect(good.map(({ row }) => resultOf(row))).toMatchObject([
      { analyte: "bifenthrin", value: "0.12", lod: "0.01", unit: "mg/kg", limit: "5", name: { zh: "联苯菊酯" } },
      { analyte: "imidacloprid", lod: "0.01", unit: "mg/kg", limit: "0.5" },
      { analyte: "water-extract", value: "46.2", unit: "%", kind: "minimum", limit: "43" },
      { analyte: expect.stringMatching(/^analyte-[0-9a-f]{12}$/), name: { zh: "铅", en: "铅" }, value: "0.3" },
    ]);
    expect(good[0]?.converted).toBe("120 μg/kg");
  });

  it.each<[string, string[], string]>([
    ["without an analyte", ["", "0.1", "mg/kg", "", method], "no-analyte"],
    ["twice, in two languages", ["bifenthrin", "0.2", "mg/kg", "", method], "twice"],
    ["with a result in words", ["吡虫啉", "合格", "mg/kg", "", method], "value"],
    ["with a detection limit in words", ["吡虫啉", "0.1", "mg/kg", "很低", method], "lod"],
    ["not detected, nobody knows below what", ["吡虫啉", "未检出", "mg/kg", "", method], "lod-missing"],
    ["in a unit that we do not know", ["吡虫啉", "0.1", "mg/L", "", method], "unit"],
    ["in a unit that is not this analyte's", ["吡虫啉", "0.1", "%", "", method], "unit-other"],
    ["without a method", ["吡虫啉", "0.1", "mg/kg", "", ""], "method"],
  ])("%s is kept with its reason, and is no result", (_, cells, problem) => {
    const { good, bad } = lines(["联苯菊酯", "0.1", "mg/kg", "", method], cells);
    expect(good).toHaveLength(1);
    expect(bad).toEqual([{ line: 3, cells, problem }]);
  });

  it("no line is lost, whatever is in it", () => {
    const cell = fc.constantFrom("", " ", "联苯菊酯", "吡虫啉", "0.1", "ND", "mg/kg", "%", "x", method);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 30 }), (rows) => {
        const { good, bad } = lines(...rows);
        const full = rows.flatMap((row, at) => (row.some((one) => one.trim() !== "") ? [at + 2] : []));
        expect([...good, ...bad].map(({ line }) => line).sort((a, b) => a - b)).toEqual(full);
      }),
    );
  });

  it("say so when the file's limit is not ours, and take ours", () => {
    const read = linesOf([
      [...HEAD, "限量"],
      ["联苯菊酯", "0.1", "mg/kg", "", method, "10"],
    ]);
    expect(read?.good[0]).toMatchObject({ otherLimit: "10" });
    expect(resultOf(read?.good[0]?.row as never)).toMatchObject({ limit: "5" });
  });

  it("find the heading below a title, and a unit that stands in it", () => {
    const read = linesOf([["示例检测机构 检验报告"], ["项目", "结果（mg/kg）", "方法"], ["联苯菊酯", "0.1", method]]);
    expect(read?.good).toMatchObject([{ line: 3, row: { analyte: "bifenthrin", value: "0.1" } }]);
    expect(
      linesOf([
        ["a", "b"],
        ["联苯菊酯", "0.1"],
      ]),
    ).toBeUndefined();
  });
});

it("a file in GB18030, with quotes and another separator, reads as the same lines", async () => {
  const text = `检测项目;检测结果;单位;检出限;检测方法\n"联苯菊酯";0.12;mg/kg;0.01;"${method}; 改"\n\n吡虫啉;未检出;mg/kg;0.01;${method}\n`;
  const table = await readTable(gb18030(text));
  if (typeof table === "string") throw new Error(table);
  expect(table.encoding).toBe("GB18030");
  expect(linesOf(table.rows)?.good.map(({ row }) => [row.analyte, row.value, row.method])).toEqual([
    ["bifenthrin", "0.12", `${method}; 改`],
    ["imidacloprid", "", method],
  ]);
});
