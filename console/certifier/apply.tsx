import { requestCertificate } from "#core/work/certificate.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { nextNumbered } from "../parts/next-id.ts";
import { PlotsMap } from "../parts/plots-map.tsx";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import type { Accreditation } from "../read/certification.ts";
import { together, useView } from "../read/use-view.ts";
import type { Plot, Product } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { ScopeFields, scopeOf, volumesOf } from "./scope.tsx";

const words = dictionary(
  {
    title: "申请认证",
    none: "还没有得到认可的认证机构。",
    body: "向哪家机构，哪项制度",
    products: "哪些产品",
    plots: "哪些地块",
    map: "选中的地块",
    remark: "给机构的话（可不填，会公开）",
    noProduct: "没选产品",
    noVolume: "有产品没填量",
    noPlot: "没选地块",
    comma: "、",
    said: (me: string, body: string, scheme: string, scope: string, plots: string) =>
      `${me}向${body}申请认证（${scheme}）：${scope}，产自${plots}。`,
    sign: "签名并申请",
  },
  {
    title: "Apply for a certificate",
    none: "No body is accredited yet.",
    body: "Which body and scheme",
    products: "Products",
    plots: "Plots",
    map: "Plots chosen",
    remark: "A word to the body (optional, public)",
    noProduct: "no product chosen",
    noVolume: "a volume is missing",
    noPlot: "no plot chosen",
    comma: ", ",
    said: (me, body, scheme, scope, plots) => `${me} applies to ${body} for ${scheme}: ${scope}, grown on ${plots}.`,
    sign: "Sign and apply",
  },
);

export function Apply() {
  const t = useWords(words);
  const known = together({
    accredited: useView("/accreditations"),
    wanted: useView("/certificate-requests"),
    goods: useView("/products"),
    land: useView("/plots"),
  });
  return (
    <Screen title={t.title}>
      <Shown loaded={known}>
        {({ accredited, wanted, goods, land }) => {
          const open = accredited.accreditations.filter(({ state }) => state === "in-force");
          if (open.length === 0) return <Empty>{t.none}</Empty>;
          const taken = wanted.requests.map(({ request }) => request);
          return <Form accreditations={open} products={goods.products} plots={land.plots} taken={taken} />;
        }}
      </Shown>
    </Screen>
  );
}

type FormProps = {
  accreditations: readonly Accreditation[];
  products: readonly Product[];
  plots: readonly Plot[];
  taken: readonly string[];
};
function Form({ accreditations, products, plots, taken }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const keyOf = ({ body, scheme }: Accreditation) => `${body}/${scheme}`;
  const { form, set, setForm } = useForm(() => ({
    to: accreditations[0] ? keyOf(accreditations[0]) : "",
    ...scopeOf({ products: [], plots: [] }),
    remark: "",
  }));
  const chosen = accreditations.find((one) => keyOf(one) === form.to);
  const within = products.filter(({ product }) => chosen?.products.includes(product));
  const productName = (id: string) => products.find(({ product }) => product === id)?.definition.name[language] ?? id;
  const scope = volumesOf(form);
  const own = plots.filter(({ plot }) => form.plots.includes(plot));
  const missing = () => {
    if (scope.length === 0) return t.noProduct;
    if (scope.some(({ volumeGrams }) => volumeGrams === 0)) return t.noVolume;
    return own.length === 0 ? t.noPlot : undefined;
  };
  const request = nextNumbered("request", taken, 4);
  const body = chosen?.body ?? "";
  const scheme = chosen?.scheme ?? "";
  const schemeName = chosen?.schemeName ?? { zh: scheme, en: scheme };
  return (
    <>
      <SelectField
        label={t.body}
        value={form.to}
        onValue={set("to")}
        options={accreditations.map((one) => ({
          value: keyOf(one),
          text: `${nameOf(actors, one.body)[language]} · ${one.schemeName[language]}`,
        }))}
      />
      <ScopeFields
        scope={form}
        onScope={(changed) => setForm((before) => ({ ...before, ...changed }))}
        labels={{ products: t.products, plots: t.plots }}
        products={within.map(({ product }) => ({ value: product, text: productName(product) }))}
        plots={plots.map(({ plot, survey }) => ({ value: plot, text: survey.name[language] }))}
      />
      <PlotsMap plots={own} label={t.map} />
      <TextField label={t.remark} value={form.remark} onValue={set("remark")} area />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: request, en: request } }}
        missing={missing()}
        label={t.sign}
        task={() => ({
          steps: requestCertificate({
            occurredAt: localTime(new Date()),
            request,
            body,
            scheme,
            schemeName,
            holder: me.actor,
            products: [...scope],
            plots: [...form.plots],
            ...(form.remark.trim() && { remark: form.remark.trim() }),
          }),
          ids: [],
        })}
      >
        {t.said(
          me.name[language],
          nameOf(actors, body)[language],
          schemeName[language],
          scope.map(({ product, volumeGrams }) => `${productName(product)} ${kilograms(volumeGrams)}`).join(t.comma) ||
            "…",
          own.map(({ survey }) => survey.name[language]).join(t.comma) || "…",
        )}
      </Commitment>
    </>
  );
}
