import { goodsWords } from "#core/recognition/findings.ts";
import type { Goods } from "#core/statement/fields.ts";
import { defineProduct } from "#core/work/land.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { count } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, NamesField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId } from "../parts/next-id.ts";
import { Heading, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";

const classes = Object.keys(goodsWords) as readonly Goods[];
const words = dictionary(
  {
    title: "定义产品",
    product: "编号",
    note: "小写字母、数字和 -，例如 green-tea-100g。",
    name: "名称",
    verb: "怎么用",
    drink: "喝",
    eat: "吃",
    unit: "每袋多少克（散装不填）",
    gtin: "商品条码 14 位（没有就不填）",
    badId: "编号不对",
    taken: "编号有人用了",
    noName: "没填名称",
    badUnit: "每袋的克数要填整数",
    badGtin: "商品条码要 14 位数字",
    existing: "已有的产品",
    said: (time: string, name: string, id: string, unit: string) => `${time}，我定义产品${name}（${id}）${unit}。`,
    each: (n: number) => `，每袋 ${n} g`,
    goods: "货物类别（认证互认按它判断）",
    unsaid: "不说明",
    due: "承诺达标合格证",
    dues: { no: "目录里没有", required: "要开，没有不能收（蔬菜、水果、茶鲜叶、禽蛋等）" },
    consequence: "名称会印在每一枚标签和每一页上。",
  },
  {
    title: "Define a product",
    product: "Id",
    note: "Lower-case letters, digits and -, such as green-tea-100g.",
    name: "Name",
    verb: "Used to",
    drink: "drink",
    eat: "eat",
    unit: "Grams in a pack (empty if loose)",
    gtin: "GTIN, 14 digits (optional)",
    badId: "the id is not right",
    taken: "the id is taken",
    noName: "the name is missing",
    badUnit: "grams in a pack are a whole number",
    badGtin: "a GTIN has 14 digits",
    existing: "Products so far",
    said: (time, name, id, unit) => `At ${time} I define the product ${name} (${id})${unit}.`,
    each: (n) => `, ${n} g a pack`,
    goods: "Class of goods (recognitions go by it)",
    unsaid: "not said",
    due: "Commitment certificate (承诺达标合格证)",
    dues: { no: "not in the catalogue", required: "required: no certificate, no purchase" },
    consequence: "The name stands on every label and page.",
  },
);

export function DefineProduct() {
  const t = useWords(words);
  const language = useLanguage();
  const loaded = useView("/products");
  const { form, set } = useForm({
    product: "",
    name: { zh: "", en: "" },
    verb: "drink",
    goods: "",
    unit: "",
    gtin: "",
    due: "no",
  });
  const known = loaded.data?.products ?? [];
  const goods = classes.find((one) => one === form.goods);
  const unitGrams = count(form.unit);
  const missing = () => {
    if (!isId(form.product)) return t.badId;
    if (known.some(({ product }) => product === form.product)) return t.taken;
    if (!form.name.zh.trim() || !form.name.en.trim()) return t.noName;
    if (form.unit !== "" && unitGrams === undefined) return t.badUnit;
    return form.gtin !== "" && !/^\d{14}$/.test(form.gtin) ? t.badGtin : undefined;
  };
  const time = localTime(new Date());
  return (
    <Screen title={t.title}>
      <TextField label={t.product} value={form.product} onValue={set("product")} note={t.note} mono />
      <NamesField label={t.name} value={form.name} onValue={set("name")} />
      <Chips
        label={t.verb}
        options={(["drink", "eat"] as const).map((verb) => ({ value: verb, text: t[verb] }))}
        chosen={[form.verb]}
        onChosen={([verb = "drink"]) => set("verb")(verb)}
      />
      <Chips
        label={t.goods}
        options={[
          ...classes.map((one) => ({ value: one, text: goodsWords[one][language] })),
          { value: "", text: t.unsaid },
        ]}
        chosen={[form.goods]}
        onChosen={([goods = ""]) => set("goods")(goods)}
      />
      <Chips
        label={t.due}
        options={(["no", "required"] as const).map((due) => ({ value: due, text: t.dues[due] }))}
        chosen={[form.due]}
        onChosen={([due = "no"]) => set("due")(due)}
      />
      <TextField label={t.unit} value={form.unit} onValue={set("unit")} mode="numeric" />
      <TextField label={t.gtin} value={form.gtin} onValue={set("gtin")} mode="numeric" />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: form.name }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: defineProduct({
            occurredAt: time,
            product: form.product,
            name: form.name,
            verb: form.verb === "eat" ? "eat" : "drink",
            ...(goods && { goods }),
            ...(form.due === "required" && { commitmentDue: true as const }),
            ...(unitGrams !== undefined && { unitGrams }),
            ...(form.gtin !== "" && { gtin: form.gtin }),
          }),
          ids: [form.product],
        })}
      >
        {t.said(
          shownTime(time),
          form.name[language] || "…",
          form.product || "…",
          unitGrams === undefined ? "" : t.each(unitGrams),
        )}
      </Commitment>
      <Heading>{t.existing}</Heading>
      <Shown loaded={loaded}>
        {({ products }) => (
          <ul class="rows">
            {products.map(({ product, definition }) => (
              <li key={product}>
                <div>
                  <b>{definition.name[language]}</b>
                  <p class="note">
                    {product}
                    {definition.goods && ` · ${goodsWords[definition.goods][language]}`}
                  </p>
                </div>
                {definition.unitGrams && <b class="calm">{definition.unitGrams} g</b>}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Screen>
  );
}
