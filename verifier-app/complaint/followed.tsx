import { useEffect, useState } from "preact/hooks";
import type { ComplaintView } from "#core/complaint/message.ts";
import { dateTime } from "../format.ts";
import { Icon } from "../icon.tsx";
import { exhibitHref } from "../receipt/exhibit.ts";
import type { Label } from "../scene.ts";
import { followComplaint, readComplaints, spaced } from "./send.ts";
import type { ComplaintWords } from "./words-zh.ts";

type Found = ComplaintView | "unknown" | undefined;
const seconds = (time: string): number => Date.parse(time) / 1000;

/** What became of the complaints that were left from this device, and of one whose number is typed. */
type FollowedProps = { numbers: readonly string[]; label: Label | undefined; words: ComplaintWords };
export function Followed({ numbers, label, words: c }: FollowedProps) {
  return (
    <>
      {numbers.length > 0 && (
        <>
          <h3>{c.mine}</h3>
          <ul class="complaints" role="list">
            {numbers.map((number) => (
              <One key={number} number={number} label={label} words={c} />
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{c.check}</summary>
        <Check label={label} words={c} />
      </details>
    </>
  );
}

function One({ number, label, words: c }: Omit<FollowedProps, "numbers"> & { number: string }) {
  const [found, setFound] = useState<Found | "asking">("asking");
  useEffect(() => {
    setFound("asking");
    void followComplaint(number).then(setFound);
  }, [number]);
  const about = typeof found === "object" && found.product === label?.product && found.batch === label?.batch;
  const exhibit = about ? exhibitHref(label, number) : undefined;
  return (
    <li>
      <b>{c.number(spaced(number))}</b>
      {found === "asking" ? null : found === undefined ? (
        <p class="line">{c.unreached}</p>
      ) : found === "unknown" ? (
        <p class="line">{c.unknown}</p>
      ) : (
        <>
          <State one={found} words={c} />
          {exhibit && (
            <a class="outlined" href={exhibit} download>
              <Icon name="file" />
              {c.exhibit}
            </a>
          )}
        </>
      )}
    </li>
  );
}

function Check({ label, words: c }: Omit<FollowedProps, "numbers">) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  return (
    <>
      <form
        class="complaint"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(typed.replaceAll(/\D/g, ""));
        }}
      >
        <label>
          {c.checkLabel}
          <input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onInput={(e) => setTyped(e.currentTarget.value)}
          />
        </label>
        <button type="submit" class="outlined">
          {c.go}
        </button>
      </form>
      <ul class="complaints" role="list" aria-live="polite">
        {asked && <One number={asked} label={label} words={c} />}
      </ul>
    </>
  );
}

function State({ one, words: c }: { one: ComplaintView; words: ComplaintWords }) {
  const { receivedAt, acknowledged, answers, kind } = one;
  return (
    <>
      <p class="line">
        {c.kinds[kind]} · {c.received(dateTime(seconds(receivedAt)))}
      </p>
      {answers.length === 0 && <p>{acknowledged ? c.acknowledged : c.waiting}</p>}
      {answers.map(({ at, index, outcome, answer }) => (
        <div key={index}>
          <p>
            <b>{c.outcomes[outcome] ?? outcome}</b> <span lang="zh-CN">{answer}</span>
          </p>
          <p class="line">{c.answeredAt(dateTime(seconds(at)), String(index + 1))}</p>
        </div>
      ))}
    </>
  );
}

/** Answers and times of this brand, for everybody; asked for on a tap. */
export function Others({ words: c }: { words: ComplaintWords }) {
  const [read, setRead] = useState<Awaited<ReturnType<typeof readComplaints>>>();
  const [asked, setAsked] = useState(false);
  const ask = () =>
    void readComplaints().then((answer) => {
      setRead(answer);
      setAsked(true);
    });
  if (!asked)
    return (
      <button type="button" class="outlined" onClick={ask}>
        {c.all}
      </button>
    );
  if (read === undefined || read === "unknown") return <p class="line">{c.unreached}</p>;
  const { pace, complaints } = read;
  if (complaints.length === 0) return <p role="status">{c.none}</p>;
  return (
    <div role="status">
      <p>
        {c.pace(pace.received, pace.answered)}
        {pace.medianSeconds !== undefined && c.median(pace.medianSeconds)}
        {pace.longestWaitSeconds !== undefined && c.longest(pace.longestWaitSeconds)}
      </p>
      <ul class="complaints" role="list">
        {complaints.slice(0, 10).map((one) => (
          <li key={one.complaint}>
            <State one={one} words={c} />
          </li>
        ))}
      </ul>
    </div>
  );
}
