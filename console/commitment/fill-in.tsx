import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { fill } from "#core/commitment/filled.ts";
import { bases, forms } from "#core/commitment/forms.ts";
import type { promise } from "#core/work/commitment.ts";
import { dictionary, useWords } from "../language.ts";
import { gramsOf, kilograms, kilogramText } from "../parts/amount.ts";
import { localTime } from "../parts/clock.ts";
import { Chips, Folded, SelectField, TextField, WeightField } from "../parts/field.tsx";
import { useKept } from "../parts/kept.ts";
import { isId } from "../parts/next-id.ts";
import { commitmentsOf, unpromised } from "../read/commitments.ts";
import type { Actor, Batch, Commitment as Certificate, Plot, Product } from "../read/views.ts";
import type { Draft, Kind } from "./draft.ts";
import { FormView } from "./form-view.tsx";

const words = dictionary(
  {
    which: "哪一批",
    basis: "承诺依据（至少一项）",
    tested: "选“检测”，就要检到用过的每一种药。",
    grams: "重量",
    left: (grams: string) => `还没开的有 ${grams}`,
    contact: "联系方式",
    kind: "开具人是",
    kinds: { farmer: "农户", coop: "合作社", enterprise: "企业", buyer: "收购单位或个人" },
    more: "编号、产地、品名",
    number: "编号",
    origin: "产地",
    product: "产品名称",
    corrects: "更正哪一张",
    no: "不是更正",
    noBasis: "没选依据",
    noGrams: "重量不对",
    noContact: "没填联系方式",
    noOrigin: "没填产地",
    badId: "编号只用小写字母、数字和 -",
    flagged: "采早了，要先放行",
  },
  {
    which: "Which batch",
    basis: "It rests on (at least one)",
    tested: "Choosing a test means that every substance used was tested for.",
    grams: "Weight",
    left: (grams) => `${grams} not promised yet`,
    contact: "Contact",
    kind: "The issuer is",
    kinds: { farmer: "a farmer", coop: "a co-op", enterprise: "an enterprise", buyer: "a buyer" },
    more: "Number, origin, product name",
    number: "Number",
    origin: "Origin",
    product: "Product name",
    corrects: "It corrects",
    no: "none",
    noBasis: "no basis chosen",
    noGrams: "the weight is not right",
    noContact: "the contact is missing",
    noOrigin: "the origin is missing",
    badId: "a number is lower-case letters, digits and -",
    flagged: "picked too early; a release comes first",
  },
);

type Said = Parameters<typeof promise>[0];
/** What was filled in: the certificate as it would be signed, the same to be handed to somebody, and what is still lacking. */
type FilledIn = { readonly document: Said; readonly draft: Draft; readonly missing: string | undefined };
type Props = {
  /** Whose promise it is, whoever fills it in. */
  readonly issuer: Actor;
  readonly own: readonly Batch[];
  readonly first: string;
  readonly draft?: Draft | undefined;
  readonly products: readonly Product[];
  readonly plots: readonly Plot[];
  readonly promised: readonly Certificate[];
  readonly children: (filled: FilledIn) => ComponentChildren;
};
type Edited = { contact?: string; kind?: Kind; grams?: string; number?: string; origin?: string; name?: string };

/** The form, filled in as far as the records go, and under it what is to become of it. */
export function FillIn({ issuer, own, first, draft, products, plots, promised, children }: Props) {
  const t = useWords(words);
  const role = issuer.roles.includes("grower") ? "producer" : "buyer";
  const [chosen, setChosen] = useState(first);
  const batch = own.find((one) => one.batch === chosen) ?? (own[0] as Batch);
  const grown = plots.filter(({ plot }) => batch.plots.some((one) => one.plot === plot));
  const [kept, setKept] = useKept<{ contact: string; kind: Kind }>(`promise-${issuer.actor}`, {
    contact: "",
    kind: role === "producer" ? "coop" : "buyer",
  });
  const [time] = useState(() => localTime(new Date()));
  const [basis, setBasis] = useState<Draft["basis"]>(draft?.basis ?? ["QC"]);
  const [supersedes, setSupersedes] = useState("");
  const [edited, setEdited] = useState<Edited>(draft ? editedBy(draft) : {});
  const earlier = commitmentsOf(promised, batch.batch).filter(
    ({ state, usedGrams }) => usedGrams === 0 && !["voided", "superseded"].includes(state),
  );
  const corrected = earlier.find(({ certificate }) => certificate === supersedes)?.document.grams ?? 0;
  const left = unpromised(promised, batch) + corrected;
  const weight = edited.grams ?? kilogramText(left);
  const number =
    edited.number ??
    `hgz-469025-${time.slice(0, 10).replaceAll("-", "")}-${batch.batch}-${commitmentsOf(promised, batch.batch).length + 1}`.slice(
      0,
      48,
    );
  const towns = [...new Set(grown.map(({ survey }) => survey.town.zh))].join("、");
  const origin = edited.origin ?? (role === "producer" ? `海南省白沙黎族自治县${towns}` : "");
  const productName =
    edited.name ?? products.find(({ product }) => product === batch.product)?.definition.name.zh ?? batch.product;
  const grams = gramsOf(weight) ?? 0;
  const { contact, kind } = { ...kept, ...edited };
  const document: Said = {
    occurredAt: time,
    certificate: number,
    role,
    issuerKind: kind,
    issuerName: issuer.name.zh,
    contact: contact.trim(),
    batch: batch.batch,
    product: batch.product,
    productName,
    grams,
    ...(role === "producer" && { origin }),
    plots: role === "producer" ? grown.map(({ plot }) => plot) : [],
    basis: [...basis],
    parents: role === "buyer" ? [...new Set(batch.collected)] : [],
    ...(supersedes && { supersedes }),
  };
  const missing = () => {
    if (batch.flags.some(({ resolved }) => !resolved)) return t.flagged;
    if (basis.length === 0) return t.noBasis;
    if (grams === 0 || grams > left) return t.noGrams;
    if (document.contact === "") return t.noContact;
    if (role === "producer" && origin.trim() === "") return t.noOrigin;
    return isId(number) ? undefined : t.badId;
  };
  const edit = (some: Edited) => setEdited({ ...edited, ...some });
  return (
    <>
      <SelectField
        label={t.which}
        value={batch.batch}
        onValue={setChosen}
        options={own.map((one) => ({ value: one.batch, text: `${one.batch}　${kilograms(one.massGrams)}` }))}
      />
      <Chips
        label={t.basis}
        many
        options={bases.map((one) => ({ value: one, text: forms[role].boxes[one] }))}
        chosen={basis}
        onChosen={(next) => setBasis(bases.filter((one) => next.includes(one)))}
      />
      <p class="note">{t.tested}</p>
      <TextField
        label={t.contact}
        value={contact}
        onValue={(contact) => {
          edit({ contact });
          setKept({ contact, kind });
        }}
        mode="tel"
      />
      <Folded title={t.more}>
        <WeightField
          label={t.grams}
          value={weight}
          onValue={(grams) => edit({ grams })}
          note={t.left(kilograms(left))}
        />
        <SelectField
          label={t.kind}
          value={kind}
          onValue={(value) => {
            const kind = value as Kind;
            edit({ kind });
            setKept({ contact, kind });
          }}
          options={(role === "producer"
            ? (["coop", "farmer", "enterprise"] as const)
            : (["buyer", "enterprise", "coop"] as const)
          ).map((one) => ({ value: one, text: t.kinds[one] }))}
        />
        <TextField label={t.number} value={number} onValue={(number) => edit({ number })} mono />
        <TextField label={t.product} value={productName} onValue={(name) => edit({ name })} />
        {role === "producer" && <TextField label={t.origin} value={origin} onValue={(origin) => edit({ origin })} />}
        <SelectField
          label={t.corrects}
          value={supersedes}
          onValue={setSupersedes}
          options={[
            { value: "", text: t.no },
            ...earlier.map(({ certificate }) => ({ value: certificate, text: certificate })),
          ]}
        />
      </Folded>
      <FormView filled={fill(document)} />
      {children({
        document,
        missing: missing(),
        draft: {
          ...{ batch: batch.batch, number, kind, contact: document.contact, basis },
          ...{ kilograms: weight, origin, productName },
        },
      })}
    </>
  );
}

const editedBy = ({ contact, kind, kilograms: grams, number, origin, productName: name }: Draft): Edited => ({
  ...{ contact, kind, grams, number, name },
  ...(origin !== "" && { origin }),
});
