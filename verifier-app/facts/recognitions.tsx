import { useEffect, useState } from "preact/hooks";
import type { Proven } from "#core/recognition/verify.ts";
import { Icon } from "../icon.tsx";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { type RecognitionWords, recognitionWords } from "./recognition-words.ts";
import type { Recognised } from "./recognition-worker.ts";

/** 认证互认: worked out on this device of signed terms and attestations. Words only; never a mark of the other scheme. */
export function Recognitions({ scene: { source }, story, words: { language }, facts }: SectionProps) {
  const [found, setFound] = useState<Recognised>("unasked");
  const asked = story.certificates.length > 0 ? source : undefined;
  useEffect(() => {
    if (!asked) return;
    let wanted = true;
    import("./recognition-proof.ts")
      .then(({ proveRecognitions }) => proveRecognitions(asked))
      .then(
        (proven) => wanted && setFound(proven),
        // Its part of the program did not come: as if nobody had been asked.
        () => undefined,
      );
    return () => {
      wanted = false;
    };
  }, [asked]);
  if (found === "unasked" || ("answers" in found && found.answers.length === 0)) return null;
  const t = recognitionWords[language];
  return (
    <section>
      <h2>{t.h}</h2>
      {"wrong" in found ? (
        <p class="flag alarm">{t.wrong[found.wrong]}</p>
      ) : (
        <>
          <Grade of="third-party" facts={facts} />
          <p class="line">{t.lead}</p>
          {found.answers.map((one) => (
            <Card key={one.recognition} answer={one} language={language} t={t} />
          ))}
          <p class="line">{t.note}</p>
        </>
      )}
    </section>
  );
}

function Card({
  answer: { terms, satisfied, missing, blocking },
  language,
  t,
}: {
  answer: Proven;
  language: "zh" | "en";
  t: RecognitionWords;
}) {
  const lists = [
    [t.no, blocking, "failed", "cross"],
    [t.open, missing, "unknown", "question"],
    [t.yes, satisfied, "passed", "check"],
  ] as const;
  const own = new Set(terms.conditions.flatMap(({ id, ask }) => (ask.look === "not-applied" ? [id] : [])));
  return (
    <div class="card recognition">
      <h3>{t.head(terms.market[language])}</h3>
      <p>
        <b>{t.sums(satisfied.length, missing.length, blocking.length)}</b>
      </p>
      {lists
        .filter(([, list]) => list.length > 0)
        .map(([name, list, tone, icon]) => (
          <ul key={tone} class={`terms ${tone}`} aria-label={name}>
            {list.map(({ condition, text }) => (
              <li key={condition}>
                <Icon name={icon} />
                <span>
                  <b class="line">{name}</b> {text[language]}
                  {own.has(condition) && t.own}
                </span>
              </li>
            ))}
          </ul>
        ))}
      <p class="line">{t.basis(terms.legalBasis.title[language])}</p>
    </div>
  );
}
