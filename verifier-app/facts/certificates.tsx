import type { StoryCertificate } from "#core/evidence/story.ts";
import type { CertificateJudgement } from "#core/evidence/verdict.ts";
import { date, dateTime } from "../format.ts";
import { Icon } from "../icon.tsx";
import { RichText } from "../rich-text.tsx";
import type { FactsWords } from "../words/facts-zh.ts";
import type { Words } from "../words/zh.ts";
import { Documents } from "./documents.tsx";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { weight } from "./quantities.ts";

/** 谁认证的: two boxes, when packed and now, and the reason under them. */
export function Certificates({ story, scene, words, facts }: SectionProps) {
  const judged = (id: string) => scene.judgement.certificates.find(({ certificate }) => certificate === id);
  return (
    <section>
      <h2>{facts.certificates.h}</h2>
      {story.certificates.length === 0 ? <p>{facts.certificates.none}</p> : <Grade of="third-party" facts={facts} />}
      {story.certificates.map((one) => (
        <Card key={one.certificate} certificate={one} judged={judged(one.certificate)} words={words} facts={facts} />
      ))}
    </section>
  );
}

type CardProps = {
  certificate: StoryCertificate;
  judged: CertificateJudgement | undefined;
  words: Words;
  facts: FactsWords;
};

function Card({ certificate: c, judged, words, facts }: CardProps) {
  const { certificates: t } = facts;
  const { language } = words;
  const reason = judged && reasonFor(judged, words, t);
  const unasked = judged?.now.state === "unknown" ? t.notAsked(date(judged.now.at)) : undefined;
  return (
    <div class="card">
      <h3>{c.title[language]}</h3>
      <p class="line">
        {c.body[language]} ・ {t.number(c.certificate)}
      </p>
      {c.conversion && <p class="flag doubt">{t.conversion}</p>}
      <p class="line">{t.scope(words.listed(c.plots.map((plot) => plot[language])))}</p>
      <p class="line">
        <RichText
          of={`${t.valid(c.validFrom, c.validTo)}${words.language === "zh" ? "。" : ". "}${t.volume(weight(c.volumeGrams), c.usedGrams === undefined ? undefined : weight(c.usedGrams))}`}
        />
      </p>
      {judged && (
        <div class="then-now">
          <StateBox when={t.packed} at={date(judged.atPacking.at)} state={judged.atPacking.state} words={words} />
          <Icon name="next" />
          <StateBox when={t.now} at={unasked ?? dateTime(judged.now.at)} state={judged.now.state} words={words} />
        </div>
      )}
      {reason && (
        <p>
          <RichText of={reason} />
        </p>
      )}
      {judged && c.writtenOn > date(judged.atPacking.at) && <p class="line">{t.rewritten(c.writtenOn)}</p>}
      <Documents files={c.files} facts={facts} />
    </div>
  );
}

const StateBox = ({
  when,
  at,
  state,
  words,
}: {
  when: string;
  at: string;
  state: CertificateJudgement["now"]["state"];
  words: Words;
}) => (
  <div class={`box ${toneOf(state)}`}>
    <span class="line">{when}</span>
    <span class="line">
      {at.split(" ").map((part) => (
        <>
          <span class="whole">{part}</span>{" "}
        </>
      ))}
    </span>
    <b>{words.states[state]}</b>
  </div>
);

const toneOf = (state: CertificateJudgement["now"]["state"]): string =>
  state === "in-force"
    ? "passed"
    : state === "withdrawn" || state === "cancelled" || state === "none"
      ? "failed"
      : "unknown";

function reasonFor({ atPacking, now }: CertificateJudgement, words: Words, t: FactsWords["certificates"]): string {
  if (atPacking.state !== "in-force" && atPacking.state !== "unknown") return t.before;
  if (now.state === "in-force" && now.since > atPacking.at) return t.again(date(now.since), now.reason);
  if (now.state === "in-force" || now.state === "unknown" || now.state === "none") return "";
  if (now.state === "expired") return t.expired(date(now.since));
  const after = t.after(words.states[now.state], date(now.since), now.reason);
  return `${after}${words.language === "en" ? " " : ""}${now.state === "suspended" ? t.maybe : t.final}`;
}
