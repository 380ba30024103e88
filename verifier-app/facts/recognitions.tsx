import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { type RecognitionWords, recognitionWords } from "./recognition-words.ts";

type Finding = { readonly condition: string; readonly text: { readonly zh: string; readonly en: string } };
type Answer = {
  readonly recognition: string;
  readonly market: Finding["text"];
  readonly legalBasis: Finding["text"];
  readonly eligible: boolean;
  readonly satisfied: readonly Finding[];
  readonly missing: readonly Finding[];
  readonly blocking: readonly Finding[];
};

/** 认证互认: what the service works out of published terms. Words only; never a mark of the other scheme. */
export function Recognitions({ scene: { label }, story, words: { language }, facts }: SectionProps) {
  const here = label !== undefined && location.pathname.endsWith(label.serial);
  const batch = here && story.certificates.length > 0 ? label.batch : undefined;
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  useEffect(() => {
    if (batch === undefined) return;
    let wanted = true;
    ask(batch).then((found) => {
      if (wanted) setAnswers(found);
    });
    return () => {
      wanted = false;
    };
  }, [batch]);
  if (answers.length === 0) return null;
  const t = recognitionWords[language];
  return (
    <section>
      <h2>{t.h}</h2>
      <Grade of="self-declared" facts={facts} />
      <p class="line">{t.lead}</p>
      {answers.map((one) => (
        <Card key={one.recognition} answer={one} language={language} t={t} />
      ))}
      <p class="line">{t.note}</p>
    </section>
  );
}

/** Nothing where the service cannot be asked: the section is not part of the verdict. */
async function ask(batch: string): Promise<readonly Answer[]> {
  try {
    const response = await fetch(`/batches/${encodeURIComponent(batch)}/recognitions`, { credentials: "omit" });
    if (!response.ok) return [];
    const { answers } = (await response.json()) as { answers?: unknown };
    return Array.isArray(answers) ? answers.slice(0, 8) : [];
  } catch {
    return [];
  }
}

function Card({
  answer: { market, legalBasis, satisfied, missing, blocking },
  language,
  t,
}: {
  answer: Answer;
  language: "zh" | "en";
  t: RecognitionWords;
}) {
  const lists = [
    [t.no, blocking, "failed", "cross"],
    [t.open, missing, "unknown", "question"],
    [t.yes, satisfied, "passed", "check"],
  ] as const;
  return (
    <div class="card recognition">
      <h3>{t.head(market[language])}</h3>
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
                </span>
              </li>
            ))}
          </ul>
        ))}
      <p class="line">{t.basis(legalBasis[language])}</p>
    </div>
  );
}
