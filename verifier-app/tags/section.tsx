import type { SectionProps } from "../facts/facts.tsx";
import type { Words } from "../words/zh.ts";
import { type Tapped, tappedFor } from "./tap.ts";
import { tagWordsFor } from "./words.ts";

/** 封签怎么说: only where a tag was tapped. */
export function Tag({ scene: { label }, words }: Pick<SectionProps, "scene" | "words">) {
  const tapped = tappedFor(label);
  if (!tapped) return null;
  return (
    <section>
      <h2>{tagWordsFor(words).h}</h2>
      <TagSays tapped={tapped} words={words} />
    </section>
  );
}

export function TagSays({ tapped, words }: { tapped: Tapped; words: Words }) {
  const t = tagWordsFor(words);
  if (tapped.kind === "foreign") return <p>{tapped.said[words.language]}</p>;
  if (tapped.kind !== "read") return <p>{t[tapped.kind]}</p>;
  const { state, loop, openedAt, accepted, line } = tapped;
  return (
    <>
      <p>{t[state]}</p>
      {loop === "open" && openedAt !== undefined && <p>{t.open(t.hour(openedAt))}</p>}
      {loop !== "open" && state !== "old" && <p>{t[loop]}</p>}
      <p class="line">{t.accepted(accepted)}</p>
      <p class="line">
        {line === undefined ? (
          t.unbound
        ) : (
          <>
            {t.bound} <a href={`/entries/${line}`}>{t.line}</a>
          </>
        )}
      </p>
      <p class="line">{t.word}</p>
    </>
  );
}
