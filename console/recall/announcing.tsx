import { announceDestruction } from "#core/work/recall.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField, TimeField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { nextNumbered } from "../parts/next-id.ts";
import { Heading } from "../parts/screen.tsx";
import { ahead, type RecallDetail } from "../read/recalls.ts";
import { nameOf, useSession, useSignedIn } from "../session.ts";

const DAY_MS = 86_400_000;
const words = dictionary(
  {
    title: "提前报告销毁",
    ahead: "将要销毁",
    which: "哪一批",
    method: "怎么处理",
    methodFirst: "无害化处理",
    place: "在哪里",
    at: "什么时候",
    missing: { place: "没写地点", past: "时间已经过了" },
    said: (id: string, time: string, place: string, batch: string, method: string) =>
      `${id}：我将于 ${time} 在${place}处理批次 ${batch}：${method}。`,
    consequence: "监管部门看得到，可以到现场监督（食品安全法第六十三条）。改期就再报一次。",
    sign: "签名报告",
    line: (id: string, time: string, place: string, who: string, batch: string, method: string) =>
      `${id}：${time}，${place}，${who}处理批次 ${batch}：${method}`,
    told: (time: string) => `${time} 提前报告`,
  },
  {
    title: "Announce a destruction",
    ahead: "Destructions ahead",
    which: "Which batch",
    method: "How",
    methodFirst: "rendered harmless",
    place: "Where",
    at: "When",
    missing: { place: "the place is missing", past: "the time has passed" },
    said: (id, time, place, batch, method) =>
      `${id}: at ${time} in ${place} I shall destroy batch ${batch}: ${method}.`,
    consequence:
      "The authority sees it and may watch on the spot (食品安全法 art. 63). If the time changes, announce it again.",
    sign: "Sign the announcement",
    line: (id, time, place, who, batch, method) =>
      `${id}: ${time}, ${place}, ${who} destroys batch ${batch}: ${method}`,
    told: (time) => `announced ${time}`,
  },
);

/** Time and place, before anything is destroyed. */
export function Announcing({ one, onSent }: { one: RecallDetail; onSent: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSignedIn();
  const mine = one.shares.filter(({ holder }) => holder === me.actor);
  const planned = ahead(one).find(({ by }) => by === me.actor);
  const { form, set } = useForm({
    batch: planned?.batch ?? mine[0]?.batch ?? "",
    method: planned?.method ?? words[language].methodFirst,
    place: planned?.place ?? "",
    at: planned?.plannedAt ?? localTime(new Date(Date.now() + DAY_MS)),
  });
  const taken = [...one.announcements, ...one.destructions].map(({ destruction }) => destruction);
  const destruction = planned?.batch === form.batch ? planned.destruction : nextNumbered(`${one.recall}-d`, taken, 2);
  const missing =
    form.place.trim() === "" ? t.missing.place : Date.parse(form.at) <= Date.now() ? t.missing.past : undefined;
  return (
    <>
      <SelectField
        label={t.which}
        value={form.batch}
        onValue={set("batch")}
        options={mine.map(({ batch }) => ({ value: batch, text: batch }))}
      />
      <TextField label={t.method} value={form.method} onValue={set("method")} />
      <TextField label={t.place} value={form.place} onValue={set("place")} />
      <TimeField label={t.at} value={form.at} onValue={set("at")} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: destruction, en: destruction } }}
        missing={missing}
        label={t.sign}
        consequence={t.consequence}
        onSent={onSent}
        task={() => ({
          steps: announceDestruction({
            occurredAt: localTime(new Date()),
            recall: one.recall,
            destruction,
            batch: form.batch,
            method: form.method.trim(),
            place: form.place.trim(),
            plannedAt: form.at,
          }),
          ids: [],
        })}
      >
        {t.said(destruction, shownTime(form.at), form.place || "…", form.batch, form.method)}
      </Commitment>
    </>
  );
}

/** What was announced and has not taken place, for whoever wants to be there. */
export function Ahead({ one, titled = false }: { one: RecallDetail; titled?: boolean }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSession();
  const planned = ahead(one);
  if (planned.length === 0) return null;
  return (
    <>
      {titled && <Heading>{t.ahead}</Heading>}
      <ul class="history">
        {planned.map((d) => (
          <li key={d.destruction}>
            <b>
              {t.line(
                d.destruction,
                shownTime(d.plannedAt),
                d.place,
                nameOf(actors, d.by)[language],
                d.batch,
                d.method,
              )}
            </b>
            <p class="note">{t.told(shownTime(d.announcedAt))}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
