import type { CertificateDocument } from "#core/statement/certificate.ts";
import type { CertificateRequest } from "#core/statement/certificate-request.ts";
import { issue } from "#core/work/certificate.ts";
import { accreditationWords } from "../accreditor/states.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { addDays, addMonths, localDate, localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, DateField, NamesField, SelectField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { useKept } from "../parts/kept.ts";
import { isId, nextNumbered } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import type { Accreditation } from "../read/certification.ts";
import { together, useView } from "../read/use-view.ts";
import type { Actor, Plot, Product } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import { attach, type OwnFile } from "../send/attach.ts";
import { nameOf, signerOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { PapersField } from "./papers.tsx";
import { ScopeFields, scopeOf, volumesOf } from "./scope.tsx";

const words = dictionary(
  {
    title: "签发证书",
    id: "证书号",
    name: "证书名称",
    scheme: "按哪项制度",
    holder: "发给谁",
    products: "管哪些产品",
    plots: "管哪些地块",
    from: "从哪天起",
    to: "到哪天止",
    none: "还没有产品或主体，签不了。请运营方先登记。",
    unaccredited: "还没有哪项制度认可贵机构，签不了。请认可机构先认可。",
    badId: "证书号不对",
    otherScheme: "贵机构没有这项制度的认可",
    stage: "是不是转换期",
    stages: { full: "不是", conversion: "有机转换期：不能叫有机，按普通产品卖" },
    converting: "（有机转换期，产品不能叫有机）",
    noName: "没填名称",
    noProduct: "没选产品",
    noVolume: "有产品没填量",
    noPlot: "没选地块",
    badDates: "止日在起日之前",
    missing: "没有这份申请，请回到申请列表。",
    comma: "、",
    said: (time: string, body: string, holder: string, title: string, id: string) =>
      `${time}，我代表${body}，给${holder}签发${title} ${id}：`,
    scope: (plots: string, from: string, to: string) => `，产自${plots}，${from} 至 ${to} 有效。`,
    consequence: "每卖出一批，合约就扣一批，扣不成负数。以后可以暂停、恢复或撤销。",
    sign: "签名并签发",
    see: "看这张证书",
  },
  {
    title: "Issue a certificate",
    id: "Certificate no.",
    name: "Title",
    scheme: "Under which scheme",
    holder: "Holder",
    products: "Products covered",
    plots: "Plots covered",
    from: "From",
    to: "To",
    none: "There are no products or actors yet; ask the operator to register them.",
    unaccredited: "You are accredited for no scheme yet; ask the accreditor first.",
    badId: "the number is not right",
    otherScheme: "you are not accredited for this scheme",
    stage: "In conversion",
    stages: { full: "no", conversion: "in conversion to organic: not organic yet, sold as ordinary goods" },
    converting: " (in conversion: not organic yet)",
    noName: "a name is missing",
    noProduct: "no product chosen",
    noVolume: "a volume is missing",
    noPlot: "no plot chosen",
    badDates: "it ends before it begins",
    missing: "There is no such application; go back to the list.",
    comma: ", ",
    said: (time, body, holder, title, id) => `At ${time}, for ${body}, I issue ${title} ${id} to ${holder}: `,
    scope: (plots, from, to) => `, grown on ${plots}, in force ${from} to ${to}.`,
    consequence:
      "Each batch is debited and it cannot go below zero. It can be suspended, reinstated or withdrawn later.",
    sign: "Sign and issue",
    see: "See the certificate",
  },
);

export function Issue({ params: [request] }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me, actors } = useSignedIn();
  const known = together({
    issued: useView("/certificates"),
    land: useView("/plots"),
    goods: useView("/products"),
    wanted: useView("/certificate-requests"),
    accredited: useView("/accreditations"),
  });
  return (
    <Screen title={t.title}>
      <Shown loaded={known}>
        {({ issued: { certificates }, land: { plots }, goods: { products }, wanted, accredited }) => {
          const holders = actors.filter(({ roles }) =>
            roles.some((role) => role === "packer" || role === "factory" || role === "grower"),
          );
          if (products.length === 0 || holders.length === 0) return <Empty>{t.none}</Empty>;
          const schemes = accredited.accreditations.filter(({ body }) => body === me.actor);
          if (schemes.length === 0) return <Empty>{t.unaccredited}</Empty>;
          const asked = wanted.requests.find((one) => one.request === request)?.document;
          if (request !== undefined && !asked) return <Empty>{t.missing}</Empty>;
          return (
            <Form
              holders={holders}
              products={products}
              plots={plots}
              taken={certificates.map(({ certificate }) => certificate)}
              schemes={schemes}
              asked={asked}
              last={certificates.findLast(({ body }) => body === me.actor)?.document}
            />
          );
        }}
      </Shown>
    </Screen>
  );
}

type FormProps = {
  holders: readonly Actor[];
  products: readonly Product[];
  plots: readonly Plot[];
  taken: readonly string[];
  /** What the body is accredited for, whether it may use that now or not: the contract says so when it may not. */
  schemes: readonly Accreditation[];
  /** The application that it is issued on. */
  asked: CertificateRequest | undefined;
  last: CertificateDocument | undefined;
};
function Form({ holders, products, plots, taken, schemes, asked, last }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const states = useWords(accreditationWords);
  const session = useSignedIn();
  const { me, actors } = session;
  const [kept, setKept] = useKept("issue", {
    title: last?.title ?? { zh: "品质认证证书", en: "Quality certificate" },
    scheme: last?.scheme ?? "",
  });
  const { form, set, setForm } = useForm(() => {
    const from = localDate(new Date());
    return {
      ...kept,
      scheme: asked?.scheme ?? (schemes.find(({ scheme }) => scheme === kept.scheme) ?? schemes[0])?.scheme ?? "",
      certificate: nextNumbered("cert", taken, 4),
      holder: asked?.holder ?? (holders.find(({ roles }) => roles.includes("packer")) ?? holders[0])?.actor ?? "",
      ...(asked
        ? scopeOf(asked)
        : {
            products: products.filter(({ definition }) => definition.unitGrams).map(({ product }) => product),
            volumes: {},
            plots: plots.map(({ plot }) => plot),
          }),
      from,
      to: addDays(addMonths(from, 12), -1),
      stage: "full",
      files: [] as OwnFile[],
    };
  });
  const productName = (id: string) => products.find(({ product }) => product === id)?.definition.name[language] ?? id;
  const scope = volumesOf(form);
  const missing = () => {
    if (!isId(form.certificate)) return t.badId;
    if (!schemes.some((one) => one.scheme === form.scheme)) return t.otherScheme;
    if (!form.title.zh.trim() || !form.title.en.trim()) return t.noName;
    if (scope.length === 0) return t.noProduct;
    if (scope.some(({ volumeGrams }) => volumeGrams === 0)) return t.noVolume;
    if (form.plots.length === 0) return t.noPlot;
    return form.to < form.from ? t.badDates : undefined;
  };
  const time = localTime(new Date());
  const plotNames = plots.filter(({ plot }) => form.plots.includes(plot)).map(({ survey }) => survey.name[language]);
  const { title } = form;
  const chosen = schemes.find(({ scheme }) => scheme === form.scheme);
  const scheme = form.scheme;
  return (
    <>
      <TextField label={t.id} value={form.certificate} onValue={set("certificate")} mono />
      <NamesField label={t.name} value={title} onValue={set("title")} />
      <SelectField
        label={t.scheme}
        value={scheme}
        onValue={set("scheme")}
        options={schemes.map((one) => ({
          value: one.scheme,
          text: `${one.schemeName[language]}${one.state === "in-force" ? "" : ` · ${states[one.state]}`}`,
        }))}
      />
      <Chips
        label={t.stage}
        options={(["full", "conversion"] as const).map((stage) => ({ value: stage, text: t.stages[stage] }))}
        chosen={[form.stage]}
        onChosen={([stage = "full"]) => set("stage")(stage)}
      />
      <SelectField
        label={t.holder}
        value={form.holder}
        onValue={set("holder")}
        options={holders.map(({ actor, name }) => ({ value: actor, text: name[language] }))}
      />
      <ScopeFields
        scope={form}
        onScope={(changed) => setForm((before) => ({ ...before, ...changed }))}
        labels={{ products: t.products, plots: t.plots }}
        products={products.map(({ product }) => ({ value: product, text: productName(product) }))}
        plots={plots.map(({ plot, survey }) => ({ value: plot, text: survey.name[language] }))}
      />
      <div class="pair">
        <DateField label={t.from} value={form.from} onValue={set("from")} />
        <DateField label={t.to} value={form.to} onValue={set("to")} />
      </div>
      <PapersField value={form.files} onValue={(files) => setForm((before) => ({ ...before, files }))} />
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: form.certificate, en: form.certificate },
        }}
        missing={missing()}
        consequence={t.consequence}
        label={t.sign}
        task={async () => ({
          steps: issue(sha256, {
            occurredAt: time,
            certificate: form.certificate,
            title,
            scheme,
            schemeName: chosen?.schemeName ?? { zh: scheme, en: scheme },
            holder: form.holder,
            products: [...scope],
            plots: [...form.plots],
            validFrom: form.from,
            validTo: form.to,
            ...(form.stage === "conversion" && { conversion: true as const }),
            ...(form.files.length > 0 && { files: [...(await attach(signerOf(session), form.files))] }),
          }),
          ids: [form.certificate, form.holder, scheme, ...form.products, ...form.plots],
        })}
        onSent={() => setKept({ title, scheme })}
        next={
          <a class="button" href={hrefOf("certificate", form.certificate)}>
            {t.see}
          </a>
        }
      >
        {t.said(
          shownTime(time),
          me.name[language],
          nameOf(actors, form.holder)[language],
          title[language],
          form.certificate,
        )}
        {scope.map(({ product, volumeGrams }, at) => (
          <span key={product}>
            {at > 0 && t.comma}
            {productName(product)} <b>{kilograms(volumeGrams)}</b>
          </span>
        ))}
        {form.stage === "conversion" && t.converting}
        {t.scope(plotNames.join(t.comma) || "…", form.from, form.to)}
      </Commitment>
    </>
  );
}
