import { sayPlace, sayReason } from "#core/scan/say.ts";
import type { SectionProps } from "../facts/facts.tsx";
import type { Words } from "../words/zh.ts";
import { type Counted, countedFor } from "./count.ts";
import { scanWordsFor } from "./words.ts";

/** 这个码被扫过几次: how often, where, what that looks like, and what is kept to know it. */
export function Scans({ scene: { label }, words }: SectionProps) {
  const counted = countedFor(label);
  if (!counted) return null;
  const t = scanWordsFor(words);
  return (
    <section>
      <h2>{t.h}</h2>
      {counted === "unreachable" ? <p>{t.unreachable}</p> : <Told counted={counted} words={words} />}
      <details class="kept">
        <summary>{t.kept}</summary>
        <p>{t.privacy}</p>
        <p>
          <a href="/scan-rules">{t.rules}</a>
        </p>
      </details>
    </section>
  );
}

function Told({ counted, words }: { counted: Counted; words: Words }) {
  const t = scanWordsFor(words);
  const { scans, firstHour, places } = counted;
  return (
    <>
      <p>{t.count(scans, firstHour)}</p>
      {places.length > 0 ? (
        <dl class="places">
          {places.map(({ cell, scans, lastHour }) => (
            <div key={cell}>
              <dt>{sayPlace(cell, words.language)}</dt>
              <dd>{t.places(scans, lastHour)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        scans > 0 && <p class="line">{t.nowhere}</p>
      )}
      <Suspicion counted={counted} words={words} />
    </>
  );
}

/** Every reason in words, and how the operator's case stands. */
export function Suspicion({ counted: { state, reasons, case: opened }, words }: { counted: Counted; words: Words }) {
  const t = scanWordsFor(words);
  const closed = opened?.closed;
  return (
    <>
      {state === "copied-likely" &&
        reasons.map((reason) => <p key={reason.rule}>{sayReason(reason, words.language)}</p>)}
      {state === "copied-likely" && !closed && <p class="line">{t.notBlamed}</p>}
      {closed && (
        <p>
          {closed.outcome === "copied" ? t.copied(closed.reason) : t.falseAlarm(closed.reason)}{" "}
          <a href={`/entries/${closed.index}`}>{t.inLog}</a>
        </p>
      )}
    </>
  );
}
