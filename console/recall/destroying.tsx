import { destroyGoods } from "#core/work/recall.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField, TimeField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { nextNumbered } from "../parts/next-id.ts";
import { ahead, type RecallDetail } from "../read/recalls.ts";
import { nameOf, useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "销毁",
    which: "哪一批",
    stock: (grams: string) => `从在库的里（kg，有 ${grams}）`,
    returned: (grams: string) => `从退回的里（kg，有 ${grams}）`,
    method: "怎么处理",
    methodFirst: "无害化处理",
    place: "地点",
    at: "时间",
    witness: "见证人",
    none: "请选…",
    missing: { grams: "没写重量", much: "没有这么多", place: "没写地点", witness: "没选见证人" },
    said: (id: string, grams: string, batch: string, time: string, place: string, method: string, who: string) =>
      `${id}：${time} 在${place}${method}批次 ${batch} 的 ${grams}，${who}见证。`,
    consequence: "见证人也签了才算数。",
    unannounced: "时间、地点还没有提前报告，报告里会写明。",
    sign: "签名",
  },
  {
    title: "Destruction",
    which: "Which batch",
    stock: (grams) => `Of the stock (kg, ${grams})`,
    returned: (grams) => `Of what came back (kg, ${grams})`,
    method: "How",
    methodFirst: "rendered harmless",
    place: "Where",
    at: "When",
    witness: "Witness",
    none: "Choose…",
    missing: {
      grams: "the mass is missing",
      much: "there is not so much",
      place: "the place is missing",
      witness: "choose a witness",
    },
    said: (id, grams, batch, time, place, method, who) =>
      `${id}: at ${time} in ${place} ${grams} of batch ${batch}: ${method}; witnessed by ${who}.`,
    consequence: "It counts once the witness has signed, too.",
    unannounced: "Time and place were not announced; the report says so.",
    sign: "Sign",
  },
);
const some = (text: string): number | undefined => (text.trim() === "" ? 0 : gramsOf(text));

export function Destroying({ one, onSent }: { one: RecallDetail; onSent: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const mine = one.shares.filter(
    ({ holder, stockGrams, returnedGrams }) => holder === me.actor && stockGrams + returnedGrams > 0,
  );
  const planned = ahead(one).find(({ by, batch }) => by === me.actor && mine.some((share) => share.batch === batch));
  const { form, set } = useForm({
    batch: planned?.batch ?? mine[0]?.batch ?? "",
    stock: "",
    returned: "",
    method: planned?.method ?? words[language].methodFirst,
    place: planned?.place ?? "",
    at: localTime(new Date()),
    witness: "",
  });
  const share = mine.find(({ batch }) => batch === form.batch) ?? mine[0];
  if (!share) return null;
  const taken = [...one.announcements, ...one.destructions].map((d) => d.destruction);
  const destruction = planned?.batch === share.batch ? planned.destruction : nextNumbered(`${one.recall}-d`, taken, 2);
  const [stock, returned] = [some(form.stock), some(form.returned)];
  const missing =
    stock === undefined || returned === undefined || stock + returned === 0
      ? t.missing.grams
      : stock > share.stockGrams || returned > share.returnedGrams
        ? t.missing.much
        : form.place.trim() === ""
          ? t.missing.place
          : form.witness === ""
            ? t.missing.witness
            : undefined;
  return (
    <>
      <SelectField
        label={t.which}
        value={share.batch}
        onValue={set("batch")}
        options={mine.map(({ batch }) => ({ value: batch, text: batch }))}
      />
      <div class="pair">
        <TextField
          label={t.stock(kilograms(share.stockGrams))}
          value={form.stock}
          onValue={set("stock")}
          mode="decimal"
        />
        <TextField
          label={t.returned(kilograms(share.returnedGrams))}
          value={form.returned}
          onValue={set("returned")}
          mode="decimal"
        />
      </div>
      <TextField label={t.method} value={form.method} onValue={set("method")} />
      <TextField label={t.place} value={form.place} onValue={set("place")} />
      <TimeField label={t.at} value={form.at} onValue={set("at")} />
      <SelectField
        label={t.witness}
        value={form.witness}
        onValue={set("witness")}
        options={[
          { value: "", text: t.none },
          ...actors
            .filter(({ actor }) => actor !== me.actor)
            .map(({ actor, name }) => ({ value: actor, text: name[language] })),
        ]}
      />
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: destruction, en: destruction },
        }}
        missing={missing}
        label={t.sign}
        consequence={planned?.batch === share.batch ? t.consequence : `${t.consequence}${t.unannounced}`}
        onSent={onSent}
        task={() => ({
          steps: destroyGoods({
            occurredAt: localTime(new Date()),
            recall: one.recall,
            destruction,
            batch: share.batch,
            stockGrams: stock ?? 0,
            returnedGrams: returned ?? 0,
            method: form.method.trim(),
            place: form.place.trim(),
            destroyedAt: form.at,
            witness: form.witness,
          }),
          ids: [],
        })}
      >
        {t.said(
          destruction,
          kilograms((stock ?? 0) + (returned ?? 0)),
          share.batch,
          shownTime(form.at),
          form.place,
          form.method,
          nameOf(actors, form.witness)[language],
        )}
      </Commitment>
    </>
  );
}
