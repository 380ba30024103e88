import { acceptBatch, openBatch, pack } from "#core/work/batch.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { count, kilograms } from "../parts/amount.ts";
import { addMonths, localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { DateField, Folded, SelectField, TextField, TimeField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId, nextBatch } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { plotsBehind } from "../read/origins.ts";
import { useView } from "../read/use-view.ts";
import type { Batch, Certificate, Product } from "../read/views.ts";
import { go, hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    title: "记装袋",
    which: "用哪一批干茶",
    product: "装成什么",
    packs: "装了多少袋",
    bag: "袋",
    most: (n: number) => `最多 ${n} 袋`,
    certificate: "用哪张证书",
    noCertificate: "不用证书",
    left: (grams: string) => `还剩 ${grams}`,
    bestBefore: "保质期到",
    time: "什么时候",
    more: "新批次的号",
    batch: "装成哪一批",
    none: "现在没有可以装的批次。等茶厂封账、交给您以后就会出现在这里。",
    noProduct: "没有可装的产品，请运营方先定产品和出成率上限",
    noCount: "没填袋数",
    tooMany: (n: number) => `干茶只够 ${n} 袋`,
    overVolume: (grams: string) => `证书只剩 ${grams}`,
    badId: "批次号只用小写字母、数字和 -",
    said: (time: string, source: string, n: number, product: string) =>
      `${time}，我用批次 ${source} 装了 ${n} 袋${product}，共 `,
    end: (batch: string, day: string) => `，就是批次 ${batch}，保质期到 ${day}。`,
    debit: (certificate: string) => `从证书 ${certificate} 的量里扣掉，扣不成负数。`,
    plain: "不用证书：这一批的页面上没有认证。",
    next: "封账",
  },
  {
    title: "Pack",
    which: "Which batch of tea",
    product: "Packed as",
    packs: "Packs filled",
    bag: "packs",
    most: (n) => `at most ${n}`,
    certificate: "Under which certificate",
    noCertificate: "Without a certificate",
    left: (grams) => `${grams} left`,
    bestBefore: "Best before",
    time: "When",
    more: "Number of the new batch",
    batch: "It becomes batch",
    none: "No batch can be packed now. It appears here once the factory has closed it and handed it to you.",
    noProduct: "nothing to pack it as; ask the operator for a product and a ceiling",
    noCount: "the number of packs is missing",
    tooMany: (n) => `the tea is enough for ${counted(n, "pack")}`,
    overVolume: (grams) => `the certificate has ${grams} left`,
    badId: "a batch number is lower-case letters, digits and -",
    said: (time, source, n, product) => `At ${time} I packed ${n} × ${product} from batch ${source}: `,
    end: (batch, day) => `, which is batch ${batch}, best before ${day}.`,
    debit: (certificate) => `Debited from certificate ${certificate}, which cannot go below zero.`,
    plain: "Without a certificate: the page of this batch shows none.",
    next: "Close it",
  },
);

export function Pack() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const batches = useView("/batches");
  const products = useView("/products");
  const certificates = useView("/certificates");
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches: all }) => (
          <Shown loaded={products}>
            {({ products, conversions }) => (
              <Shown loaded={certificates}>
                {({ certificates }) => {
                  const packable = (from: string) =>
                    products.filter(
                      (one) =>
                        one.definition.unitGrams &&
                        conversions.some((rule) => rule.from === from && rule.to === one.product),
                    );
                  const mine = all.filter(
                    (one) =>
                      one.state === "closed" &&
                      one.leftGrams > 0 &&
                      !one.recalled &&
                      (one.nextHolder || one.keeper) === me.actor &&
                      packable(one.product).length > 0,
                  );
                  return mine.length === 0 ? (
                    <Empty>{t.none}</Empty>
                  ) : (
                    <Form sources={mine} all={all} packable={packable} certificates={certificates} />
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

type FormProps = {
  sources: readonly Batch[];
  all: readonly Batch[];
  packable: (from: string) => readonly Product[];
  certificates: readonly Certificate[];
};
function Form({ sources, all, packable, certificates }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy, actors } = useSignedIn();
  const usable = (source: Batch, product: string) => {
    const behind = [...plotsBehind(all, source.batch)];
    return certificates.filter(
      ({ state, document, volumes }) =>
        state === "in-force" &&
        volumes.some((one) => one.product === product && one.leftGrams > 0) &&
        behind.every((plot) => document.plots.includes(plot)),
    );
  };
  const startOf = (source: Batch) => {
    const product = packable(source.product)[0]?.product ?? "";
    return { source: source.batch, product, certificate: usable(source, product)[0]?.certificate ?? "" };
  };
  const { form, set, setForm } = useForm(() => {
    const time = localTime(new Date());
    return {
      ...startOf(sources[0] as Batch),
      packs: "",
      time,
      batch: nextBatch(
        "",
        time.slice(0, 10),
        all.map(({ batch }) => batch),
      ),
      bestBefore: addMonths(time.slice(0, 10), 18),
    };
  });
  const source = sources.find(({ batch }) => batch === form.source) ?? (sources[0] as Batch);
  const product = packable(source.product).find((one) => one.product === form.product)?.definition;
  const unitGrams = product?.unitGrams ?? 0;
  const certificate = usable(source, form.product).find((one) => one.certificate === form.certificate);
  const volumeLeft = certificate?.volumes.find((one) => one.product === form.product)?.leftGrams;
  const packs = count(form.packs);
  const grams = (packs ?? 0) * unitGrams;
  const most = unitGrams > 0 ? Math.floor(source.leftGrams / unitGrams) : 0;
  const missing = () => {
    if (!product) return t.noProduct;
    if (packs === undefined) return t.noCount;
    if (packs > most) return t.tooMany(most);
    if (volumeLeft !== undefined && grams > volumeLeft) return t.overVolume(kilograms(volumeLeft));
    return isId(form.batch) ? undefined : t.badId;
  };
  const { batch } = form;
  return (
    <>
      <SelectField
        label={t.which}
        value={source.batch}
        onValue={(id) =>
          setForm((before) => ({ ...before, ...startOf(sources.find((one) => one.batch === id) ?? source) }))
        }
        options={sources.map((one) => ({
          value: one.batch,
          text: `${one.batch}　${nameOf(actors, one.holder)[language]}　${kilograms(one.leftGrams)}`,
        }))}
      />
      <SelectField
        label={t.product}
        value={form.product}
        onValue={set("product")}
        options={packable(source.product).map((one) => ({ value: one.product, text: one.definition.name[language] }))}
      />
      <WeightField label={t.packs} value={form.packs} onValue={set("packs")} unit={t.bag} note={t.most(most)} />
      <SelectField
        label={t.certificate}
        value={form.certificate}
        onValue={set("certificate")}
        options={[
          ...usable(source, form.product).map((one) => ({
            value: one.certificate,
            text: `${one.certificate} ${one.document.title[language]}　${t.left(kilograms(one.volumes.find((volume) => volume.product === form.product)?.leftGrams ?? 0))}`,
          })),
          { value: "", text: t.noCertificate },
        ]}
      />
      <DateField label={t.bestBefore} value={form.bestBefore} onValue={set("bestBefore")} />
      <TimeField label={t.time} value={form.time} onValue={set("time")} />
      <Folded title={t.more}>
        <TextField label={t.batch} value={batch} onValue={set("batch")} mono />
      </Folded>
      <Commitment
        event
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: kilograms(grams), en: kilograms(grams) },
        }}
        missing={missing()}
        consequence={certificate ? t.debit(certificate.certificate) : t.plain}
        task={() => ({
          steps: [
            ...openBatch(sha256, { batch, product: form.product, season: source.season }),
            ...(source.keeper === me.actor
              ? []
              : acceptBatch(sha256, { batch: source.batch, grams: source.leftGrams })),
            ...pack(sha256, policy.brand.domain, {
              site: me.actor,
              time: form.time,
              source: source.batch,
              sourceProduct: source.product,
              gramsIn: grams,
              batch,
              product: form.product,
              gramsOut: grams,
              season: source.season,
              ...(certificate && { certificate: certificate.certificate }),
              count: packs ?? 0,
              unitGrams,
              bestBefore: form.bestBefore,
            }),
          ],
          ids: [batch, form.product, source.batch, ...(certificate ? [certificate.certificate] : [])],
        })}
        next={
          <a class="button" href={hrefOf("close", batch)} onClick={() => go("close", batch)}>
            {t.next}
          </a>
        }
      >
        {t.said(shownTime(form.time), source.batch, packs ?? 0, product?.name[language] ?? "…")}
        <b>{kilograms(grams)}</b>
        {t.end(batch, form.bestBefore)}
      </Commitment>
    </>
  );
}
