import { useState } from "preact/hooks";
import { dictionary, useLanguage, useWords } from "./language.ts";
import { localTime, shownTime } from "./parts/clock.ts";
import { Empty, Heading, Screen } from "./parts/screen.tsx";
import type { Job } from "./send/job.ts";
import { dropJob, flush, problemOf, signAgain } from "./send/outbox.ts";
import { signerOf, useSignedIn } from "./session.ts";
import { useJobs } from "./strips.tsx";

const words = dictionary(
  {
    title: "待发",
    safe: "这些已经签好，存在这台设备里，关机也不会丢。有了信号会自动发。",
    nothing: "没有待发的。",
    now: "现在试",
    trying: "正在发…",
    waits: "待发",
    returned: "退回来的",
    again: "接着最新的再签一次",
    drop: "不要了",
    dropSure: "真的不要了？前面做成的步骤还在。",
    received: "已入账",
    line: (n: number) => `第 ${n} 行`,
    chain: "已上链",
    signed: (time: string) => `${time} 签`,
    step: (done: number, of: number) => `做成 ${done} / ${of} 步`,
  },
  {
    title: "Waiting",
    safe: "Signed and kept on this device; switching off loses nothing. Sent by itself when there is signal.",
    nothing: "Nothing waits.",
    now: "Try now",
    trying: "Sending…",
    waits: "waiting",
    returned: "Returned",
    again: "Sign again after the latest",
    drop: "Discard",
    dropSure: "Discard it? Steps already taken remain.",
    received: "Received",
    line: (n) => `line ${n}`,
    chain: "on the chain",
    signed: (time) => `signed ${time}`,
    step: (done, of) => `${done} of ${of} steps taken`,
  },
);

export function OutboxScreen() {
  const t = useWords(words);
  const session = useSignedIn();
  const jobs = useJobs();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    await flush(signerOf(session)).catch(() => {});
    setBusy(false);
  };
  const of = (state: Job["state"]) => jobs.filter((job) => job.state === state);
  return (
    <Screen title={t.title}>
      {of("waiting").length === 0 ? <Empty>{t.nothing}</Empty> : <p>{t.safe}</p>}
      <ul class="rows">
        {of("waiting").map((job) => (
          <Line key={job.id} job={job}>
            <b class="waits">{t.waits}</b>
          </Line>
        ))}
      </ul>
      {of("returned").length > 0 && <Heading>{t.returned}</Heading>}
      {of("returned").map((job) => (
        <Returned key={job.id} job={job} onAgain={send} />
      ))}
      {of("sent").length > 0 && <Heading>{t.received}</Heading>}
      <ul class="rows">
        {of("sent")
          .reverse()
          .map((job) => {
            const index = job.receipts.findLast((one) => one.index !== undefined)?.index;
            return (
              <Line key={job.id} job={job}>
                <b class="received">{index === undefined ? t.chain : t.line(index)}</b>
              </Line>
            );
          })}
      </ul>
      {of("waiting").length > 0 && (
        <div class="dock">
          <button type="button" class="main" disabled={busy} onClick={() => void send()}>
            {busy ? t.trying : t.now}
          </button>
        </div>
      )}
    </Screen>
  );
}

function Line({ job, children }: { job: Job; children: preact.ComponentChildren }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <li>
      <div>
        <b>
          {job.about.title[language]} {job.about.detail[language]}
        </b>
        <p class="note">{t.signed(shownTime(localTime(new Date(job.createdAt))))}</p>
      </div>
      {children}
    </li>
  );
}

function Returned({ job, onAgain }: { job: Job; onAgain: () => Promise<void> }) {
  const t = useWords(words);
  const language = useLanguage();
  const session = useSignedIn();
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState("");
  const again = async (): Promise<void> => {
    const key = session.keys.find((one) => one.key === job.key) ?? session.key;
    try {
      await signAgain({ ...signerOf(session), actor: job.actor, key }, job);
      await onAgain();
    } catch (error) {
      setFailed(problemOf(error).words[language]);
    }
  };
  return (
    <section class="returned-job">
      <h3>
        {job.about.title[language]} {job.about.detail[language]}
      </h3>
      <p>{job.problem?.words[language]}</p>
      <p class="note">{t.step(job.receipts.length, job.steps.length)}</p>
      {failed && <p role="alert">{failed}</p>}
      <div class="row">
        <button type="button" class="quiet" onClick={() => void again()}>
          {t.again}
        </button>
        {sure ? (
          <button type="button" class="quiet danger" onClick={() => void dropJob(job.id)}>
            {t.drop}
          </button>
        ) : (
          <button type="button" class="quiet" onClick={() => setSure(true)}>
            {t.drop}…
          </button>
        )}
      </div>
      {sure && <p role="status">{t.dropSure}</p>}
    </section>
  );
}
