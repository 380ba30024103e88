import { plant } from "#core/work/garden.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { count } from "../parts/amount.ts";
import { localDate, localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, DateField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { useKept } from "../parts/kept.ts";
import type { Plot } from "../read/views.ts";
import { useSignedIn } from "../session.ts";
import { OwnPlots } from "./own-plots.tsx";

const words = dictionary(
  {
    title: "记种植",
    which: "哪块地",
    variety: "品种",
    plantedOn: "哪天种的",
    density: "每亩多少株",
    none: "没有归您的地块。请运营方测绘登记。",
    empty: "还有没填的",
    said: (day: string, plots: string, variety: string, density: string) =>
      `${day}，${plots}种了${variety}，每亩 ${density} 株。`,
    consequence: "写进这块地的历史，每一批茶的页面上都看得到。",
    comma: "、",
  },
  {
    title: "Planting",
    which: "Which plots",
    variety: "Variety",
    plantedOn: "Planted on",
    density: "Plants per mu",
    none: "No plot is yours yet. Ask the operator to survey it.",
    empty: "something is missing",
    said: (day, plots, variety, density) => `On ${day} ${variety} was planted on ${plots}, ${density} plants per mu.`,
    consequence: "It becomes part of the plot's history and shows on the page of every batch.",
    comma: ", ",
  },
);

export function Planting() {
  const t = useWords(words);
  return (
    <OwnPlots title={t.title} none={t.none}>
      {(plots) => <Form plots={plots} />}
    </OwnPlots>
  );
}

function Form({ plots }: { plots: readonly Plot[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { policy } = useSignedIn();
  const [last, setLast] = useKept("plant", { variety: "", density: "" });
  const { form, set } = useForm(() => ({
    plots: plots.slice(0, 1).map(({ plot }) => plot),
    variety: last.variety,
    plantedOn: localDate(new Date()),
    density: last.density,
  }));
  const plantsPerMu = count(form.density);
  const names = plots.filter(({ plot }) => form.plots.includes(plot)).map(({ survey }) => survey.name[language]);
  const missing =
    form.plots.length === 0 || form.variety.trim() === "" || plantsPerMu === undefined ? t.empty : undefined;
  return (
    <>
      <Chips
        label={t.which}
        many
        options={plots.map(({ plot, survey }) => ({ value: plot, text: survey.name[language] }))}
        chosen={form.plots}
        onChosen={set("plots")}
      />
      <TextField label={t.variety} value={form.variety} onValue={set("variety")} />
      <DateField label={t.plantedOn} value={form.plantedOn} onValue={set("plantedOn")} />
      <TextField label={t.density} value={form.density} onValue={set("density")} mode="numeric" />
      <Commitment
        event
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: form.variety, en: form.variety } }}
        missing={missing}
        consequence={t.consequence}
        task={() => ({
          steps: form.plots.flatMap((plot) =>
            plant(policy.brand.domain, {
              plot,
              time: localTime(new Date()),
              variety: form.variety,
              plantedOn: form.plantedOn,
              plantsPerMu: plantsPerMu ?? 0,
            }),
          ),
          ids: form.plots,
        })}
        onSent={() => setLast({ variety: form.variety, density: form.density })}
      >
        {t.said(form.plantedOn, names.join(t.comma), form.variety || "…", form.density || "…")}
      </Commitment>
    </>
  );
}
