import { hex, utf8 } from "#core/bytes.ts";
import { accredit } from "#core/work/people.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { addMonths, firstSecond, lastSecond, localDate } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, DateField, SelectField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Actor, Product } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    title: "认可机构",
    body: "哪家认证机构",
    scheme: "哪项制度（编号）",
    products: "认可范围：哪些产品",
    noProduct: "没选产品",
    comma: "、",
    document: "认可证书的全文或文件号",
    documentNote: "合约里存它的 SHA-256，以后可以对。",
    from: "从哪天起",
    to: "到哪天止",
    none: "还没有认证机构。先登记一家。",
    badScheme: "制度编号不对",
    noDocument: "没填认可证书",
    badDates: "止日在起日之前",
    said: (body: string, scheme: string, products: string, from: string, to: string) =>
      `我认可${body}按制度 ${scheme} 认证${products}，${from} 至 ${to}。`,
    consequence: "写进合约：在这段时间里，这家机构能签发这项制度、这些产品的证书；范围以外，合约拒绝。",
  },
  {
    title: "Accredit a body",
    body: "Which body",
    scheme: "For which scheme (id)",
    products: "Scope: which products",
    noProduct: "no product chosen",
    comma: ", ",
    document: "The accreditation certificate, its text or number",
    documentNote: "The contract holds its SHA-256, to be compared later.",
    from: "From",
    to: "To",
    none: "There is no certification body yet. Admit one first.",
    badScheme: "the scheme's id is not right",
    noDocument: "the certificate is missing",
    badDates: "it ends before it begins",
    said: (body, scheme, products, from, to) =>
      `I accredit ${body} to certify ${products} under the scheme ${scheme}, ${from} to ${to}.`,
    consequence:
      "It stands in the contract: during that time this body can issue certificates of the scheme for these products; the contract refuses anything else.",
  },
);

export function Accredit({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const products = useView("/products");
  const bodies = useSignedIn().actors.filter(({ roles }) => roles.includes("certifier"));
  return (
    <Screen title={t.title}>
      {bodies.length === 0 ? (
        <Empty>{t.none}</Empty>
      ) : (
        <Shown loaded={products}>
          {({ products }) => <Form bodies={bodies} products={products} first={params[0] ?? bodies[0]?.actor ?? ""} />}
        </Shown>
      )}
    </Screen>
  );
}

function Form({ bodies, products, first }: { bodies: readonly Actor[]; products: readonly Product[]; first: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const { form, set } = useForm(() => {
    const from = localDate(new Date());
    return { body: first, scheme: "", products: [] as readonly string[], document: "", from, to: addMonths(from, 48) };
  });
  const missing = () => {
    if (!isId(form.scheme)) return t.badScheme;
    if (form.products.length === 0) return t.noProduct;
    if (form.document.trim() === "") return t.noDocument;
    return form.to < form.from ? t.badDates : undefined;
  };
  const named = products
    .filter(({ product }) => form.products.includes(product))
    .map(({ definition }) => definition.name[language])
    .join(t.comma);
  return (
    <>
      <SelectField
        label={t.body}
        value={form.body}
        onValue={set("body")}
        options={bodies.map(({ actor, name }) => ({ value: actor, text: name[language] }))}
      />
      <TextField label={t.scheme} value={form.scheme} onValue={set("scheme")} mono />
      <Chips
        label={t.products}
        many
        chosen={form.products}
        onChosen={set("products")}
        options={products.map(({ product, definition }) => ({ value: product, text: definition.name[language] }))}
      />
      <TextField label={t.document} value={form.document} onValue={set("document")} note={t.documentNote} area />
      <div class="pair">
        <DateField label={t.from} value={form.from} onValue={set("from")} />
        <DateField label={t.to} value={form.to} onValue={set("to")} />
      </div>
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: form.scheme, en: form.scheme } }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: accredit(sha256, {
            body: form.body,
            scheme: form.scheme,
            products: form.products,
            validFrom: firstSecond(form.from),
            validTo: lastSecond(form.to),
            documentHash: hex(sha256(utf8(form.document))),
          }),
          ids: [form.body, form.scheme],
        })}
      >
        {t.said(nameOf(actors, form.body)[language], form.scheme || "…", named, form.from, form.to)}
      </Commitment>
    </>
  );
}
