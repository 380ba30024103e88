import { useId, useState } from "preact/hooks";
import { nameOfSubstance } from "#core/rules/substances.ts";
import { dictionary, useLanguage, useWords } from "../../language.ts";
import { FileButton } from "../../parts/file-button.tsx";
import type { Row } from "../rows.ts";
import { type Bad, type Lines, linesOf } from "./lines.ts";
import { MOST_BYTES, readTable } from "./table.ts";

const words = dictionary(
  {
    title: "从文件导入结果",
    note: "CSV 或 Excel（.xlsx）都行。表头要有“检测项目”和“检测结果”。文件不会上传，只在这台设备上读。",
    reading: "正在读文件…",
    read: (name: string, encoding: string, good: number, bad: number) =>
      `${name}（${encoding}）：读到 ${good} 项${bad > 0 ? `，还有 ${bad} 行没读成` : ""}。签之前请逐项看一遍。`,
    converted: (name: string, from: string, to: string) => `${name}：${from} 已换算成 ${to} mg/kg`,
    otherLimit: (name: string, limit: string) => `${name}：文件里的限量是 ${limit}，与我们的表不同，按我们的表算`,
    badTitle: "这几行没读成",
    line: (line: number) => `第 ${line} 行`,
    drop: "不要这一行",
    failed: {
      "too-big": `文件太大了（最多 ${MOST_BYTES / 1_000_000} MB、500 行）`,
      encoding: "这不是文字表格，编码认不出来。请另存为 CSV（UTF-8）再试",
      "not-a-table": "这个 Excel 文件打不开。请另存为 .xlsx 或 CSV 再试",
      "old-excel": "这是旧的 .xls 格式。请另存为 .xlsx 再试",
      heading: "没找到表头。要有一行写着“检测项目”和“检测结果”",
    },
    problems: {
      "no-analyte": "没写检测项目",
      twice: "同一个项目写了两次",
      value: "结果读不懂。要写数字、“未检出”或“<0.01”",
      lod: "检出限读不懂",
      "lod-missing": "写了未检出，没有检出限",
      unit: "单位不认识。可以用 mg/kg、μg/kg、%",
      "unit-other": "单位和这个项目的限量对不上",
      method: "没写检测方法",
    },
  },
  {
    title: "Import results from a file",
    note: "CSV or Excel (.xlsx), with a heading for analyte and result. The file is read on this device and not sent anywhere.",
    reading: "Reading the file…",
    read: (name, encoding, good, bad) =>
      `${name} (${encoding}): ${good} results read${bad > 0 ? `, ${bad} lines could not be` : ""}. Look through them before you sign.`,
    converted: (name, from, to) => `${name}: ${from} is ${to} mg/kg`,
    otherLimit: (name, limit) => `${name}: the file's limit ${limit} is not our table's; ours is used`,
    badTitle: "These lines could not be read",
    line: (line) => `line ${line}`,
    drop: "Leave this line out",
    failed: {
      "too-big": `The file is too large (at most ${MOST_BYTES / 1_000_000} MB and 500 lines)`,
      encoding: "This is no table of text in a known encoding. Save it as CSV (UTF-8) and try again",
      "not-a-table": "This Excel file cannot be opened. Save it as .xlsx or CSV and try again",
      "old-excel": "This is the old .xls form. Save it as .xlsx and try again",
      heading: "No heading found. One line must name the columns analyte and result",
    },
    problems: {
      "no-analyte": "no analyte",
      twice: "the analyte stands twice",
      value: "the result cannot be read: a number, ND or <0.01",
      lod: "the detection limit cannot be read",
      "lod-missing": "not detected, without a detection limit",
      unit: "unknown unit: mg/kg, μg/kg or %",
      "unit-other": "the unit is not that of the analyte's limit",
      method: "no method",
    },
  },
);
type Failure = keyof typeof words.zh.failed;
type Said = { readonly name: string; readonly encoding: string; readonly lines: Lines } | Failure | "reading";

type Props = {
  /** Lines that could not be read; they stay until somebody leaves them out. */
  readonly bad: readonly Bad[];
  readonly onLines: (rows: readonly Row[], bad: readonly Bad[]) => void;
  readonly onDrop: (line: number) => void;
};

/** A laboratory's file → lines of the report, with everything that was noticed on the way. */
export function Import({ bad, onLines, onDrop }: Props) {
  const t = useWords(words);
  const id = useId();
  const [said, setSaid] = useState<Said>();
  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setSaid("reading");
    const table = file.size > MOST_BYTES ? "too-big" : await readTable(new Uint8Array(await file.arrayBuffer()));
    if (typeof table === "string") return setSaid(table);
    const lines = linesOf(table.rows);
    if (!lines) return setSaid("heading");
    setSaid({ name: file.name, encoding: table.encoding, lines });
    onLines(
      lines.good.map(({ row }) => row),
      lines.bad,
    );
  };
  return (
    <div class="field">
      <FileButton accept=".csv,.txt,.tsv,.xlsx" describedBy={id} onFiles={([file]) => void open(file)}>
        {t.title}
      </FileButton>
      <p class="note" id={id}>
        {t.note}
      </p>
      <div aria-live="polite">
        {said === "reading" && <p>{t.reading}</p>}
        {typeof said === "string" && said !== "reading" && <p class="alarm">{t.failed[said]}</p>}
        {typeof said === "object" && <Noticed {...said} />}
      </div>
      {bad.length > 0 && (
        <>
          <p class="alarm">{t.badTitle}</p>
          <ul class="rows">
            {bad.map(({ line, cells, problem }) => (
              <li key={line}>
                <div>
                  <b>
                    {t.line(line)} · {t.problems[problem]}
                  </b>
                  <p class="note">{cells.filter((cell) => cell.trim() !== "").join(" | ")}</p>
                </div>
                <button type="button" class="quiet" aria-label={`${t.drop} ${line}`} onClick={() => onDrop(line)}>
                  {t.drop}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Noticed({ name, encoding, lines: { good, bad } }: Exclude<Said, string>) {
  const t = useWords(words);
  const language = useLanguage();
  const called = (row: Row): string => (row.name ?? nameOfSubstance(row.analyte))[language];
  return (
    <>
      <p>{t.read(name, encoding, good.length, bad.length)}</p>
      {good.map(({ row, converted, otherLimit }) => (
        <>
          {converted && (
            <p class="note" key={`${row.analyte}-converted`}>
              {t.converted(called(row), converted, row.value || row.lod)}
            </p>
          )}
          {otherLimit && (
            <p class="note" key={`${row.analyte}-limit`}>
              {t.otherLimit(called(row), otherLimit)}
            </p>
          )}
        </>
      ))}
    </>
  );
}
