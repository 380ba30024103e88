import { useState } from "preact/hooks";
import { acceptBatch, openBatch, receive, rejectBatch } from "#core/work/batch.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { count, gramsOf, kilograms, kilogramText } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Folded, SelectField, TextField, TimeField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId, nextBatch } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { inForce } from "../read/commitments.ts";
import { useView } from "../read/use-view.ts";
import type { Batch, Commitment as Certificate, Product } from "../read/views.ts";
import { go, hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { noPaper, type Paper, PaperFields, proofOnPaper } from "./paper-proof.tsx";

const words = dictionary(
  {
    title: "收鲜叶",
    which: "收哪一批",
    weight: "秤上的重量",
    sent: (grams: string) => `送货单 ${grams}`,
    apart: (grams: string, share: string) => `比送货单少 ${grams}（${share}），差的记为损耗，以秤上为准。`,
    reject: "不收这一批",
    why: "为什么不收（会公开）",
    noWhy: "没填原因",
    refuse: "签名不收",
    back: (batch: string, who: string) => `我不收${who}的批次 ${batch}，原因如上。`,
    stays: "货还在对方名下，对方可以再交一次，或交给别家。",
    baskets: "多少筐",
    time: "什么时候",
    more: "新批次的号和产品",
    batch: "做成哪一批",
    product: "做成什么",
    none: "现在没有交给您的批次。等对方封账以后就会出现在这里。",
    noWeight: "没填重量",
    tooMuch: (grams: string) => `这一批只剩 ${grams}`,
    noBaskets: "筐数要填整数",
    badId: "批次号只用小写字母、数字和 -",
    noProduct: "没有可做的产品，请运营方先定出成率上限",
    said: (time: string, who: string, product: string) => `${time}，我收到${who}的${product} `,
    inBaskets: (n: number) => `、${n} 筐`,
    end: (batch: string) => `，用来做批次 ${batch}。`,
    consequence: "签收以后货归您管。同时开一个新批次，收货记在它的第一条。下一步记加工。",
    next: "记加工",
    has: "有合格证，查验后保存：",
    kept: "，并查验、保存了合格证",
    noProof: "没有合格证，不能收",
  },
  {
    title: "Receive leaf",
    which: "Which batch",
    weight: "On the scale",
    sent: (grams) => `${grams} on the note`,
    apart: (grams, share) => `${grams} (${share}) less than on the note: lost; the scale counts.`,
    reject: "Do not take this batch",
    why: "Why not (public)",
    noWhy: "the reason is missing",
    refuse: "Sign the refusal",
    back: (batch, who) => `I do not take batch ${batch} from ${who}, for the reason above.`,
    stays: "It stays with the other side, who may offer it again, or to others.",
    baskets: "Baskets",
    time: "When",
    more: "The new batch and its product",
    batch: "It becomes batch",
    product: "It becomes",
    none: "No batch is handed to you now. It appears here once the other side has closed it.",
    noWeight: "the weight is missing",
    tooMuch: (grams) => `only ${grams} are left of it`,
    noBaskets: "baskets are a whole number",
    badId: "a batch number is lower-case letters, digits and -",
    noProduct: "nothing can be made of it; ask the operator for a ceiling",
    said: (time, who, product) => `At ${time} I received ${product} from ${who}: `,
    inBaskets: (n) => `, ${n} baskets`,
    end: (batch) => `, to make batch ${batch}.`,
    consequence: "From now on the goods are yours to answer for. Opens a new batch whose first entry is this receipt.",
    next: "Process it",
    has: "It has a certificate, which is checked and kept:",
    kept: ", checked its certificate and keep it",
    noProof: "no certificate, no purchase",
  },
);

export function Receive() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const batches = useView("/batches");
  const products = useView("/products");
  const commitments = useView("/commitments");
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches: all }) => (
          <Shown loaded={products}>
            {({ products, conversions }) => {
              const coming = all.filter(
                (one) => one.nextHolder === me.actor && one.state === "closed" && !one.recalled && one.leftGrams > 0,
              );
              const made = (product: string) => conversions.filter(({ from }) => from === product).map(({ to }) => to);
              return coming.length === 0 ? (
                <Empty>{t.none}</Empty>
              ) : (
                <Shown loaded={commitments}>
                  {({ commitments: promised }) => (
                    <Form
                      coming={coming}
                      taken={all.map(({ batch }) => batch)}
                      products={products}
                      made={made}
                      promised={promised}
                    />
                  )}
                </Shown>
              );
            }}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

type FormProps = {
  coming: readonly Batch[];
  taken: readonly string[];
  products: readonly Product[];
  made: (product: string) => readonly string[];
  promised: readonly Certificate[];
};
function Form({ coming, taken, products, made, promised }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy, actors } = useSignedIn();
  const first = coming[0] as Batch;
  const { form, set, setForm } = useForm(() => {
    const time = localTime(new Date());
    return {
      source: first.batch,
      weight: kilogramText(first.leftGrams),
      baskets: "",
      time,
      batch: nextBatch("tea-", time.slice(0, 10), taken),
      product: made(first.product)[0] ?? "",
    };
  });
  const source = coming.find(({ batch }) => batch === form.source) ?? first;
  const choose = (id: string): void => {
    const next = coming.find(({ batch }) => batch === id) ?? first;
    setForm((before) => ({
      ...before,
      source: id,
      weight: kilogramText(next.leftGrams),
      product: made(next.product)[0] ?? "",
    }));
  };
  const productName = (id: string) => products.find(({ product }) => product === id)?.definition.name[language] ?? id;
  const grams = gramsOf(form.weight);
  const due = products.find(({ product }) => product === source.product)?.definition.commitmentDue;
  const [paper, setPaper] = useState<Paper>(noPaper);
  const [refusing, setRefusing] = useState(false);
  const certificate = promised.findLast(
    (one) => one.document.batch === source.batch && inForce(one) && one.document.grams - one.usedGrams >= (grams ?? 0),
  );
  const proof = certificate
    ? ({ kind: "commitment", certificate: certificate.certificate } as const)
    : proofOnPaper(paper);
  const baskets = form.baskets === "" ? undefined : count(form.baskets);
  const missing = () => {
    if (grams === undefined) return t.noWeight;
    if (grams > source.leftGrams) return t.tooMuch(kilograms(source.leftGrams));
    if (form.baskets !== "" && baskets === undefined) return t.noBaskets;
    if (form.product === "") return t.noProduct;
    if (due && !proof) return t.noProof;
    return isId(form.batch) ? undefined : t.badId;
  };
  const { batch, product } = form;
  const short = grams === undefined ? 0 : source.leftGrams - grams;
  return (
    <>
      <SelectField
        label={t.which}
        value={source.batch}
        onValue={choose}
        options={coming.map((one) => ({
          value: one.batch,
          text: `${one.batch}　${nameOf(actors, one.keeper)[language]}　${kilograms(one.leftGrams)}`,
        }))}
      />
      <WeightField
        label={t.weight}
        value={form.weight}
        onValue={set("weight")}
        note={t.sent(kilograms(source.leftGrams))}
      />
      {short > 0 && <p class="late note">{t.apart(kilograms(short), shareOf(short, source.leftGrams))}</p>}
      <TextField label={t.baskets} value={form.baskets} onValue={set("baskets")} mode="numeric" />
      <TimeField label={t.time} value={form.time} onValue={set("time")} />
      {due && certificate && (
        <p class="note">
          {t.has}{" "}
          <a href={`/hgz/${certificate.certificate}`} target="_blank" rel="noopener">
            {certificate.certificate}
          </a>
        </p>
      )}
      {due && !certificate && <PaperFields paper={paper} onPaper={setPaper} />}
      <Folded title={t.more}>
        <TextField label={t.batch} value={batch} onValue={set("batch")} mono />
        <SelectField
          label={t.product}
          value={product}
          onValue={set("product")}
          options={made(source.product).map((one) => ({ value: one, text: productName(one) }))}
        />
      </Folded>
      <Commitment
        event
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: kilograms(grams ?? 0), en: kilograms(grams ?? 0) },
        }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: [
            ...acceptBatch(sha256, { batch: source.batch, grams: grams ?? 0 }),
            ...openBatch(sha256, { batch, product, season: source.season }),
            ...receive(policy.brand.domain, {
              site: me.actor,
              time: form.time,
              source: source.batch,
              sourceProduct: source.product,
              grams: grams ?? 0,
              into: batch,
              ...(baskets !== undefined && { baskets }),
              ...(proof && { proof }),
            }),
          ],
          ids: [batch, product, source.batch],
        })}
        next={
          <a class="button" href={hrefOf("process", batch)} onClick={() => go("process", batch)}>
            {t.next}
          </a>
        }
      >
        {t.said(shownTime(form.time), nameOf(actors, source.keeper)[language], productName(source.product))}
        <b>{kilograms(grams ?? 0)}</b>
        {baskets !== undefined && t.inBaskets(baskets)}
        {proof && t.kept}
        {t.end(batch)}
      </Commitment>
      {refusing ? (
        <Refusing key={source.batch} source={source} />
      ) : (
        <p class="row">
          <button type="button" class="quiet" onClick={() => setRefusing(true)}>
            {t.reject}
          </button>
        </p>
      )}
    </>
  );
}

function Refusing({ source }: { source: Batch }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const [reason, setReason] = useState("");
  return (
    <>
      <TextField label={t.why} value={reason} onValue={setReason} area />
      <Commitment
        about={{ title: { zh: words.zh.reject, en: words.en.reject }, detail: { zh: source.batch, en: source.batch } }}
        missing={reason.trim() === "" ? t.noWhy : undefined}
        label={t.refuse}
        consequence={t.stays}
        task={() => ({
          steps: rejectBatch(sha256, { batch: source.batch, reason: reason.trim() }),
          ids: [source.batch],
        })}
      >
        {t.back(source.batch, nameOf(actors, source.keeper)[language])}
      </Commitment>
    </>
  );
}

/** One decimal of a per cent, rounded up: a difference is never shown as none. */
const shareOf = (part: number, whole: number): string => {
  const tenths = Math.ceil((part * 1000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
};
