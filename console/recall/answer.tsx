import { acknowledgeRecall, reportStock } from "#core/work/recall.ts";
import { read } from "../api.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Folded, TimeField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { RecallDetail } from "../read/recalls.ts";
import { useLoaded } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { Announcing } from "./announcing.tsx";
import { type Count, countOf, differenceOf, emptyCount, reportOf } from "./count.ts";
import { CountFields } from "./count-fields.tsx";
import { Destroying } from "./destroying.tsx";
import { Witnessing } from "./witnessing.tsx";
import { common } from "./words.ts";

const words = dictionary(
  {
    title: "回复召回",
    notice: "通知",
    by: (who: string, time: string) => `${who}，${time}`,
    phone: "电话",
    nothing: "这次召回里没有您的货，也没有等您见证的销毁。",
    mine: (batch: string, grams: string) => `${batch}　名下 ${grams}`,
    stopped: "几点停止销售",
    off: (grams: string) => `还差 ${grams} 没写`,
    over: (grams: string) => `多写了 ${grams}`,
    wrong: "有一个数不对",
    note: "没找到的要写明去向",
    to: "没选转给谁",
    said: (who: string, time: string) => `我代表${who}，已在 ${time} 停止销售，并报数如下：`,
    drilled: (who: string) => `演练：我代表${who}报数如下：`,
    inspected: (who: string) => `经现场核查，代${who}登记如下：`,
    sum: (batch: string, held: string, parts: string) => `${batch}：${held} = ${parts}。`,
    sign: "签名回复",
    register: "签名登记",
    announce: "提前报告销毁",
    destroy: "销毁",
    see: "看这次召回",
    over2: "已经结案，不用再回复。",
  },
  {
    title: "Answer a recall",
    notice: "Notice",
    by: (who, time) => `${who}, ${time}`,
    phone: "Phone",
    nothing: "Nothing of yours is in this recall, and no destruction waits for you as witness.",
    mine: (batch, grams) => `${batch}: ${grams} to account for`,
    stopped: "Stopped selling at",
    off: (grams) => `${grams} not accounted for`,
    over: (grams) => `${grams} too much`,
    wrong: "one number is not right",
    note: "say where the missing went",
    to: "choose to whom",
    said: (who, time) => `For ${who}: selling stopped at ${time}, and the count is:`,
    drilled: (who) => `Drill, for ${who}; the count is:`,
    inspected: (who) => `Inspected on the spot and registered for ${who}:`,
    sum: (batch, held, parts) => `${batch}: ${held} = ${parts}.`,
    sign: "Sign the answer",
    register: "Sign the registration",
    announce: "Announce a destruction",
    destroy: "Destroy",
    see: "See this recall",
    over2: "It is closed; nothing more is to be answered.",
  },
);

/** The holder's screen: open, count, sign. `recall-answer/<recall>/<holder>`: the regulator registers what it found on the spot. */
export function Answer({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const [id = "", holder = me.actor] = params;
  const { again, ...loaded } = useLoaded(() => read<RecallDetail>(`/recalls/${id}`), [id]);
  return (
    <Screen title={`${t.title} ${id}`}>
      <Shown loaded={loaded}>
        {(one) => (
          <>
            <Notice one={one} />
            {one.closed ? <Empty>{t.over2}</Empty> : <Open one={one} holder={holder} again={again} />}
          </>
        )}
      </Shown>
    </Screen>
  );
}

function Notice({ one: { order, orderedBy, recall } }: { one: RecallDetail }) {
  const t = useWords(words);
  const w = useWords(common);
  const language = useLanguage();
  const { actors } = useSignedIn();
  return (
    <section class="recall-notices" aria-label={t.notice}>
      <div>
        <p>
          <b>
            {order.drill ? w.drill : w.recall} {w.level(order.level)}
          </b>
        </p>
        <p>{order.reason}</p>
        <p>
          <b>{order.measures}</b>
        </p>
        <p class="note">
          {t.by(nameOf(actors, orderedBy)[language], shownTime(order.occurredAt))} · {t.phone} {order.contact}
        </p>
        <p>
          <a href={hrefOf("recall-case", recall)}>{t.see}</a>
        </p>
      </div>
    </section>
  );
}

function Open({ one, holder, again }: { one: RecallDetail; holder: string; again: () => void }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const shares = one.shares.filter((share) => share.holder === holder);
  const mine = one.destructions.filter(({ witness, witnessed }) => witness === me.actor && !witnessed);
  if (shares.length === 0 && mine.length === 0) return <Empty>{t.nothing}</Empty>;
  return (
    <>
      {mine.map((d) => (
        <Witnessing key={d.destruction} recall={one.recall} destruction={d} />
      ))}
      {shares.length > 0 && <Counting one={one} holder={holder} />}
      {holder === me.actor && shares.length > 0 && (
        <Folded title={t.announce}>
          <Announcing one={one} onSent={again} />
        </Folded>
      )}
      {holder === me.actor && shares.some(({ stockGrams, returnedGrams }) => stockGrams + returnedGrams > 0) && (
        <Folded title={t.destroy}>
          <Destroying one={one} onSent={again} />
        </Folded>
      )}
    </>
  );
}

function Counting({ one, holder }: { one: RecallDetail; holder: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const shares = one.shares.filter((share) => share.holder === holder);
  const { form, setForm } = useForm(() => ({
    stoppedAt: shares[0]?.acknowledgedAt ?? localTime(new Date()),
    counts: shares.map((share) => (share.reportedBy ? countOf(share, one.destructions) : emptyCount)),
  }));
  const counted = shares.map((share, at) => ({ share, count: form.counts[at] ?? emptyCount }));
  const put = (at: number, count: Count) =>
    setForm((before) => ({ ...before, counts: before.counts.map((old, n) => (n === at ? count : old)) }));
  const off = counted.map(({ share, count }) => differenceOf(count, share.producedGrams));
  const first = off.find((grams) => grams !== 0);
  const missing = off.includes(undefined)
    ? t.wrong
    : first !== undefined
      ? (first > 0 ? t.off : t.over)(kilograms(Math.abs(first)))
      : counted.some(({ count }) => Number(count.missing || 0) > 0 && count.note.trim() === "")
        ? t.note
        : counted.some(({ count }) => count.delivered.some(({ to, kg }) => to === "" && kg !== ""))
          ? t.to
          : undefined;
  const inspects = holder !== me.actor;
  const who = nameOf(actors, holder)[language];
  return (
    <>
      {counted.map(({ share, count }, at) => (
        <section key={share.batch}>
          <Heading>{t.mine(share.batch, kilograms(share.producedGrams))}</Heading>
          <CountFields share={share} count={count} onCount={(next) => put(at, next)} />
        </section>
      ))}
      {!inspects && !one.order.drill && (
        <TimeField
          label={t.stopped}
          value={form.stoppedAt}
          onValue={(stoppedAt) => setForm((before) => ({ ...before, stoppedAt }))}
        />
      )}
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: one.recall, en: one.recall },
        }}
        missing={missing}
        label={inspects ? t.register : t.sign}
        next={
          <a class="button" href={hrefOf("recall-case", one.recall)}>
            {t.see}
          </a>
        }
        task={() => {
          const occurredAt = localTime(new Date());
          const about = { occurredAt, recall: one.recall };
          return {
            steps: [
              ...(inspects ? [] : acknowledgeRecall({ ...about, stoppedAt: form.stoppedAt })),
              ...counted.flatMap(({ share, count }) => reportStock({ ...about, ...reportOf(share, count) })),
            ],
            ids: [],
          };
        }}
      >
        {inspects ? t.inspected(who) : one.order.drill ? t.drilled(who) : t.said(who, shownTime(form.stoppedAt))}
        {counted.map(({ share, count }) => (
          <Line key={share.batch} batch={share.batch} held={share.producedGrams} count={count} />
        ))}
      </Commitment>
    </>
  );
}

function Line({ batch, held, count }: { batch: string; held: number; count: Count }) {
  const t = useWords(words);
  const w = useWords(common);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const parts = [
    [w.stock, count.stock],
    [w.sold, count.sold],
    [w.returned, count.returned],
    [w.missing, count.missing],
    ...count.delivered.map(({ to, kg }) => [nameOf(actors, to)[language], kg] as const),
  ].filter(([, kg]) => kg !== "" && Number(kg) !== 0);
  return (
    <span class="sum-line">
      {t.sum(batch, kilograms(held), parts.map(([name, kg]) => `${name} ${kg} kg`).join(" + ") || "…")}
    </span>
  );
}
