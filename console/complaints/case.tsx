import { useEffect, useState } from "preact/hooks";
import { fromBase64url } from "#core/bytes.ts";
import type { ComplaintMessage, ComplaintView } from "#core/complaint/message.ts";
import { complaintOutcomes } from "#core/statement/complaint.ts";
import { acknowledgeComplaint, answerComplaint } from "#core/work/complaint.ts";
import { read } from "../api.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Heading, Screen, Shown } from "../parts/screen.tsx";
import { useLoaded } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import type { Problem } from "../send/job.ts";
import { problemOf } from "../send/outbox.ts";
import { useSignedIn } from "../session.ts";
import { Exhibit } from "./exhibit.tsx";
import { type Opened, openComplaint } from "./open.ts";
import { common, stateOf } from "./words.ts";

const words = dictionary(
  {
    said: "买家说",
    nothing: "没有写。",
    contact: "联系方式",
    none: "没有留。",
    photo: "买家拍的照片",
    closed: "这条是写给另一把钥匙的，这台设备打不开。请用那把钥匙登录。",
    opening: "正在打开…",
    acknowledge: "签收",
    acknowledging: (number: string, time: string) => `反映 ${number} 在 ${time} 收到，我已看过，开始处理。`,
    answer: "答复",
    outcome: "结果",
    text: "写给所有人看的答复",
    textNote: "会公开，永远留在账本里。不要写姓名、电话、住址。",
    missing: "没写答复",
    answering: (number: string, outcome: string, text: string) => `反映 ${number}：${outcome}。${text}`,
    list: "回列表",
  },
  {
    said: "The buyer says",
    nothing: "Nothing written.",
    contact: "Contact",
    none: "None left.",
    photo: "The buyer's photo",
    closed: "It was written to another key; this device cannot open it. Sign in with that key.",
    opening: "Opening…",
    acknowledge: "Acknowledge",
    acknowledging: (number, time) => `Complaint ${number} arrived at ${time}. I have read it and look into it.`,
    answer: "Answer",
    outcome: "Outcome",
    text: "The answer, for everybody",
    textNote: "It is public and stays in the log for ever. No names, numbers or addresses.",
    missing: "write the answer",
    answering: (number, outcome, text) => `Complaint ${number}: ${outcome}. ${text}`,
    list: "Back to the list",
  },
);

export function ComplaintPage({ params: [number = ""] }: { params: readonly string[] }) {
  const w = useWords(common);
  const { again, ...loaded } = useLoaded(() => read<ComplaintView>(`/complaints/${number}`), [number]);
  return (
    <Screen title={`${w.title} ${number}`}>
      <Shown loaded={loaded}>
        {(one) => (
          <>
            <p class="note">
              {w.kinds[one.kind]} · {shownTime(localTime(new Date(one.receivedAt)))} · {w[stateOf(one)]}
            </p>
            <Opening one={one} />
          </>
        )}
      </Shown>
    </Screen>
  );
}

/** Opened on this device, shown, and kept nowhere. */
function Opening({ one }: { one: ComplaintView }) {
  const t = useWords(words);
  const language = useLanguage();
  const session = useSignedIn();
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    openComplaint(session, one.complaint).then(setOpened, (error: unknown) => setProblem(problemOf(error)));
  }, [one.complaint]);
  if (problem)
    return (
      <p class="refused" role="alert">
        {problem.words[language]}
      </p>
    );
  if (!opened) return <p role="status">{t.opening}</p>;
  return (
    <>
      <Said message={opened.message} />
      {stateOf(one) === "new" ? <Acknowledging one={one} sealed={opened.digest} /> : <Answering one={one} />}
      <Exhibit one={one} serial={opened.message?.serial} />
    </>
  );
}

function Said({ message }: { message: ComplaintMessage | undefined }) {
  const t = useWords(words);
  if (!message) return <p class="refused">{t.closed}</p>;
  return (
    <>
      <Heading>{t.said}</Heading>
      <p class="said">{message.text || t.nothing}</p>
      <p class="said">
        {t.contact}: {message.contact || t.none}
      </p>
      {message.photo && <Photo photo={message.photo} />}
    </>
  );
}

function Photo({ photo }: { photo: string }) {
  const t = useWords(words);
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.from(fromBase64url(photo))], { type: "image/jpeg" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return url ? <img class="photo" src={url} alt={t.photo} /> : null;
}

function Acknowledging({ one, sealed }: { one: ComplaintView; sealed: string }) {
  const t = useWords(words);
  return (
    <Commitment
      about={{ title: { zh: words.zh.acknowledge, en: words.en.acknowledge }, detail: same(one.complaint) }}
      label={t.acknowledge}
      next={
        <a class="button" href={hrefOf("complaints")}>
          {t.list}
        </a>
      }
      task={() => ({
        steps: acknowledgeComplaint({
          occurredAt: localTime(new Date()),
          complaint: one.complaint,
          kind: one.kind,
          receivedAt: one.receivedAt,
          sealed,
          ...(one.product && { product: one.product }),
          ...(one.batch && { batch: one.batch }),
        }),
        ids: [],
      })}
    >
      {t.acknowledging(one.complaint, shownTime(localTime(new Date(one.receivedAt))))}
    </Commitment>
  );
}

function Answering({ one }: { one: ComplaintView }) {
  const t = useWords(words);
  const w = useWords(common);
  const { form, set } = useForm({ outcome: complaintOutcomes[0] as (typeof complaintOutcomes)[number], answer: "" });
  return (
    <>
      {one.answers.map(({ index, at, outcome, answer }) => (
        <p class="said" key={index}>
          {shownTime(localTime(new Date(at)))} {w.outcomes[outcome as keyof typeof w.outcomes]}: {answer}
        </p>
      ))}
      <Heading>{t.answer}</Heading>
      <SelectField
        label={t.outcome}
        value={form.outcome}
        onValue={(value) => set("outcome")(value as typeof form.outcome)}
        options={complaintOutcomes.map((value) => ({ value, text: w.outcomes[value] }))}
      />
      <TextField label={t.text} note={t.textNote} value={form.answer} onValue={set("answer")} area />
      <Commitment
        about={{ title: { zh: words.zh.answer, en: words.en.answer }, detail: same(one.complaint) }}
        missing={form.answer.trim() ? undefined : t.missing}
        label={t.answer}
        next={
          <a class="button" href={hrefOf("complaints")}>
            {t.list}
          </a>
        }
        task={() => ({
          steps: answerComplaint({
            occurredAt: localTime(new Date()),
            complaint: one.complaint,
            outcome: form.outcome,
            answer: form.answer.trim().normalize("NFC"),
          }),
          ids: [],
        })}
      >
        {t.answering(one.complaint, w.outcomes[form.outcome], form.answer)}
      </Commitment>
    </>
  );
}

const same = (text: string) => ({ zh: text, en: text });
