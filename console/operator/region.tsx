import { cities } from "#core/scan/cities.ts";
import { setSaleRegion } from "#core/work/scans.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useLiveView, useView } from "../read/use-view.ts";
import type { Product } from "../read/views.ts";

const words = dictionary(
  {
    title: "销售范围",
    lead: "卖到哪里，先说好。范围以外的好几个地方都扫到同一个码，就会提醒买家、报给您查。没写的产品不看这一条。",
    product: "哪个产品",
    city: "围着哪个城市",
    kilometres: "多远以内",
    unit: "公里",
    none: "还没有带码的产品。",
    badDistance: "公里数不对，写 1 到 20000 的整数",
    existing: "现在的范围",
    everywhere: "没写，哪里都行",
    within: (city: string, kilometres: number) => `${city}周围 ${kilometres} 公里`,
    said: (product: string, where: string) => `我定下：${product}卖在${where}以内。`,
    consequence: "写进账本，人人看得到；以后写的新范围顶替它。已经报的案子不变。",
  },
  {
    title: "Sale region",
    lead: "Say beforehand where it is sold. A code that is scanned at several places outside makes buyers look closely and is reported to you. A product without a region is not judged by this.",
    product: "Which product",
    city: "Around which city",
    kilometres: "How far around",
    unit: "km",
    none: "No product with codes yet.",
    badDistance: "kilometres: a whole number from 1 to 20000",
    existing: "Regions in force",
    everywhere: "none given: anywhere",
    within: (city, kilometres) => `${kilometres} km around ${city}`,
    said: (product, where) => `I rule that ${product} is sold within ${where}.`,
    consequence: "It stands in the log for everybody; a newer one replaces it. Cases already reported stay.",
  },
);

const isLabelled = ({ definition }: Product): boolean => definition.unitGrams !== undefined;
const MOST_KILOMETRES = 20_000;
const millionths = (degrees: number): number => Math.round(degrees * 1e6);

export function Regions() {
  const t = useWords(words);
  const loaded = useView("/products");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ products }) => {
          const labelled = products.filter(isLabelled);
          return labelled.length === 0 ? <Empty>{t.none}</Empty> : <Form products={labelled} />;
        }}
      </Shown>
    </Screen>
  );
}

function Form({ products }: { products: readonly Product[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { form, set } = useForm(() => ({
    product: products[0]?.product ?? "",
    city: cities[0].en as string,
    kilometres: "300",
  }));
  const city = cities.find(({ en }) => en === form.city) ?? cities[0];
  const kilometres = /^[1-9]\d{0,4}$/.test(form.kilometres) ? Number(form.kilometres) : undefined;
  const good = kilometres !== undefined && kilometres <= MOST_KILOMETRES;
  const chosen = products.find(({ product }) => product === form.product);
  return (
    <>
      <p>{t.lead}</p>
      <SelectField
        label={t.product}
        value={form.product}
        onValue={set("product")}
        options={products.map((one) => ({ value: one.product, text: one.definition.name[language] }))}
      />
      <SelectField
        label={t.city}
        value={form.city}
        onValue={set("city")}
        options={cities.map((one) => ({ value: one.en, text: one[language] }))}
      />
      <WeightField label={t.kilometres} value={form.kilometres} onValue={set("kilometres")} unit={t.unit} />
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: form.product, en: form.product },
        }}
        missing={good ? undefined : t.badDistance}
        consequence={t.consequence}
        task={() => ({
          steps: setSaleRegion({
            occurredAt: localTime(new Date()),
            product: form.product,
            latitude: millionths(city.at[0]),
            longitude: millionths(city.at[1]),
            kilometres: kilometres ?? 0,
          }),
          ids: [form.product],
        })}
      >
        {t.said(chosen?.definition.name[language] ?? form.product, t.within(city[language], kilometres ?? 0))}
      </Commitment>
      <InForce />
    </>
  );
}

function InForce() {
  const t = useWords(words);
  const language = useLanguage();
  const loaded = useLiveView("/products");
  return (
    <>
      <Heading>{t.existing}</Heading>
      <Shown loaded={loaded}>
        {({ products }) => (
          <ul class="rows">
            {products.filter(isLabelled).map((one) => (
              <li key={one.product}>
                <div>
                  <b>{one.definition.name[language]}</b>
                  <p class="note">
                    {one.saleRegion
                      ? t.within(placeOf(one.saleRegion, language), one.saleRegion.kilometres)
                      : t.everywhere}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}

/** The city whose place it is, or the degrees. */
function placeOf({ latitude, longitude }: { latitude: number; longitude: number }, language: "zh" | "en"): string {
  const city = cities.find(({ at }) => millionths(at[0]) === latitude && millionths(at[1]) === longitude);
  return city?.[language] ?? `${latitude / 1e6}, ${longitude / 1e6}`;
}
