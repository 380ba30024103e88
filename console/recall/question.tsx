import { useState } from "preact/hooks";
import type { RecallQuery } from "#core/statement/recall.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { Chips, DateField, Folded, type Option, SelectField, TextField } from "../parts/field.tsx";
import { useView } from "../read/use-view.ts";
import { nameOf, useSession } from "../session.ts";
import { common } from "./words.ts";

const words = dictionary(
  {
    by: "按什么查",
    value: {
      batch: "哪一批",
      plot: "哪块地",
      input: "登记证号、名称或来源",
      "input-lot": "标签上的批号",
      report: "哪份报告",
      product: "哪种产品",
    },
    inputNote: "和用药记录里写的一样；大小写、空格、短横不计",
    manufacturer: "生产厂家（可空）",
    manufacturerNote: "填了就不查别家的同号；没写厂家的用药记录照样查到",
    days: "限定日期",
    from: "从",
    to: "到",
    look: "查范围",
    first: "请选…",
  },
  {
    by: "Search by",
    value: {
      batch: "Which batch",
      plot: "Which plot",
      input: "Registration no., name or source",
      "input-lot": "Lot number on its label",
      report: "Which report",
      product: "Which product",
    },
    inputNote: "as in the spraying record; case, spaces and dashes do not matter",
    manufacturer: "Manufacturer (optional)",
    manufacturerNote: "leaves out the same number of another; records without a manufacturer are found all the same",
    days: "Within days",
    from: "From",
    to: "To",
    look: "Look the scope up",
    first: "Choose…",
  },
);
const kinds = [
  "batch",
  "plot",
  "input",
  "input-lot",
  "report",
  "product",
] as const satisfies readonly RecallQuery["by"][];

/** What is wrong is known as a batch, a plot, an input or one lot of it, a report, or a product of some days. */
export function Question({
  first,
  onAsked,
}: {
  first: RecallQuery | undefined;
  onAsked: (query: RecallQuery) => void;
}) {
  const t = useWords(words);
  const w = useWords(common);
  const [by, setBy] = useState<RecallQuery["by"]>(first?.by ?? "batch");
  const [value, setValue] = useState(first?.value ?? "");
  const [manufacturer, setManufacturer] = useState("");
  const [days, setDays] = useState({ from: "", to: "" });
  const options = useOptions();
  const label = t.value[by];
  return (
    <>
      <Chips
        label={t.by}
        options={kinds.map((one) => ({ value: one, text: w.kinds[one] }))}
        chosen={[by]}
        onChosen={([one]) => {
          setBy(one as RecallQuery["by"]);
          setValue("");
        }}
      />
      {by === "input" || by === "input-lot" ? (
        <TextField label={label} value={value} onValue={setValue} note={t.inputNote} />
      ) : (
        <SelectField
          label={label}
          value={value}
          onValue={setValue}
          options={[{ value: "", text: t.first }, ...options[by]]}
        />
      )}
      {by === "input-lot" && (
        <TextField label={t.manufacturer} value={manufacturer} onValue={setManufacturer} note={t.manufacturerNote} />
      )}
      {by !== "batch" && by !== "report" && (
        <Folded title={t.days}>
          <div class="pair">
            <DateField label={t.from} value={days.from} onValue={(from) => setDays({ ...days, from })} />
            <DateField label={t.to} value={days.to} onValue={(to) => setDays({ ...days, to })} />
          </div>
        </Folded>
      )}
      <p class="row">
        <button
          type="button"
          class="quiet"
          disabled={value.trim() === ""}
          onClick={() =>
            onAsked({
              by,
              value: value.trim(),
              ...(by === "input-lot" && manufacturer.trim() !== "" && { manufacturer: manufacturer.trim() }),
              ...(days.from && { from: days.from }),
              ...(days.to && { to: days.to }),
            })
          }
        >
          {t.look}
        </button>
      </p>
    </>
  );
}

function useOptions(): Readonly<Record<Exclude<RecallQuery["by"], "input" | "input-lot">, readonly Option[]>> {
  const language = useLanguage();
  const { actors } = useSession();
  const batches = useView("/batches").data?.batches ?? [];
  const plots = useView("/plots").data?.plots ?? [];
  const reports = useView("/reports").data?.reports ?? [];
  const products = useView("/products").data?.products ?? [];
  return {
    batch: batches.map(({ batch, holder, massGrams }) => ({
      value: batch,
      text: `${batch}　${nameOf(actors, holder)[language]}　${kilograms(massGrams)}`,
    })),
    plot: plots.map(({ plot, survey }) => ({ value: plot, text: survey.name[language] })),
    report: reports.map(({ report, document }) => ({ value: report, text: `${report}　${document.batch}` })),
    product: products.map(({ product, definition }) => ({ value: product, text: definition.name[language] })),
  };
}
