import { useState } from "preact/hooks";
import { Refusal } from "#core/refusal.ts";
import { refuseReturn, returnSale, type SaleNow } from "#core/work/sale.ts";
import { dictionary, useWords } from "../language.ts";
import { gramsOf, kilograms, kilogramText } from "../parts/amount.ts";
import { shownSeconds } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { TextField, WeightField } from "../parts/field.tsx";
import { Heading } from "../parts/screen.tsx";
import type { Sale } from "../read/certification.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    sales: "销售证",
    sale: (sale: string, batch: string, grams: string, buyer: string) =>
      `${sale}：批次 ${batch}，${grams}，卖给${buyer}`,
    debited: (grams: string) => `扣了证书的量 ${grams}`,
    carried: "货带着这张证书，没有再扣",
    waits: "还没有上链",
    returned: (time: string, grams: string, credited: string, reason: string) =>
      `${time} 退回 ${grams}，还给证书 ${credited}。原因：${reason}`,
    take: "退回",
    title: "退回销售证",
    quantity: "退回多少",
    most: (grams: string) => `卖了 ${grams}，最多退这么多`,
    reason: "原因（会公开）",
    noQuantity: "没填数量",
    tooMuch: "比卖出的多",
    noReason: "没填原因",
    said: (sale: string, grams: string, buyer: string) =>
      `销售证 ${sale}（卖给${buyer}）的 ${grams} 没有成交，或者货已退回持证人手里，我把它退回。`,
    consequence: "一张销售证只能退一次。退回的货可以另开销售证；本期扣过的量还给证书，上一期扣的不还。",
    sign: "签名并退回",
  },
  {
    sales: "Sales certificates",
    sale: (sale, batch, grams, buyer) => `${sale}: batch ${batch}, ${grams}, to ${buyer}`,
    debited: (grams) => `${grams} debited from the certificate`,
    carried: "the goods carry the certificate; nothing debited again",
    waits: "not on the chain yet",
    returned: (time, grams, credited, reason) =>
      `${time}: ${grams} came back, ${credited} credited to the certificate. Reason: ${reason}`,
    take: "Take back",
    title: "Take a sale back",
    quantity: "How much comes back",
    most: (grams) => `${grams} were sold; no more can come back`,
    reason: "Reason (public)",
    noQuantity: "the quantity is missing",
    tooMuch: "more than was sold",
    noReason: "the reason is missing",
    said: (sale, grams, buyer) =>
      `${grams} of sales certificate ${sale} (to ${buyer}) were not traded, or are back with the holder: I take them back.`,
    consequence:
      "A sales certificate is taken back once. The goods may be certified for another sale; what this term debited is free again, what an earlier one did is not.",
    sign: "Sign",
  },
);

/** 销售证 written under the certificate, and what came back of them. */
export function Sales({ sales }: { sales: readonly Sale[] }) {
  const t = useWords(words);
  const [open, setOpen] = useState("");
  if (sales.length === 0) return null;
  const chosen = sales.find(({ sale }) => sale === open);
  return (
    <>
      <Heading>{t.sales}</Heading>
      <ul class="rows">
        {sales.map((one) => (
          <li key={one.sale}>
            <Line sale={one} />
            {one.certifiedAt > 0 && !one.returned && (
              <button
                type="button"
                class="quiet"
                aria-pressed={open === one.sale}
                aria-label={`${t.take} ${one.sale}`}
                onClick={() => setOpen(open === one.sale ? "" : one.sale)}
              >
                {t.take}…
              </button>
            )}
          </li>
        ))}
      </ul>
      {chosen && !chosen.returned && <Returning key={open} sale={chosen} />}
    </>
  );
}

function Line({ sale: { sale, document, certifiedAt, debitedGrams, returned } }: { sale: Sale }) {
  const t = useWords(words);
  const standing = certifiedAt === 0 ? t.waits : debitedGrams > 0 ? t.debited(kilograms(debitedGrams)) : t.carried;
  return (
    <div>
      {t.sale(sale, document.batch, kilograms(document.quantityGrams), document.buyer)}
      <p class="note">{standing}</p>
      {returned && (
        <p class="note">
          {t.returned(
            shownSeconds(returned.time),
            kilograms(returned.grams),
            kilograms(returned.creditedGrams),
            returned.reason,
          )}
        </p>
      )}
    </div>
  );
}

function Returning({ sale: { sale, document } }: { sale: Sale }) {
  const t = useWords(words);
  const [quantity, setQuantity] = useState(kilogramText(document.quantityGrams));
  const [reason, setReason] = useState("");
  const grams = gramsOf(quantity) ?? 0;
  const now: SaleNow = { sale, soldGrams: document.quantityGrams, returnedGrams: 0 };
  const missing = () => {
    if (grams === 0) return t.noQuantity;
    if (isRefused(now, grams)) return t.tooMuch;
    return reason.trim() === "" ? t.noReason : undefined;
  };
  return (
    <section class="asking">
      <h2>{t.title}</h2>
      <WeightField
        label={t.quantity}
        note={t.most(kilograms(document.quantityGrams))}
        value={quantity}
        onValue={setQuantity}
      />
      <TextField label={t.reason} value={reason} onValue={setReason} area />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: sale, en: sale } }}
        missing={missing()}
        consequence={t.consequence}
        label={t.sign}
        task={() => ({ steps: returnSale(sha256, now, grams, reason.trim()), ids: [sale] })}
      >
        {t.said(sale, kilograms(grams), document.buyer)}
      </Commitment>
    </section>
  );
}

function isRefused(now: SaleNow, grams: number): boolean {
  try {
    refuseReturn(now, grams);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
