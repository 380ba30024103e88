import { useEffect } from "preact/hooks";
import { nameOfSubstance } from "#core/rules/substances.ts";
import { report } from "#core/work/certificate.ts";
import { read } from "../api.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms, kilogramText } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField, TimeField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { useKept } from "../parts/kept.ts";
import { isId, nextNumbered } from "../parts/next-id.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useLoaded, useView } from "../read/use-view.ts";
import type { Batch, Panel } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { Import } from "./import/import.tsx";
import type { Bad } from "./import/lines.ts";
import { ResultRows } from "./result-rows.tsx";
import { isComplete, judgedOf, nameOfRow, newRow, type Row, resultOf } from "./rows.ts";

const words = dictionary(
  {
    title: "写检测报告",
    which: "检哪一批",
    report: "报告号",
    quantity: "这份报告管多少",
    sample: "取样多少克",
    sampledAt: "什么时候取的样",
    sampledBy: "谁取的样",
    cma: "CMA 证书号",
    cnas: "CNAS 注册号（没有就空着）",
    applied: (names: string) => `这一批的茶园用过：${names}。用什么药检什么药，缺一项都不能签。`,
    missed: (names: string) => `用过${names}，没有检`,
    results: "结果",
    none: "没有还开着、有重量的批次。报告要在封账以前写。",
    noRows: "一项结果都没有",
    badLines: (n: number) => `文件里还有 ${n} 行没读成：改好再导入，或者去掉`,
    rowOpen: "有一项没填完：没有测得值就要填检出限",
    empty: "还有没填的",
    badId: "报告号只用小写字母、数字和 -",
    said: (time: string, report: string, batch: string, grams: string, n: number) =>
      `${time}，我出具报告 ${report}：批次 ${batch} 共 ${grams}，检了 ${n} 项`,
    over: (names: string) => `，其中${names}不合限量。`,
    fine: "，都在限量以内。",
    unjudged: (names: string) => `，其中${names}没法判断，不算通过。`,
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
    cma: "CMA certificate no.",
    cnas: "CNAS no. (leave empty if none)",
    applied: (names) =>
      `Applied to the gardens of this batch: ${names}. What was used is tested; without one of them nothing can be signed.`,
    missed: (names) => `${names} was applied and is not tested`,
    results: "Results",
    none: "No open batch with mass. A report is written before the batch is closed.",
    noRows: "there is no result",
    badLines: (n) =>
      `${counted(n, "line")} of the file could not be read: mend them and import again, or leave them out`,
    rowOpen: "a result is incomplete: without a value it needs the detection limit",
    empty: "something is missing",
    badId: "a report number is lower-case letters, digits and -",
    said: (time, report, batch, grams, n) =>
      `At ${time} I report under ${report}: batch ${batch}, ${grams}, ${counted(n, "analyte")}`,
    over: (names) => `, of which ${names} fail the limit.`,
    fine: ", all within the limits.",
    unjudged: (names) => `, of which ${names} cannot be judged and does not count as passed.`,
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
    cma: "",
    cnas: "",
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
    cma: kept.cma ?? "",
    cnas: kept.cnas ?? "",
    rows: kept.analytes.map(newRow) as readonly Row[],
    bad: [] as readonly Bad[],
  }));
  const time = localTime(new Date());
  const quantityGrams = gramsOf(form.quantity);
  const sampleGrams = /^[1-9]\d{0,5}$/.test(form.sample) ? Number(form.sample) : undefined;
  const results = form.rows.map(resultOf);
  const named = (ids: readonly string[]) => ids.map((id) => nameOfSubstance(id)[language]).join(t.comma);
  const judgedAs = (...judged: readonly string[]) =>
    form.rows
      .filter((row) => judged.includes(judgedOf(row) ?? ""))
      .map((row) => nameOfRow(row)[language])
      .join(t.comma);
  const failed = judgedAs("failed");
  const unjudged = judgedAs("no-limit", "coarse");
  const { data: panel } = useLoaded(() => read<Panel>(`/batches/${form.batch}/panel`), [form.batch]);
  const untested = (panel?.applied ?? []).filter((one) => !panel?.tested.includes(one));
  useEffect(() => {
    setForm((before) => ({
      ...before,
      rows: [
        ...before.rows,
        ...untested
          .filter((one) => !before.rows.some(({ analyte }) => analyte === one))
          // Nobody has looked yet: without a detection limit of its own it is incomplete.
          .map((one) => ({ ...newRow(one), lod: "" })),
      ],
    }));
  }, [panel]);
  const missed = untested.filter((one) => !form.rows.some(({ analyte }) => analyte === one));
  const accreditations = (["CMA", "CNAS"] as const).flatMap((kind) => {
    const number = form[kind === "CMA" ? "cma" : "cnas"].trim();
    return number === "" ? [] : [{ kind, number }];
  });
  const missing = () => {
    if (!isId(form.report)) return t.badId;
    if (form.bad.length > 0) return t.badLines(form.bad.length);
    if (form.rows.length === 0) return t.noRows;
    if (missed.length > 0) return t.missed(named(missed));
    if (!form.rows.every(isComplete)) return t.rowOpen;
    return quantityGrams === undefined || sampleGrams === undefined || accreditations.length === 0
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
      <TextField label={t.cma} value={form.cma} onValue={set("cma")} />
      <TextField label={t.cnas} value={form.cnas} onValue={set("cnas")} />
      <Heading>{t.results}</Heading>
      <Import
        bad={form.bad}
        onLines={(rows, bad) => setForm((before) => ({ ...before, rows, bad }))}
        onDrop={(line) => setForm((before) => ({ ...before, bad: before.bad.filter((one) => one.line !== line) }))}
      />
      {untested.length > 0 && <p class="note">{t.applied(named(untested))}</p>}
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
            accreditations,
            results,
          }),
          ids: [batch],
        })}
        onSent={() =>
          setKept({
            cma: form.cma,
            cnas: form.cnas,
            analytes: form.rows.filter(({ name }) => !name).map(({ analyte }) => analyte),
          })
        }
      >
        {t.said(shownTime(time), form.report, batch, kilograms(quantityGrams ?? 0), form.rows.length)}
        {failed !== "" ? t.over(failed) : unjudged !== "" ? t.unjudged(unjudged) : t.fine}
      </Commitment>
    </>
  );
}
