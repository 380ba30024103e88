import { useEffect, useState } from "preact/hooks";
import { harvest } from "#core/work/garden.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms } from "../parts/amount.ts";
import { Calendar } from "../parts/calendar.tsx";
import { localTime, monthDay, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, Folded, SelectField, TextField, TimeField, WeightField } from "../parts/field.tsx";
import { useKept } from "../parts/kept.ts";
import { isId, nextBatch } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { daysSinceSpraying, leftFor, pickableBy, shutBy } from "../read/plots.ts";
import { useView } from "../read/use-view.ts";
import type { Plot, Product } from "../read/views.ts";
import { go, hrefOf } from "../route.ts";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { isLeafStandard, type LastHarvest, type LeafStandard, leafStandards } from "./leaf.ts";

const words = dictionary(
  {
    title: "记采收",
    which: "哪几块地",
    weight: (plot: string) => `${plot}的鲜叶重量`,
    left: (grams: string) => `还能采 ${grams}`,
    over: (plot: string, grams: string) => `${plot}只还能采 ${grams}`,
    standard: "等级",
    time: "什么时候",
    more: "批次号和品种",
    batch: "批次号",
    product: "采的是",
    shut: (plot: string, on: string, opens: string | undefined) =>
      opens === undefined ? `${plot}：${on} 用过药，间隔期不知道` : `${plot}：${on} 用过药，${opens} 起能采`,
    early:
      "还没到间隔期：照样记下，但会标出来。运营方、认证机构或监管部门的人写明理由放行以前，不能开合格证，不能贴标签。",
    within: "（间隔期内）",
    calendar: (plot: string) => `${plot}的安全间隔期`,
    none: "没有归您的地块。请运营方测绘登记。",
    noPlot: "没选地块",
    noWeight: "没填重量",
    badId: "批次号只用小写字母、数字和 -",
    comma: "、",
    said: (time: string, plots: string, standard: string) => `${time}，我在${plots}采了${standard}鲜叶 `,
    since: (days: number) => `。这些地离上次用药至少 ${days} 天。`,
    never: "。这些地没有用药记录。",
    consequence: (batch: string) => `记为批次 ${batch}，从各地块今年的额度里扣。封账以前还可以查看。`,
    about: "采收",
    next: "封账",
    promise: "开合格证",
  },
  {
    title: "Harvest",
    which: "Which plots",
    weight: (plot) => `Leaf from ${plot}`,
    left: (grams) => `${grams} left`,
    over: (plot, grams) => `${plot} has ${grams} left`,
    standard: "Standard",
    time: "When",
    more: "Batch number and product",
    batch: "Batch number",
    product: "What was picked",
    shut: (plot, on, opens) =>
      opens === undefined
        ? `${plot}: sprayed on ${on}, interval unknown`
        : `${plot}: sprayed on ${on}, opens on ${opens}`,
    early:
      "The interval is not over: this is recorded and flagged. No certificate and no label until someone at the operator, the certification body or the regulator releases it with a reason.",
    within: " (interval not over)",
    calendar: (plot) => `Interval of ${plot}`,
    none: "No plot is yours yet. Ask the operator to survey it.",
    noPlot: "no plot chosen",
    noWeight: "a weight is missing",
    badId: "a batch number is lower-case letters, digits and -",
    comma: ", ",
    said: (time, plots, standard) => `At ${time} on ${plots} I picked leaf, ${standard}: `,
    since: (days) => `. At least ${counted(days, "day")} after the last spraying.`,
    never: ". No spraying is on record for them.",
    consequence: (batch) => `It becomes batch ${batch} and is taken from what each plot may yield this year.`,
    about: "Harvest",
    next: "Close it",
    promise: "Issue its certificate",
  },
);

export function Harvesting({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const plots = useView("/plots");
  const products = useView("/products");
  const batches = useView("/batches");
  return (
    <Screen title={t.title}>
      <Shown loaded={plots}>
        {(loaded) => {
          const own = pickableBy(loaded.plots, Number(localTime(new Date()).slice(0, 4)), me.actor);
          if (own.length === 0) return <Empty>{t.none}</Empty>;
          const taken = batches.data?.batches.map(({ batch }) => batch);
          if (!taken && !batches.problem) return <Shown loaded={batches}>{() => null}</Shown>;
          return (
            <Form
              plots={own}
              products={products.data?.products ?? []}
              taken={taken ?? []}
              again={params[0] === "again"}
            />
          );
        }}
      </Shown>
    </Screen>
  );
}

function Form({
  plots,
  products,
  taken,
  again,
}: {
  plots: readonly Plot[];
  products: readonly Product[];
  taken: readonly string[];
  again: boolean;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy } = useSignedIn();
  const [last, setLast] = useKept<LastHarvest | undefined>("harvest", undefined);
  const [time, setTime] = useState(() => localTime(new Date()));
  const [chosen, setChosen] = useState<readonly string[]>(again ? (last?.plots ?? []) : []);
  const [weights, setWeights] = useState<Record<string, string>>({});
  const [standard, setStandard] = useState<LeafStandard>(last?.standard ?? "one-bud-two-leaves");
  const [batch, setBatch] = useState(() => nextBatch("leaf-", time.slice(0, 10), taken));
  const [product, setProduct] = useState("fresh-leaf");
  useEffect(() => {
    const first = products[0]?.product;
    if (first && !products.some((one) => one.product === product)) setProduct(first);
  }, [products, product]);

  const day = time.slice(0, 10);
  const season = Number(day.slice(0, 4));
  const nameOf = (plot: Plot) => plot.survey.name[language];
  const shut = plots.flatMap((plot) => {
    const by = shutBy(plot, day);
    return by ? [{ plot, ...by }] : [];
  });
  const picked = plots
    .filter(({ plot }) => chosen.includes(plot))
    .map((plot) => ({ plot, grams: gramsOf(weights[plot.plot] ?? "") ?? 0 }));
  const due = products.find((one) => one.product === product)?.definition.commitmentDue;
  const early = picked.some(({ plot }) => shutBy(plot, day));
  const total = picked.reduce((sum, { grams }) => sum + grams, 0);
  const days = picked.map(({ plot }) => daysSinceSpraying(plot, day)).filter((one) => one !== undefined);
  const over = picked.find(({ plot, grams }) => grams > (leftFor(plot, season, me.actor) ?? grams));
  const missing =
    picked.length === 0
      ? t.noPlot
      : picked.some(({ grams }) => grams === 0)
        ? t.noWeight
        : over
          ? t.over(nameOf(over.plot), kilograms(leftFor(over.plot, season, me.actor) ?? 0))
          : isId(batch)
            ? undefined
            : t.badId;
  const done = { plots: picked.map(({ plot, grams }) => ({ plot: plot.plot, grams })) };
  return (
    <>
      <Chips
        label={t.which}
        many
        options={plots.map((plot) => ({
          value: plot.plot,
          text: shutBy(plot, day) ? nameOf(plot) + t.within : nameOf(plot),
        }))}
        chosen={chosen}
        onChosen={setChosen}
      />
      {shut.map(({ plot, appliedOn, opensOn }) => (
        <p class="shut-plot" key={plot.plot}>
          {t.shut(nameOf(plot), monthDay(appliedOn), opensOn && monthDay(opensOn))}
        </p>
      ))}
      {early && (
        <p class="refused" role="alert">
          {t.early}
        </p>
      )}
      {picked.map(({ plot }) => {
        const left = leftFor(plot, season, me.actor);
        return (
          <WeightField
            key={plot.plot}
            label={t.weight(nameOf(plot))}
            value={weights[plot.plot] ?? ""}
            onValue={(value) => setWeights((before) => ({ ...before, [plot.plot]: value }))}
            {...(left !== undefined && { note: t.left(kilograms(left)) })}
          />
        );
      })}
      <Chips
        label={t.standard}
        chosen={[standard]}
        onChosen={([value = ""]) => isLeafStandard(value) && setStandard(value)}
        options={Object.entries(leafStandards[language]).map(([value, text]) => ({ value, text }))}
      />
      <TimeField label={t.time} value={time} onValue={setTime} />
      <Folded title={t.more}>
        <TextField label={t.batch} value={batch} onValue={setBatch} mono />
        <SelectField
          label={t.product}
          value={product}
          onValue={setProduct}
          options={products.map((one) => ({ value: one.product, text: one.definition.name[language] }))}
        />
      </Folded>
      {shut.map(({ plot, appliedOn, opensOn }) => (
        <Calendar
          key={plot.plot}
          appliedOn={appliedOn}
          opensOn={opensOn}
          today={day}
          caption={t.calendar(nameOf(plot))}
        />
      ))}
      <Commitment
        event
        about={{
          title: { zh: words.zh.about, en: words.en.about },
          detail: { zh: kilograms(total), en: kilograms(total) },
        }}
        missing={missing}
        consequence={t.consequence(batch)}
        task={() => ({
          steps: harvest(sha256, policy.brand.domain, {
            batch,
            product,
            season,
            time,
            leafStandard: standard,
            ...done,
          }),
          ids: [batch, product, ...done.plots.map(({ plot }) => plot)],
        })}
        onSent={() => setLast({ plots: done.plots.map(({ plot }) => plot), standard, grams: total })}
        next={
          <>
            {due && !early && (
              <a class="button" href={hrefOf("promise", batch)} onClick={() => go("promise", batch)}>
                {t.promise}
              </a>
            )}
            <a class="button" href={hrefOf("close", batch)} onClick={() => go("close", batch)}>
              {t.next}
            </a>
          </>
        }
      >
        {t.said(
          shownTime(time),
          picked.map(({ plot }) => nameOf(plot)).join(t.comma) || "…",
          leafStandards[language][standard],
        )}
        <b>{kilograms(total)}</b>
        {picked.length === 0 ? "。" : days.length > 0 ? t.since(Math.min(...days)) : t.never}
      </Commitment>
    </>
  );
}
