import { reduceScope, renew } from "#core/work/certificate.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { addMonths, localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { DateField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Certificate, Plot } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import { attach, type OwnFile } from "../send/attach.ts";
import { signerOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { PapersField } from "./papers.tsx";
import { ScopeFields, scopeOf, volumesOf } from "./scope.tsx";

const words = dictionary(
  {
    title: { renew: "续证", reduce: "缩小范围" },
    missing: "没有这张证书。",
    keep: "留下哪些产品",
    used: (grams: string) => `已用 ${grams}`,
    plots: { renew: "管哪些地块", reduce: "留下哪些地块" },
    to: "到哪天止",
    reason: "原因（会公开）",
    noReason: "没填原因",
    noScope: "至少留一种产品和一块地",
    noVolume: "有产品没填量",
    notLess: "还没有缩小",
    more: "缩小范围时量不能调高",
    belowUsed: "量比已用的还少",
    notLonger: "止日要比现在的晚",
    comma: "、",
    said: {
      renew: (id: string, scope: string, plots: string, to: string) =>
        `我续签证书 ${id}：${scope}，产自${plots}，到 ${to} 有效。`,
      reduce: (id: string, scope: string, plots: string) => `我缩小证书 ${id} 的范围，只留：${scope}，产自${plots}。`,
    },
    consequence: {
      renew: "编号不变。已用的量从零算起，上一期没用完的作废。",
      reduce: "立即生效。以后的批次按新范围；以前的范围仍查得到。",
    },
    see: "看这张证书",
  },
  {
    title: { renew: "Renew", reduce: "Reduce the scope" },
    missing: "There is no such certificate.",
    keep: "Products that stay",
    used: (grams) => `${grams} used`,
    plots: { renew: "Plots covered", reduce: "Plots that stay" },
    to: "Until",
    reason: "Reason (public)",
    noReason: "the reason is missing",
    noScope: "a product and a plot must stay",
    noVolume: "a volume is missing",
    notLess: "nothing is taken away yet",
    more: "a reduction raises no volume",
    belowUsed: "a volume is below what is used",
    notLonger: "it must end later than now",
    comma: ", ",
    said: {
      renew: (id, scope, plots, to) => `I renew certificate ${id}: ${scope}, grown on ${plots}, until ${to}.`,
      reduce: (id, scope, plots) => `I reduce certificate ${id} to ${scope}, grown on ${plots}.`,
    },
    consequence: {
      renew: "The number stays. Volumes are counted from zero; what the old term left is gone.",
      reduce: "It counts at once, for batches from now on; the former scope can still be looked up.",
    },
    see: "See the certificate",
  },
);

/** #/rescope/renew/cert-0001 and #/rescope/reduce/cert-0001. */
export function Rescope({ params: [mode, id = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const certificates = useView("/certificates");
  const plots = useView("/plots");
  const how = mode === "reduce" ? "reduce" : "renew";
  return (
    <Screen title={t.title[how]} sub={id}>
      <Shown loaded={certificates}>
        {({ certificates }) => (
          <Shown loaded={plots}>
            {({ plots }) => {
              const one = certificates.find(({ certificate }) => certificate === id);
              return one ? <Form certificate={one} plots={plots} how={how} /> : <Empty>{t.missing}</Empty>;
            }}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

type FormProps = { certificate: Certificate; plots: readonly Plot[]; how: "renew" | "reduce" };
function Form({ certificate: { certificate, document, volumes }, plots, how }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const session = useSignedIn();
  const known = useView("/products").data?.products ?? [];
  const productName = (id: string) => known.find(({ product }) => product === id)?.definition.name[language] ?? id;
  const plotName = (id: string) => plots.find(({ plot }) => plot === id)?.survey.name[language] ?? id;
  const { form, set, setForm } = useForm(() => ({
    ...scopeOf(document),
    to: addMonths(document.validTo, 12),
    reason: "",
    files: [...(document.files ?? [])] as OwnFile[],
  }));
  const scope = volumesOf(form);
  const usedOf = (product: string) => volumes.find((one) => one.product === product)?.usedGrams ?? 0;
  const before = (product: string) => document.products.find((one) => one.product === product)?.volumeGrams ?? 0;
  const missing = () => {
    if (form.products.length === 0 || form.plots.length === 0) return t.noScope;
    if (scope.some(({ volumeGrams }) => volumeGrams === 0)) return t.noVolume;
    if (how === "renew" && form.to <= document.validTo) return t.notLonger;
    if (how === "reduce") {
      if (scope.some(({ product, volumeGrams }) => volumeGrams > before(product))) return t.more;
      if (scope.some(({ product, volumeGrams }) => volumeGrams < usedOf(product))) return t.belowUsed;
      const less = scope.some(({ product, volumeGrams }) => volumeGrams < before(product));
      const same = scope.length === document.products.length && form.plots.length === document.plots.length;
      if (same && !less) return t.notLess;
    }
    return form.reason.trim() === "" ? t.noReason : undefined;
  };
  const named = scope.map(({ product, volumeGrams }) => `${productName(product)} ${kilograms(volumeGrams)}`);
  const where = form.plots.map(plotName).join(t.comma);
  const task = async () => {
    const { type: _, files: __, ...own } = document;
    const files = form.files.length > 0 && { files: [...(await attach(signerOf(session), form.files))] };
    const next = { ...own, ...files, occurredAt: localTime(new Date()), products: [...scope], plots: [...form.plots] };
    const steps =
      how === "renew"
        ? renew(sha256, { ...next, validTo: form.to }, form.reason.trim())
        : reduceScope(sha256, document, next, form.reason.trim());
    return { steps, ids: [certificate, ...form.products, ...form.plots] };
  };
  return (
    <>
      <ScopeFields
        scope={form}
        onScope={(changed) => setForm((before) => ({ ...before, ...changed }))}
        labels={{ products: t.keep, plots: t.plots[how] }}
        products={document.products.map(({ product }) => ({ value: product, text: productName(product) }))}
        plots={(how === "renew" ? plots.map(({ plot }) => plot) : document.plots).map((plot) => ({
          value: plot,
          text: plotName(plot),
        }))}
        noteOf={(product) => (how === "reduce" ? t.used(kilograms(usedOf(product))) : "")}
      />
      {how === "renew" && <DateField label={t.to} value={form.to} onValue={set("to")} />}
      <PapersField value={form.files} onValue={(files) => setForm((before) => ({ ...before, files }))} />
      <TextField label={t.reason} value={form.reason} onValue={set("reason")} area />
      <Commitment
        about={{
          title: { zh: words.zh.title[how], en: words.en.title[how] },
          detail: { zh: certificate, en: certificate },
        }}
        missing={missing()}
        consequence={t.consequence[how]}
        label={t.title[how]}
        task={task}
        next={
          <a class="button" href={hrefOf("certificate", certificate)}>
            {t.see}
          </a>
        }
      >
        {t.said[how](certificate, named.join(t.comma), where, form.to)}
      </Commitment>
    </>
  );
}
