import { conversion } from "#core/work/land.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Conversion, Product } from "../read/views.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    title: "出成率上限",
    from: "用什么",
    to: "做成什么",
    ratio: "至少几份原料出一份",
    source: "依据",
    none: "先定义产品。",
    same: "两种产品一样",
    badRatio: "份数不对，例如 4 或 4.5",
    noSource: "没填依据",
    existing: "现在的上限",
    rule: (ratio: string, from: string, to: string) => `至少 ${ratio} 份${from}出 1 份${to}`,
    said: (ratio: string, from: string, to: string) => `我规定：至少 ${ratio} 份${from}才能出 1 份${to}。`,
    consequence: "写进合约。以后谁报的重量超过它，合约都会拒绝。",
  },
  {
    title: "Conversion ceilings",
    from: "Made of",
    to: "Into",
    ratio: "Parts needed for one",
    source: "Source",
    none: "Define products first.",
    same: "both are the same product",
    badRatio: "a number such as 4 or 4.5",
    noSource: "the source is missing",
    existing: "Ceilings in force",
    rule: (ratio, from, to) => `at least ${ratio} of ${from} for 1 of ${to}`,
    said: (ratio, from, to) => `I rule that 1 part of ${to} takes at least ${ratio} parts of ${from}.`,
    consequence: "It stands in the contract, which refuses any mass beyond it.",
  },
);

export function Converting() {
  const t = useWords(words);
  const loaded = useView("/products");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ products, conversions }) =>
          products.length < 2 ? <Empty>{t.none}</Empty> : <Form products={products} conversions={conversions} />
        }
      </Shown>
    </Screen>
  );
}

/** "4.5" → out ≤ in × 10 ÷ 45, in whole numbers. */
export function ratioOf(text: string): { numerator: number; denominator: number } | undefined {
  const [, whole, part = ""] = /^(\d{1,4})(?:\.(\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const denominator = Number(`${whole}${part}`);
  return denominator > 0 ? { numerator: 10 ** part.length, denominator } : undefined;
}

function Form({ products, conversions }: { products: readonly Product[]; conversions: readonly Conversion[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { form, set } = useForm(() => ({
    from: products[0]?.product ?? "",
    to: products[1]?.product ?? "",
    ratio: "4",
    source: "",
  }));
  const nameOf = (id: string) => products.find(({ product }) => product === id)?.definition.name[language] ?? id;
  const ratio = ratioOf(form.ratio);
  const missing =
    form.from === form.to ? t.same : !ratio ? t.badRatio : form.source.trim() === "" ? t.noSource : undefined;
  const options = products.map(({ product }) => ({ value: product, text: nameOf(product) }));
  return (
    <>
      <SelectField label={t.from} value={form.from} onValue={set("from")} options={options} />
      <SelectField label={t.to} value={form.to} onValue={set("to")} options={options} />
      <TextField label={t.ratio} value={form.ratio} onValue={set("ratio")} mode="decimal" />
      <TextField label={t.source} value={form.source} onValue={set("source")} />
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: `${form.from} → ${form.to}`, en: `${form.from} → ${form.to}` },
        }}
        missing={missing}
        consequence={t.consequence}
        task={() => ({
          steps: conversion(sha256, {
            from: form.from,
            to: form.to,
            ...(ratio ?? { numerator: 0, denominator: 1 }),
            source: form.source.trim(),
          }),
          ids: [form.from, form.to],
        })}
      >
        {t.said(form.ratio || "…", nameOf(form.from), nameOf(form.to))}
      </Commitment>
      <Heading>{t.existing}</Heading>
      <ul class="rows">
        {conversions.map(({ from, to, numerator, denominator }) => (
          <li key={`${from} ${to}`}>
            {t.rule(String(Math.round((denominator * 1000) / numerator) / 1000), nameOf(from), nameOf(to))}
          </li>
        ))}
      </ul>
    </>
  );
}
