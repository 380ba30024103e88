import { useState } from "preact/hooks";
import { process } from "#core/work/batch.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms } from "../parts/amount.ts";
import { addMinutes, localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TimeField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useLoaded, useView } from "../read/use-view.ts";
import type { Batch, Conversion } from "../read/views.ts";
import { go, hrefOf } from "../route.ts";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { type Receipt, receiptsOf } from "./receipts.ts";

const words = dictionary(
  {
    title: "记加工",
    which: "做哪一批",
    none: "没有等着加工的批次。先收鲜叶。",
    noReceipt: "这一批还没有收货记录。",
    output: "做成多少干茶",
    most: (grams: string) => `最多 ${grams}`,
    steps: "四步，各从什么时候到什么时候",
    names: { spreading: "摊放", fixation: "杀青", rolling: "揉捻", drying: "干燥" },
    from: (step: string) => `${step}开始`,
    to: (step: string) => `${step}结束`,
    noWeight: "没填重量",
    tooMuch: (grams: string) => `出成率太高，最多 ${grams}`,
    order: (step: string) => `${step}的时间不对`,
    said: (time: string, grams: string, source: string) =>
      `${time}，我把批次 ${source} 的鲜叶 ${grams} 摊放、杀青、揉捻、干燥，制成干茶 `,
    end: (batch: string) => `，就是批次 ${batch}。`,
    consequence: "重量写进合约，超过出成率上限会被拒绝。",
    next: "封账",
  },
  {
    title: "Process",
    which: "Which batch",
    none: "Nothing waits to be processed. Receive leaf first.",
    noReceipt: "No receipt is on record for this batch.",
    output: "Tea made",
    most: (grams) => `at most ${grams}`,
    steps: "The four steps, from when to when",
    names: { spreading: "Spreading", fixation: "Fixation", rolling: "Rolling", drying: "Drying" },
    from: (step) => `${step} from`,
    to: (step) => `${step} to`,
    noWeight: "the weight is missing",
    tooMuch: (grams) => `more than the ceiling, ${grams}`,
    order: (step) => `the times of ${step} do not follow`,
    said: (time, grams, source) =>
      `At ${time} I had spread, fixed, rolled and dried ${grams} of leaf of batch ${source} into tea: `,
    end: (batch) => `, which is batch ${batch}.`,
    consequence: "The masses go into the contract, which refuses more than the ceiling.",
    next: "Close it",
  },
);
const order = ["spreading", "fixation", "rolling", "drying"] as const;
type Step = (typeof order)[number];
/** How long each step usually takes, minutes, backwards from now. */
const usualMinutes: Readonly<Record<Step, number>> = { spreading: 360, fixation: 30, rolling: 60, drying: 90 };

export function Process({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const batches = useView("/batches");
  const products = useView("/products");
  const [chosen, setChosen] = useState(params[0] ?? "");
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches: all }) => {
          const waiting = all.filter(
            (one) => one.holder === me.actor && one.state === "open" && one.sources.length === 0 && one.entries > 0,
          );
          const batch = waiting.find((one) => one.batch === chosen) ?? waiting[0];
          if (!batch) return <Empty>{t.none}</Empty>;
          return (
            <>
              <SelectField
                label={t.which}
                value={batch.batch}
                onValue={setChosen}
                options={waiting.map((one) => ({ value: one.batch, text: one.batch }))}
              />
              <OfBatch key={batch.batch} batch={batch} conversions={products.data?.conversions ?? []} />
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}

function OfBatch({ batch, conversions }: { batch: Batch; conversions: readonly Conversion[] }) {
  const t = useWords(words);
  const receipts = useLoaded(async () => ({ body: await receiptsOf(batch.batch) }), [batch.batch]);
  return (
    <Shown loaded={receipts}>
      {([receipt]) =>
        receipt ? <Form batch={batch} receipt={receipt} conversions={conversions} /> : <Empty>{t.noReceipt}</Empty>
      }
    </Shown>
  );
}

/** Back to back and ending now. */
function usualTimes(now: string): Record<Step, { startedAt: string; endedAt: string }> {
  let end = now;
  const times: Partial<Record<Step, { startedAt: string; endedAt: string }>> = {};
  for (const step of order.toReversed()) {
    const start = addMinutes(end, -usualMinutes[step]);
    times[step] = { startedAt: start, endedAt: end };
    end = start;
  }
  return times as Record<Step, { startedAt: string; endedAt: string }>;
}

function Form({ batch, receipt, conversions }: { batch: Batch; receipt: Receipt; conversions: readonly Conversion[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy } = useSignedIn();
  const { form, set } = useForm(() => {
    const time = localTime(new Date());
    return { time, output: "", times: usualTimes(time) };
  });
  const ceiling = conversions.find(({ from, to }) => from === receipt.product && to === batch.product);
  const most = ceiling && Math.floor((receipt.grams * ceiling.numerator) / ceiling.denominator);
  const gramsOut = gramsOf(form.output);
  const late = order.find((step, at) => {
    const { startedAt, endedAt } = form.times[step];
    const before = order[at - 1];
    return (
      Date.parse(endedAt) < Date.parse(startedAt) ||
      (before !== undefined && Date.parse(startedAt) < Date.parse(form.times[before].startedAt))
    );
  });
  const missing = () => {
    if (gramsOut === undefined) return t.noWeight;
    if (most !== undefined && gramsOut > most) return t.tooMuch(kilograms(most));
    return late && t.order(words[language].names[late]);
  };
  const change = (step: Step, part: "startedAt" | "endedAt") => (time: string) =>
    set("times")({ ...form.times, [step]: { ...form.times[step], [part]: time } });
  const time = form.times.drying.endedAt;
  return (
    <>
      <WeightField
        label={t.output}
        value={form.output}
        onValue={set("output")}
        {...(most !== undefined && { note: t.most(kilograms(most)) })}
      />
      <Heading>{t.steps}</Heading>
      {order.map((step) => (
        <div class="pair" key={step}>
          <TimeField
            label={t.from(t.names[step])}
            value={form.times[step].startedAt}
            onValue={change(step, "startedAt")}
          />
          <TimeField label={t.to(t.names[step])} value={form.times[step].endedAt} onValue={change(step, "endedAt")} />
        </div>
      ))}
      <Commitment
        event
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: kilograms(gramsOut ?? 0), en: kilograms(gramsOut ?? 0) },
        }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: process(sha256, policy.brand.domain, {
            site: me.actor,
            time,
            source: receipt.batch,
            sourceProduct: receipt.product,
            gramsIn: receipt.grams,
            batch: batch.batch,
            product: batch.product,
            gramsOut: gramsOut ?? 0,
            season: batch.season,
            steps: order.map((step) => ({ step, ...form.times[step] })),
          }),
          ids: [batch.batch, receipt.batch],
        })}
        next={
          <a class="button" href={hrefOf("close", batch.batch)} onClick={() => go("close", batch.batch)}>
            {t.next}
          </a>
        }
      >
        {t.said(shownTime(time), kilograms(receipt.grams), receipt.batch)}
        <b>{kilograms(gramsOut ?? 0)}</b>
        {t.end(batch.batch)}
      </Commitment>
    </>
  );
}
