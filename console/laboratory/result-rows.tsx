import { teaLimits } from "#core/rules/limit-tables.ts";
import { limitOf } from "#core/rules/limits.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { SelectField, TextField } from "../parts/field.tsx";
import { judgedOf, nameOfRow, newRow, type Row, unitOf } from "./rows.ts";

const words = dictionary(
  {
    value: "测得值",
    lod: "检出限",
    method: "方法",
    remove: "去掉",
    add: "加一项",
    choose: "选一项…",
    notDetected: "未检出",
    limit: (kind: string, value: string, unit: string) => `${kind === "maximum" ? "最多" : "至少"} ${value} ${unit}`,
    judged: { passed: "通过", failed: "不通过", "no-limit": "没有限量", coarse: "检出限高于限量，不算通过" },
  },
  {
    value: "Value",
    lod: "Detection limit",
    method: "Method",
    remove: "Remove",
    add: "Add an analyte",
    choose: "Choose…",
    notDetected: "not detected",
    limit: (kind, value, unit) => `${kind === "maximum" ? "at most" : "at least"} ${value} ${unit}`,
    judged: {
      passed: "passed",
      failed: "failed",
      "no-limit": "no limit",
      coarse: "detection limit above the limit: no pass",
    },
  },
);

export function ResultRows({ rows, onRows }: { rows: readonly Row[]; onRows: (rows: readonly Row[]) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const free = teaLimits.rows.filter(({ analyte }) => !rows.some((row) => row.analyte === analyte));
  const change = (at: number, part: Partial<Row>) =>
    onRows(rows.map((row, k) => (k === at ? { ...row, ...part } : row)));
  return (
    <>
      {rows.map((row, at) => {
        const limit = limitOf(teaLimits, row.analyte);
        const name = nameOfRow(row)[language];
        const judged = judgedOf(row);
        return (
          <fieldset class="result" key={row.analyte}>
            <legend>
              {name} {limit && <span class="note">{t.limit(limit.kind, limit.value, limit.unit)}</span>}
            </legend>
            <div class="triple">
              <TextField
                label={`${t.value}（${unitOf(row)}）`}
                value={row.value}
                onValue={(value) => change(at, { value })}
                mode="decimal"
              />
              <TextField label={t.lod} value={row.lod} onValue={(lod) => change(at, { lod })} mode="decimal" />
              <TextField label={t.method} value={row.method} onValue={(method) => change(at, { method })} />
            </div>
            <p class="row">
              <b class={judged === "failed" ? "alarm" : judged === "passed" ? "received" : "waits"}>
                {row.value === "" && limit?.kind !== "minimum" ? `${t.notDetected} · ` : ""}
                {judged ? t.judged[judged] : "…"}
              </b>
              <button
                type="button"
                class="quiet"
                aria-label={`${t.remove} ${name}`}
                onClick={() => onRows(rows.filter((_, k) => k !== at))}
              >
                {t.remove}
              </button>
            </p>
          </fieldset>
        );
      })}
      <SelectField
        label={t.add}
        value=""
        onValue={(analyte) => analyte && onRows([...rows, newRow(analyte)])}
        options={[{ value: "", text: t.choose }, ...free.map((row) => ({ value: row.analyte, text: row[language] }))]}
      />
    </>
  );
}
