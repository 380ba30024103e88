import { teaLimits } from "#core/rules/limit-tables.ts";
import { applyPesticide } from "#core/work/garden.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { addDays, localDate, localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, DateField, SelectField, TextField, TimeField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { useKept } from "../parts/kept.ts";
import type { Plot } from "../read/views.ts";
import { useSignedIn } from "../session.ts";
import { OwnPlots } from "./own-plots.tsx";

const words = dictionary(
  {
    title: "记用药",
    which: "哪块地",
    product: "农药名称（照标签写）",
    productEn: "英文名",
    registrationNo: "登记证号",
    inputLot: "批号（照标签写，可空）",
    inputLotNote: "这一批药出了问题，按批号查得到用过的地。换了新瓶请改。",
    manufacturer: "生产厂家（可空）",
    source: "从哪里买的",
    target: "防什么",
    method: "怎么用的",
    dose: "每亩用量",
    active: "有效成分",
    time: "什么时候",
    stopped: "最后一天用药",
    interval: "安全间隔期（天，照标签写）",
    intervalNote: "标签上没有就空着，查的人会看到“未知”，不算通过。",
    none: "没有归您的地块。请运营方测绘登记。",
    empty: "还有没填的",
    noPlot: "没选地块",
    badDays: "间隔期要填天数",
    said: (time: string, plots: string, product: string, lot: string, target: string, dose: string) =>
      `${time}，我在${plots}用了${product}${lot && `（批号 ${lot}）`}防${target}，每亩 ${dose}。`,
    until: (day: string) => `这块地要到 ${day} 才能采。之前采的会标出来，有人放行以前开不了合格证、贴不了标签。`,
    unknown: "间隔期没填：以后采的都会标出来，要有人放行。",
    comma: "、",
  },
  {
    title: "Spraying",
    which: "Which plots",
    product: "Pesticide, as on its label",
    productEn: "Name in English",
    registrationNo: "Registration no.",
    inputLot: "Lot number, from the label (optional)",
    inputLotNote: "If this lot proves faulty, the plots are found by it. Change it with each new bottle.",
    manufacturer: "Manufacturer (optional)",
    source: "Bought from",
    target: "Against",
    method: "Method",
    dose: "Dose per mu",
    active: "Active ingredient",
    time: "When",
    stopped: "Last day of use",
    interval: "Pre-harvest interval (days, from the label)",
    intervalNote: "Leave it empty if the label has none; readers see “unknown”, which is not a pass.",
    none: "No plot is yours yet. Ask the operator to survey it.",
    empty: "something is missing",
    noPlot: "no plot chosen",
    badDays: "the interval is a number of days",
    said: (time, plots, product, lot, target, dose) =>
      `At ${time} I used ${product}${lot && ` (lot ${lot})`} against ${target} on ${plots}, ${dose} per mu.`,
    until: (day) =>
      `These plots open on ${day}. Leaf picked earlier is flagged: no certificate and no label until somebody releases it.`,
    unknown: "No interval given: whatever is picked is flagged and needs a release.",
    comma: ", ",
  },
);

export function Spraying() {
  const t = useWords(words);
  return (
    <OwnPlots title={t.title} none={t.none}>
      {(plots) => <Form plots={plots} />}
    </OwnPlots>
  );
}

const usual = {
  product: "",
  productEn: "",
  registrationNo: "",
  inputLot: "",
  manufacturer: "",
  source: "",
  target: "",
  method: "喷雾",
  dose: "",
  active: teaLimits.rows[0]?.analyte ?? "",
  interval: "",
};
function Form({ plots }: { plots: readonly Plot[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { policy } = useSignedIn();
  const [last, setLast] = useKept("spray", usual);
  const { form, set } = useForm(() => ({
    ...usual,
    ...last,
    plots: plots.slice(0, 1).map(({ plot }) => plot),
    time: localTime(new Date()),
    stopped: localDate(new Date()),
  }));
  const { product, productEn, registrationNo, inputLot, manufacturer, source, target, method, dose, active, interval } =
    form;
  const intervalDays = /^\d{1,3}$/.test(interval) ? Number(interval) : undefined;
  const names = plots.filter(({ plot }) => form.plots.includes(plot)).map(({ survey }) => survey.name[language]);
  const missing = () => {
    if (form.plots.length === 0) return t.noPlot;
    if ([product, productEn, registrationNo, source, target, method, dose].some((text) => text.trim() === ""))
      return t.empty;
    return interval !== "" && intervalDays === undefined ? t.badDays : undefined;
  };
  const application = {
    product,
    productEn,
    registrationNo,
    ...(inputLot.trim() !== "" && { inputLot: inputLot.trim() }),
    ...(manufacturer.trim() !== "" && { manufacturer: manufacturer.trim() }),
    source,
    target,
    method,
    dose,
    activeIngredients: [active],
    stoppedOn: form.stopped,
    ...(intervalDays !== undefined && { intervalDays }),
  };
  return (
    <>
      <Chips
        label={t.which}
        many
        options={plots.map(({ plot, survey }) => ({ value: plot, text: survey.name[language] }))}
        chosen={form.plots}
        onChosen={set("plots")}
      />
      <TextField label={t.product} value={product} onValue={set("product")} />
      <TextField label={t.productEn} value={productEn} onValue={set("productEn")} />
      <SelectField
        label={t.active}
        value={active}
        onValue={set("active")}
        options={teaLimits.rows
          .filter(({ kind }) => kind === "maximum")
          .map((row) => ({ value: row.analyte, text: row[language] }))}
      />
      <TextField label={t.registrationNo} value={registrationNo} onValue={set("registrationNo")} />
      <TextField label={t.inputLot} value={inputLot} onValue={set("inputLot")} note={t.inputLotNote} />
      <TextField label={t.manufacturer} value={manufacturer} onValue={set("manufacturer")} />
      <TextField label={t.interval} value={interval} onValue={set("interval")} note={t.intervalNote} mode="numeric" />
      <TextField label={t.target} value={target} onValue={set("target")} />
      <TextField label={t.dose} value={dose} onValue={set("dose")} />
      <TextField label={t.method} value={method} onValue={set("method")} />
      <TextField label={t.source} value={source} onValue={set("source")} />
      <TimeField label={t.time} value={form.time} onValue={set("time")} />
      <DateField label={t.stopped} value={form.stopped} onValue={set("stopped")} />
      <Commitment
        event
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: product, en: productEn } }}
        missing={missing()}
        consequence={intervalDays === undefined ? t.unknown : t.until(addDays(form.stopped, intervalDays))}
        task={() => ({
          steps: form.plots.flatMap((plot) =>
            applyPesticide(policy.brand.domain, { plot, time: form.time, application }),
          ),
          ids: form.plots,
        })}
        onSent={() =>
          setLast({
            product,
            productEn,
            registrationNo,
            inputLot,
            manufacturer,
            source,
            target,
            method,
            dose,
            active,
            interval,
          })
        }
      >
        {t.said(shownTime(form.time), names.join(t.comma), product || "…", inputLot.trim(), target || "…", dose || "…")}
      </Commitment>
    </>
  );
}
