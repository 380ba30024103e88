import { useState } from "preact/hooks";
import { resolveInterval } from "#core/work/interval.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localTime, monthDay, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, SelectField, TextField } from "../parts/field.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Batch, Flag } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "间隔期处理",
    none: "没有等着处理的批次。间隔期内采的鲜叶会出现在这里。",
    which: "哪一批",
    harvests: "放行哪几次采收",
    early: (plot: string, picked: string, on: string, opens: string | undefined) =>
      `${plot} ${picked} 采，${on} 用过药，${opens === undefined ? "间隔期不知道" : `${opens} 起才能采`}`,
    person: "谁决定（姓名，会公开）",
    reason: "理由（会公开）",
    noHarvest: "没选采收",
    noPerson: "没填姓名",
    noReason: "没填理由",
    said: (time: string, person: string, who: string, batch: string, n: number) =>
      `${time}，${person}代表${who}，看过批次 ${batch} 里间隔期内采的 ${n} 次采收，同意放行，理由如上。`,
    consequence: "放行以后可以开合格证、贴标签。扫码的人看得到这件事、理由和姓名。",
    sign: "签名放行",
    done: "处理过的",
    nothing: "还没有处理过。",
    by: (person: string, who: string) => `${who}的${person}放行`,
  },
  {
    title: "Interval release",
    none: "Nothing waits. Leaf picked inside an interval appears here.",
    which: "Which batch",
    harvests: "Which harvests to release",
    early: (plot, picked, on, opens) =>
      `${plot} picked ${picked}, sprayed ${on}, ${opens === undefined ? "interval unknown" : `opens ${opens}`}`,
    person: "Who decides (name, public)",
    reason: "Reason (public)",
    noHarvest: "no harvest chosen",
    noPerson: "the name is missing",
    noReason: "the reason is missing",
    said: (time, person, who, batch, n) =>
      `At ${time} ${person}, for ${who}, looked at ${n} harvests of batch ${batch} picked inside an interval and releases them for the reason above.`,
    consequence: "From then on certificates and labels are possible. Whoever scans sees this, the reason and the name.",
    sign: "Sign the release",
    done: "Released before",
    nothing: "Nothing so far.",
    by: (person, who) => `released by ${person} of ${who}`,
  },
);

const open = ({ flags }: Batch): readonly Flag[] => flags.filter(({ resolved }) => !resolved);
const key = ({ plot, harvestedOn }: Flag): string => `${plot}/${harvestedOn}`;

/** Leaf that was picked too early waits here for a person who answers for it by name. */
export function Releasing({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const loaded = useView("/batches");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ batches }) => {
          const waiting = batches.filter((one) => open(one).length > 0);
          const done = batches.flatMap(({ batch, flags }) =>
            flags.flatMap((flag) => (flag.resolved ? [{ batch, flag, ...flag.resolved }] : [])),
          );
          return (
            <>
              {waiting.length === 0 ? <Empty>{t.none}</Empty> : <Form waiting={waiting} first={params[0] ?? ""} />}
              <Heading>{t.done}</Heading>
              {done.length === 0 && <Empty>{t.nothing}</Empty>}
              <ul class="rows">
                {done.map(({ batch, flag, person, actor }) => (
                  <li key={`${batch}/${key(flag)}`}>
                    <div>
                      <b>{batch}</b>
                      <p class="note">{t.by(person, nameOf(actors, actor)[language])}</p>
                    </div>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}

function Form({ waiting, first }: { waiting: readonly Batch[]; first: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const plots = useView("/plots");
  const [chosen, setChosen] = useState(first);
  const batch = waiting.find((one) => one.batch === chosen) ?? (waiting[0] as Batch);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [person, setPerson] = useState("");
  const [reason, setReason] = useState("");
  const picked = open(batch).filter((flag) => !left.includes(key(flag)));
  const plotName = (plot: string) => plots.data?.plots.find((one) => one.plot === plot)?.survey.name[language] ?? plot;
  const missing =
    picked.length === 0
      ? t.noHarvest
      : person.trim() === ""
        ? t.noPerson
        : reason.trim() === ""
          ? t.noReason
          : undefined;
  const time = localTime(new Date());
  return (
    <>
      <SelectField
        label={t.which}
        value={batch.batch}
        onValue={setChosen}
        options={waiting.map((one) => ({
          value: one.batch,
          text: `${one.batch}　${nameOf(actors, one.holder)[language]}　${kilograms(one.massGrams)}`,
        }))}
      />
      <Chips
        label={t.harvests}
        many
        options={open(batch).map((flag) => ({
          value: key(flag),
          text: t.early(
            plotName(flag.plot),
            monthDay(flag.harvestedOn),
            monthDay(flag.appliedOn),
            flag.opensOn && monthDay(flag.opensOn),
          ),
        }))}
        chosen={picked.map(key)}
        onChosen={(kept) =>
          setLeft(
            open(batch)
              .map(key)
              .filter((one) => !kept.includes(one)),
          )
        }
      />
      <TextField label={t.person} value={person} onValue={setPerson} />
      <TextField label={t.reason} value={reason} onValue={setReason} area />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: batch.batch, en: batch.batch } }}
        missing={missing}
        label={t.sign}
        consequence={t.consequence}
        task={() => ({
          steps: resolveInterval({
            occurredAt: time,
            batch: batch.batch,
            harvests: picked.map(({ plot, harvestedOn }) => ({ plot, harvestedOn })),
            person: person.trim(),
            reason: reason.trim(),
          }),
          ids: [batch.batch],
        })}
      >
        {t.said(shownTime(time), person.trim() || "…", nameOf(actors, me.actor)[language], batch.batch, picked.length)}
      </Commitment>
    </>
  );
}
