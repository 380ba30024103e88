import { useState } from "preact/hooks";
import { recall } from "#core/work/batch.ts";
import { request } from "./api.ts";
import { dictionary, useLanguage, useWords } from "./language.ts";
import { kilograms } from "./parts/amount.ts";
import { localTime, shownTime } from "./parts/clock.ts";
import { Commitment } from "./parts/commitment.tsx";
import { SelectField, TextField } from "./parts/field.tsx";
import { Empty, Heading, Screen, Shown } from "./parts/screen.tsx";
import { useLoaded, useView } from "./read/use-view.ts";
import type { Batch } from "./read/views.ts";
import { nameOf, useSignedIn } from "./session.ts";
import { sha256 } from "./sha256.ts";

const words = dictionary(
  {
    title: "召回",
    which: "哪一批",
    reason: "原因（会公开）",
    none: "没有可以召回的批次。",
    effects: "先看会发生什么",
    now: "立即",
    nowWhat: "这一批和从它流出去的都不能再用，合约拒绝",
    scan: "下一次扫码",
    scanWhat: (batches: number, labels: number) => `${batches} 个批次、${labels} 枚标签的页面都会写“已召回”`,
    later: "以后",
    laterWhat: "召回不能收回",
    noReason: "没填原因",
    said: (who: string, time: string, batch: string, grams: string) =>
      `我代表${who}，自 ${time} 起召回批次 ${batch}（${grams}），原因如上。`,
    consequence: "召回不能收回。从这一批流出去的所有批次一起召回。",
    sign: "签名召回",
    reading: "正在读流向",
    recalled: "已经召回的",
    noRecall: "没有召回过。",
  },
  {
    title: "Recall",
    which: "Which batch",
    reason: "Reason (public)",
    none: "No batch can be recalled.",
    effects: "What will happen",
    now: "At once",
    nowWhat: "This batch and what flowed from it can no longer be used; the contract refuses",
    scan: "At the next scan",
    scanWhat: (batches, labels) => `The pages of ${batches} batches and ${labels} labels say “recalled”`,
    later: "Afterwards",
    laterWhat: "A recall cannot be taken back",
    noReason: "the reason is missing",
    said: (who, time, batch, grams) =>
      `For ${who} I recall batch ${batch} (${grams}) from ${time} for the reason above.`,
    consequence: "This is final. Every batch that flowed from it is recalled with it.",
    sign: "Sign the recall",
    reading: "reading where it went",
    recalled: "Recalled already",
    noRecall: "Nothing was recalled so far.",
  },
);

export function Recalling({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const loaded = useView("/batches");
  const everything = me.roles.includes("operator") || me.roles.includes("regulator");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ batches }) => {
          const own = batches.filter((one) => !one.recalled && (everything || one.holder === me.actor));
          const recalled = batches.filter((one) => one.recalled);
          return (
            <div class="columns">
              <div>
                {own.length === 0 ? <Empty>{t.none}</Empty> : <Form own={own} all={batches} first={params[0] ?? ""} />}
              </div>
              <div>
                <Heading>{t.recalled}</Heading>
                {recalled.length === 0 && <Empty>{t.noRecall}</Empty>}
                <ul class="rows">
                  {recalled.map((one) => (
                    <li key={one.batch}>
                      <div>
                        <b>{one.batch}</b>
                        <p class="note">{one.recalled?.reason}</p>
                      </div>
                      <b class="alarm">{t.title}</b>
                    </li>
                  ))}
                </ul>
              </div>
            </div>
          );
        }}
      </Shown>
    </Screen>
  );
}

function Form({ own, all, first }: { own: readonly Batch[]; all: readonly Batch[]; first: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const [chosen, setChosen] = useState(first);
  const [reason, setReason] = useState("");
  const batch = own.find((one) => one.batch === chosen) ?? (own[0] as Batch);
  const detail = useLoaded(
    async () => ({ body: await request<{ downstream: readonly string[] }>(`/batches/${batch.batch}`) }),
    [batch.batch],
  );
  const touched = [batch.batch, ...(detail.data?.downstream ?? [])];
  const labels = all
    .filter((one) => touched.includes(one.batch))
    .reduce((sum, { mints }) => sum + mints.reduce((n, one) => n + one.count - one.voided, 0), 0);
  const effects = [
    [t.now, t.nowWhat],
    [t.scan, t.scanWhat(touched.length, labels)],
    [t.later, t.laterWhat],
  ] as const;
  const missing = detail.problem
    ? detail.problem.words[language]
    : !detail.data
      ? t.reading
      : reason.trim() === ""
        ? t.noReason
        : undefined;
  const now = localTime(new Date());
  return (
    <>
      <SelectField
        label={t.which}
        value={batch.batch}
        onValue={setChosen}
        options={own.map((one) => ({
          value: one.batch,
          text: `${one.batch}　${nameOf(actors, one.holder)[language]}　${kilograms(one.massGrams)}`,
        }))}
      />
      <TextField label={t.reason} value={reason} onValue={setReason} area />
      <Heading>{t.effects}</Heading>
      <dl class="effects">
        {effects.map(([when, what]) => (
          <div key={when}>
            <dt>{when}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Commitment
        danger
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: batch.batch, en: batch.batch } }}
        missing={missing}
        label={t.sign}
        consequence={t.consequence}
        task={() => ({ steps: recall(sha256, { batch: batch.batch, reason: reason.trim() }), ids: [batch.batch] })}
      >
        {t.said(nameOf(actors, me.actor)[language], shownTime(now), batch.batch, kilograms(batch.massGrams))}
      </Commitment>
    </>
  );
}
