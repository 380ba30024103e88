import { useState } from "preact/hooks";
import { fill } from "#core/commitment/filled.ts";
import { type Basis, bases, forms } from "#core/commitment/forms.ts";
import { promise } from "#core/work/commitment.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms, kilogramText } from "../parts/amount.ts";
import { localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, Folded, SelectField, TextField, WeightField } from "../parts/field.tsx";
import { useKept } from "../parts/kept.ts";
import { isId } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { commitmentsOf, unpromised } from "../read/commitments.ts";
import { useView } from "../read/use-view.ts";
import type { Batch, Commitment as Certificate, Plot, Product } from "../read/views.ts";
import { useSignedIn } from "../session.ts";
import { FormView } from "./form-view.tsx";

const words = dictionary(
  {
    title: "开合格证",
    none: "没有还要开合格证的批次。先记采收，或先收货。",
    which: "哪一批",
    basis: "承诺依据（至少一项）",
    tested: "选“检测”，就要检到用过的每一种药。",
    grams: "重量",
    left: (grams: string) => `还没开的有 ${grams}`,
    contact: "联系方式",
    kind: "您是",
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
    said: "上面这张合格证的每一个字。",
    own: "只有您能签，合作社可以代填、代打印，不能代签。签了不能改，写错了可以再开一张更正。",
    sign: "签名并开具",
    print: "打印",
  },
  {
    title: "Issue a certificate",
    none: "No batch needs one. Record a harvest or a receipt first.",
    which: "Which batch",
    basis: "It rests on (at least one)",
    tested: "Choosing a test means that every substance used was tested for.",
    grams: "Weight",
    left: (grams) => `${grams} not promised yet`,
    contact: "Contact",
    kind: "You are",
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
    said: "Every word of the certificate above.",
    own: "Only you can sign; the co-op may fill in and print, not sign. It cannot be changed; a mistake is mended by another one.",
    sign: "Sign and issue",
    print: "Print",
  },
);

/** Three taps from the batch just picked: here, sign, print. */
export function Promising({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const batches = useView("/batches");
  const plots = useView("/plots");
  const products = useView("/products");
  const commitments = useView("/commitments");
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches: all }) => (
          <Shown loaded={commitments}>
            {({ commitments: promised }) => (
              <Shown loaded={products}>
                {({ products: known }) => {
                  const own = all.filter(
                    (one) =>
                      one.holder === me.actor &&
                      !one.recalled &&
                      (one.batch === params[0] || unpromised(promised, one) > 0) &&
                      known.some(
                        ({ product, definition }) => product === one.product && definition.commitmentDue === true,
                      ),
                  );
                  return own.length === 0 || !plots.data ? (
                    <Empty>{t.none}</Empty>
                  ) : (
                    <Form
                      own={own}
                      first={params[0] ?? ""}
                      products={known}
                      plots={plots.data.plots}
                      promised={promised}
                    />
                  );
                }}
              </Shown>
            )}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

type Props = {
  own: readonly Batch[];
  first: string;
  products: readonly Product[];
  plots: readonly Plot[];
  promised: readonly Certificate[];
};
type Kind = "farmer" | "coop" | "enterprise" | "buyer";

function Form({ own, first, products, plots, promised }: Props) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSignedIn();
  const role = me.roles.includes("grower") ? "producer" : "buyer";
  const [chosen, setChosen] = useState(first);
  const batch = own.find((one) => one.batch === chosen) ?? (own[0] as Batch);
  const grown = plots.filter(({ plot }) => batch.plots.some((one) => one.plot === plot));
  const [kept, setKept] = useKept<{ contact: string; kind: Kind }>("promise", {
    contact: "",
    kind: role === "producer" ? "coop" : "buyer",
  });
  const [time] = useState(() => localTime(new Date()));
  const [basis, setBasis] = useState<readonly Basis[]>(["QC"]);
  const [supersedes, setSupersedes] = useState("");
  const [edited, setEdited] = useState<{ grams?: string; number?: string; origin?: string; name?: string }>({});
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
  const document: Parameters<typeof promise>[0] = {
    occurredAt: time,
    certificate: number,
    role,
    issuerKind: kept.kind,
    issuerName: me.name.zh,
    contact: kept.contact.trim(),
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
        value={kept.contact}
        onValue={(contact) => setKept({ ...kept, contact })}
        mode="tel"
      />
      <Folded title={t.more}>
        <WeightField
          label={t.grams}
          value={weight}
          onValue={(grams) => setEdited({ ...edited, grams })}
          note={t.left(kilograms(left))}
        />
        <SelectField
          label={t.kind}
          value={kept.kind}
          onValue={(kind) => setKept({ ...kept, kind: kind as Kind })}
          options={(role === "producer"
            ? (["coop", "farmer", "enterprise"] as const)
            : (["buyer", "enterprise", "coop"] as const)
          ).map((one) => ({ value: one, text: t.kinds[one] }))}
        />
        <TextField label={t.number} value={number} onValue={(number) => setEdited({ ...edited, number })} mono />
        <TextField label={t.product} value={productName} onValue={(name) => setEdited({ ...edited, name })} />
        {role === "producer" && (
          <TextField label={t.origin} value={origin} onValue={(origin) => setEdited({ ...edited, origin })} />
        )}
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
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: kilograms(grams), en: kilograms(grams) },
        }}
        missing={missing()}
        consequence={t.own}
        label={t.sign}
        task={() => ({ steps: promise(document), ids: [batch.batch] })}
        next={
          <a class="button" href={`/hgz/${number}/${language === "zh" ? "58" : "80"}`} target="_blank" rel="noopener">
            {t.print}
          </a>
        }
      >
        {t.said}
      </Commitment>
    </>
  );
}
