import { judge, teaLimits } from "#core/rules/limits.ts";
import type { TestResult } from "#core/statement/record.ts";
import { report } from "#core/work/certificate.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms, kilogramText } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField, TimeField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { useKept } from "../parts/kept.ts";
import { isId, nextNumbered } from "../parts/next-id.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Batch } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { isComplete, newRow, ResultRows, type Row } from "./result-rows.tsx";

const words = dictionary(
  {
    title: "写检测报告",
    which: "检哪一批",
    report: "报告号",
    quantity: "这份报告管多少",
    sample: "取样多少克",
    sampledAt: "什么时候取的样",
    sampledBy: "谁取的样",
    accreditation: "资质证书号",
    results: "结果",
    none: "没有还开着、有重量的批次。报告要在封账以前写。",
    noRows: "一项结果都没有",
    rowOpen: "有一项没填完：没有测得值就要填检出限",
    empty: "还有没填的",
    badId: "报告号只用小写字母、数字和 -",
    said: (time: string, report: string, batch: string, grams: string, n: number) =>
      `${time}，我出具报告 ${report}：批次 ${batch} 共 ${grams}，检了 ${n} 项`,
    over: (names: string) => `，其中${names}不合限量。`,
    fine: "，都在限量以内。",
    consequence: "一份报告只能用于这一批、这个数量。结果会公开。",
    comma: "、",
    gram: "克",
  },
  {
    title: "Test report",
    which: "Which batch",
    report: "Report no.",
    quantity: "Quantity it covers",
    sample: "Sample taken, grams",
    sampledAt: "Sampled at",
    sampledBy: "Sampled by",
    accreditation: "Accreditation no.",
    results: "Results",
    none: "No open batch with mass. A report is written before the batch is closed.",
    noRows: "there is no result",
    rowOpen: "a result is incomplete: without a value it needs the detection limit",
    empty: "something is missing",
    badId: "a report number is lower-case letters, digits and -",
    said: (time, report, batch, grams, n) =>
      `At ${time} I report under ${report}: batch ${batch}, ${grams}, ${n} analytes`,
    over: (names) => `, of which ${names} fail the limit.`,
    fine: ", all within the limits.",
    consequence: "A report counts for this batch and this quantity only. Results are public.",
    comma: ", ",
    gram: "g",
  },
);

export function Reporting() {
  const t = useWords(words);
  const batches = useView("/batches");
  const reports = useView("/reports");
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches: all }) => (
          <Shown loaded={reports}>
            {(known) => {
              const open = all.filter(({ state, massGrams }) => state === "open" && massGrams > 0);
              return open.length === 0 ? (
                <Empty>{t.none}</Empty>
              ) : (
                <Form open={open} taken={known.reports.map((one) => one.report)} />
              );
            }}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

function Form({ open, taken }: { open: readonly Batch[]; taken: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const [kept, setKept] = useKept("report", {
    accreditationNo: "",
    analytes: ["bifenthrin", "imidacloprid", "water-extract"],
  });
  const first = open[0] as Batch;
  const { form, set, setForm } = useForm(() => ({
    batch: first.batch,
    report: nextNumbered("report", taken, 4),
    quantity: kilogramText(first.massGrams),
    sample: "500",
    sampledAt: localTime(new Date()),
    sampledBy: me.actor,
    accreditationNo: kept.accreditationNo,
    rows: kept.analytes.map(newRow) as readonly Row[],
  }));
  const time = localTime(new Date());
  const quantityGrams = gramsOf(form.quantity);
  const sampleGrams = /^[1-9]\d{0,5}$/.test(form.sample) ? Number(form.sample) : undefined;
  const results = form.rows.map(resultOf);
  const failed = form.rows
    .filter(
      (row) => isComplete(row) && judge(teaLimits, row.analyte, row.value === "" ? undefined : row.value) === "failed",
    )
    .map(({ analyte }) => teaLimits.rows.find((one) => one.analyte === analyte)?.[language] ?? analyte);
  const missing = () => {
    if (!isId(form.report)) return t.badId;
    if (form.rows.length === 0) return t.noRows;
    if (!form.rows.every(isComplete)) return t.rowOpen;
    return quantityGrams === undefined || sampleGrams === undefined || form.accreditationNo.trim() === ""
      ? t.empty
      : undefined;
  };
  const choose = (id: string): void =>
    setForm((before) => ({
      ...before,
      batch: id,
      quantity: kilogramText(open.find(({ batch }) => batch === id)?.massGrams ?? 0),
    }));
  const { batch } = form;
  return (
    <>
      <SelectField
        label={t.which}
        value={batch}
        onValue={choose}
        options={open.map((one) => ({
          value: one.batch,
          text: `${one.batch}　${nameOf(actors, one.holder)[language]}　${kilograms(one.massGrams)}`,
        }))}
      />
      <WeightField label={t.quantity} value={form.quantity} onValue={set("quantity")} />
      <TextField label={t.report} value={form.report} onValue={set("report")} mono />
      <TextField label={t.sample} value={form.sample} onValue={set("sample")} mode="numeric" />
      <TimeField label={t.sampledAt} value={form.sampledAt} onValue={set("sampledAt")} />
      <SelectField
        label={t.sampledBy}
        value={form.sampledBy}
        onValue={set("sampledBy")}
        options={actors.map(({ actor, name }) => ({ value: actor, text: name[language] }))}
      />
      <TextField label={t.accreditation} value={form.accreditationNo} onValue={set("accreditationNo")} />
      <Heading>{t.results}</Heading>
      <ResultRows rows={form.rows} onRows={set("rows")} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: form.report, en: form.report } }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: report({
            occurredAt: time,
            report: form.report,
            batch,
            quantityGrams: quantityGrams ?? 0,
            sampleGrams: sampleGrams ?? 0,
            sampledAt: form.sampledAt,
            sampledBy: form.sampledBy,
            accreditationNo: form.accreditationNo.trim(),
            results,
          }),
          ids: [batch],
        })}
        onSent={() =>
          setKept({ accreditationNo: form.accreditationNo, analytes: form.rows.map(({ analyte }) => analyte) })
        }
      >
        {t.said(shownTime(time), form.report, batch, kilograms(quantityGrams ?? 0), form.rows.length)}
        {failed.length > 0 ? t.over(failed.join(t.comma)) : t.fine}
      </Commitment>
    </>
  );
}

/** The table's own limit goes into the report; another one would be refused. */
function resultOf({ analyte, value, lod, method }: Row): TestResult {
  const limit = teaLimits.rows.find((one) => one.analyte === analyte);
  return {
    analyte,
    name: { zh: limit?.zh ?? analyte, en: limit?.en ?? analyte },
    unit: limit?.unit ?? "mg/kg",
    method: method.trim(),
    kind: limit?.kind ?? "maximum",
    ...(value !== "" && { value }),
    ...(lod !== "" && { lod }),
    ...(limit && { limit: limit.value, limitSource: teaLimits.source }),
  };
}
