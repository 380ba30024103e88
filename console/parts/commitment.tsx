import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { hrefOf } from "../route.ts";
import type { OwnPicture } from "../send/attach.ts";
import type { About, Job, Problem, Task } from "../send/job.ts";
import { perform, problemOf } from "../send/outbox.ts";
import { photographed } from "../send/photographed.ts";
import { signerOf, useSignedIn } from "../session.ts";
import { Icon } from "./icon.tsx";
import { PhotosField } from "./photos.tsx";

const words = dictionary(
  {
    title: "您将签下",
    fixed: "签了不能改，写错了可以再签一条更正。",
    sign: "签名并保存",
    working: "正在签名…",
    sending: (at: number, of: number) => `正在发送，第 ${at} 步，共 ${of} 步…`,
    waiting: "签好了，存在这台设备里。有了信号会自动发。",
    done: (line: string, block: string) => `已到账${line}${block}`,
    line: (index: number) => `，第 ${index} 行`,
    block: (number: number) => `，已上链（区块 ${number}）`,
    partly: (done: number, of: number) => `前 ${done} 步已经做成，共 ${of} 步；剩下的放在“待发”里。`,
    see: "去看待发",
    home: "回首页",
    not: (missing: string) => `还不能签（${missing}）`,
  },
  {
    title: "What you sign",
    fixed: "It cannot be changed; a mistake is mended by a correction.",
    sign: "Sign and save",
    working: "Signing…",
    sending: (at, of) => `Sending, step ${at} of ${of}…`,
    waiting: "Signed and kept on this device. It is sent by itself when there is signal.",
    done: (line, block) => `Received${line}${block}`,
    line: (index) => `, line ${index}`,
    block: (number) => `, on the chain (block ${number})`,
    partly: (done, of) => `The first ${done} of ${of} steps were taken; the rest is kept under Waiting.`,
    see: "See what waits",
    home: "Home",
    not: (missing) => `Not yet (${missing})`,
  },
);

type Stage =
  | { readonly at: "asking"; readonly problem?: Problem; readonly partly?: [number, number] }
  | { readonly at: "working"; readonly progress?: [number, number] }
  | { readonly at: "over"; readonly job: Job };

type Props = {
  /** In the first person, with time, place, amount. */
  readonly children: ComponentChildren;
  readonly consequence?: string;
  readonly about: About;
  readonly task: () => Task | Promise<Task>;
  /** What is still lacking, in a few words; then nothing can be signed. */
  readonly missing?: string | undefined;
  readonly label?: string;
  readonly danger?: boolean;
  /** Something that happened in the field or the factory: photographs may be signed with it. */
  readonly event?: boolean;
  readonly onSent?: (job: Job) => void;
  /** What to do next, beside going home. */
  readonly next?: ComponentChildren;
};

/** The sentence a person puts their name to, and right under it the only button that signs. */
export function Commitment({
  children,
  consequence,
  about,
  task,
  missing,
  label,
  danger = false,
  event = false,
  onSent,
  next,
}: Props) {
  const t = useWords(words);
  const language = useLanguage();
  const session = useSignedIn();
  const [stage, setStage] = useState<Stage>({ at: "asking" });
  const [photos, setPhotos] = useState<readonly OwnPicture[]>([]);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stage.at === "over" || (stage.at === "asking" && stage.problem)) outcome.current?.focus();
  }, [stage]);

  const sign = async (): Promise<void> => {
    setStage({ at: "working" });
    try {
      const job = await perform(signerOf(session), photographed(await task(), photos), about, (at, of) =>
        setStage({ at: "working", progress: [at + 1, of] }),
      );
      if (job.state === "returned" && job.problem) {
        const partly: [number, number] | undefined =
          job.receipts.length > 0 ? [job.receipts.length, job.steps.length] : undefined;
        return setStage({ at: "asking", problem: job.problem, ...(partly && { partly }) });
      }
      onSent?.(job);
      setStage({ at: "over", job });
    } catch (error) {
      setStage({ at: "asking", problem: problemOf(error) });
    }
  };

  if (stage.at === "over") return <Outcome job={stage.job} box={outcome} next={next} />;
  const busy = stage.at === "working";
  const now = stage.at !== "working" ? "" : stage.progress ? t.sending(...stage.progress) : t.working;
  return (
    <>
      {event && <PhotosField photos={photos} onPhotos={setPhotos} />}
      <section class="commitment" aria-labelledby="commitment">
        <h2 id="commitment">{t.title}</h2>
        <p class="said">{children}</p>
        {consequence && <p class="consequence">{consequence}</p>}
        <p class="note">{t.fixed}</p>
      </section>
      {stage.at === "asking" && stage.problem && (
        <div class="refused" role="alert" tabIndex={-1} ref={outcome}>
          <p>{stage.problem.words[language]}</p>
          {stage.partly && (
            <p>
              {t.partly(...stage.partly)} <a href={hrefOf("outbox")}>{t.see}</a>
            </p>
          )}
        </div>
      )}
      <p class="unseen" role="status">
        {now}
      </p>
      <div class="dock">
        {busy && <progress value={stage.progress?.[0]} max={stage.progress?.[1]} aria-label={t.working} />}
        {missing ? (
          <button type="button" class="not-yet" aria-disabled="true">
            {t.not(missing)}
          </button>
        ) : (
          <button type="button" class={danger ? "main danger" : "main"} disabled={busy} onClick={sign}>
            <Icon name="pen" />
            {busy ? now : (label ?? t.sign)}
          </button>
        )}
      </div>
    </>
  );
}

function Outcome({ job, box, next }: { job: Job; box: { current: HTMLDivElement | null }; next: ComponentChildren }) {
  const t = useWords(words);
  const title = useWords(job.about.title);
  const detail = useWords(job.about.detail);
  const index = job.receipts.findLast((one) => one.index !== undefined)?.index;
  const block = job.receipts.findLast((one) => one.block !== undefined)?.block;
  const waiting = job.state === "waiting";
  return (
    <div class={waiting ? "outcome waits" : "outcome"} role="status" tabIndex={-1} ref={box}>
      <h2>
        {title} {detail}
      </h2>
      <p>
        {waiting
          ? t.waiting
          : t.done(index === undefined ? "" : t.line(index), block === undefined ? "" : t.block(block))}
      </p>
      <div class="row">
        {next}
        <a class="button" href={waiting ? hrefOf("outbox") : hrefOf()}>
          {waiting ? t.see : t.home}
        </a>
      </div>
    </div>
  );
}
