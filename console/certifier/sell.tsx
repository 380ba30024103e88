import { certifySale } from "#core/work/sale.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms } from "../parts/amount.ts";
import { localDate, localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { DateField, SelectField, TextField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId, nextNumbered } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import type { Sale } from "../read/certification.ts";
import { useView } from "../read/use-view.ts";
import type { Batch, Certificate } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    title: "开销售证",
    none: "没有可以开销售证的批次：要先封账，产品在证书范围里，货在持证人手上或者带着这张证书。",
    id: "销售证号",
    batch: "哪一批",
    left: (grams: string) => `还可以开 ${grams}`,
    quantity: "数量",
    buyer: "购买单位",
    contract: "合同号",
    day: "交易日期",
    noBuyer: "没填购买单位",
    noContract: "没填合同号",
    noQuantity: "没填数量",
    tooMuch: "比这批还可以开的多",
    badId: "编号不对",
    badDay: "交易日期要在今天或以后，证书有效期内",
    said: (
      sale: string,
      certificate: string,
      product: string,
      batch: string,
      grams: string,
      buyer: string,
      day: string,
    ) => `我按证书 ${certificate} 开销售证 ${sale}：${product} ${grams}（批号 ${batch}）卖给${buyer}，${day} 交易。`,
    consequence: "先开证，后交易。没有带证书的货，合约从证书的量里扣；扣不成负数，一批货不会卖两次。",
    sign: "签名并开证",
    see: "看这张证书",
  },
  {
    title: "Sales certificate",
    none: "No batch can have one: it must be closed, of a product in the scope, and in the holder's hands or carrying the certificate.",
    id: "Number",
    batch: "Which batch",
    left: (grams) => `${grams} can still be certified`,
    quantity: "Quantity",
    buyer: "Buyer",
    contract: "Contract no.",
    day: "Day of trade",
    noBuyer: "the buyer is missing",
    noContract: "the contract no. is missing",
    noQuantity: "the quantity is missing",
    tooMuch: "more than can still be certified of this batch",
    badId: "the number is not right",
    badDay: "the trade is today or later, within the certificate's validity",
    said: (sale, certificate, product, batch, grams, buyer, day) =>
      `Under certificate ${certificate} I write ${sale}: ${grams} of ${product} (lot ${batch}) go to ${buyer} on ${day}.`,
    consequence:
      "The certificate comes before the trade. Goods that do not carry it are debited from its volume, never below zero; no batch is sold twice.",
    sign: "Sign",
    see: "See the certificate",
  },
);

export function Sell({ params: [id = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const certificates = useView("/certificates");
  const batches = useView("/batches");
  const sales = useView("/sales");
  return (
    <Screen title={t.title} sub={id}>
      <Shown loaded={certificates}>
        {({ certificates }) => (
          <Shown loaded={batches}>
            {({ batches }) => (
              <Shown loaded={sales}>
                {({ sales }) => {
                  const one = certificates.find(({ certificate }) => certificate === id);
                  const fitting = batches.filter((batch) => one && fits(one, batch));
                  if (!one || fitting.length === 0) return <Empty>{t.none}</Empty>;
                  return <Form certificate={one} batches={fitting} sales={sales} />;
                }}
              </Shown>
            )}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

const fits = ({ certificate, document }: Certificate, batch: Batch): boolean =>
  batch.state === "closed" &&
  !batch.recalled &&
  document.products.some(({ product }) => product === batch.product) &&
  (batch.certificate === certificate || batch.holder === document.holder);

type FormProps = { certificate: Certificate; batches: readonly Batch[]; sales: readonly Sale[] };
function Form({ certificate: { certificate, document }, batches, sales }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const known = useView("/products").data?.products ?? [];
  const today = localDate(new Date());
  const { form, set } = useForm(() => ({
    sale: nextNumbered(
      "sale",
      sales.map(({ sale }) => sale),
      4,
    ),
    batch: batches[0]?.batch ?? "",
    quantity: "",
    buyer: "",
    contractNo: "",
    day: today,
  }));
  const batch = batches.find((one) => one.batch === form.batch);
  const sold = sales
    .filter((one) => one.document.batch === form.batch && one.certifiedAt > 0)
    .reduce((sum, one) => sum + one.document.quantityGrams - (one.returned?.grams ?? 0), 0);
  const left = (batch?.massGrams ?? 0) - sold;
  const quantityGrams = gramsOf(form.quantity) ?? 0;
  const product = batch?.product ?? "";
  const name = known.find((one) => one.product === product)?.definition.name[language] ?? product;
  const missing = () => {
    if (!isId(form.sale)) return t.badId;
    if (quantityGrams === 0) return t.noQuantity;
    if (quantityGrams > left) return t.tooMuch;
    if (form.buyer.trim() === "") return t.noBuyer;
    if (form.contractNo.trim() === "") return t.noContract;
    return form.day < today || form.day > document.validTo ? t.badDay : undefined;
  };
  return (
    <>
      <TextField label={t.id} value={form.sale} onValue={set("sale")} mono />
      <SelectField
        label={t.batch}
        value={form.batch}
        onValue={set("batch")}
        options={batches.map((one) => ({
          value: one.batch,
          text: `${one.batch} · ${nameOf(actors, one.holder)[language]}`,
        }))}
      />
      <WeightField label={t.quantity} note={t.left(kilograms(left))} value={form.quantity} onValue={set("quantity")} />
      <TextField label={t.buyer} value={form.buyer} onValue={set("buyer")} />
      <TextField label={t.contract} value={form.contractNo} onValue={set("contractNo")} />
      <DateField label={t.day} value={form.day} onValue={set("day")} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: form.sale, en: form.sale } }}
        missing={missing()}
        consequence={t.consequence}
        label={t.sign}
        task={() => ({
          steps: certifySale(sha256, {
            occurredAt: localTime(new Date()),
            sale: form.sale,
            certificate,
            product,
            batch: form.batch,
            quantityGrams,
            buyer: form.buyer.trim(),
            seller: batch?.holder ?? "",
            contractNo: form.contractNo.trim(),
            tradedOn: form.day,
          }),
          ids: [form.sale, certificate, form.batch, product],
        })}
        next={
          <a class="button" href={hrefOf("certificate", certificate)}>
            {t.see}
          </a>
        }
      >
        {t.said(form.sale, certificate, name, form.batch, kilograms(quantityGrams), form.buyer || "…", form.day)}
      </Commitment>
    </>
  );
}
