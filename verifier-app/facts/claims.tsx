import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";

/** 这些话有多少依据: every claim with the grade of its evidence. */
export function Claims({ story: { claims }, words: { language }, facts }: SectionProps) {
  const { claims: t } = facts;
  if (claims.length === 0) return null;
  return (
    <section>
      <h2>{t.h}</h2>
      <ul class="claims" role="list">
        {claims.map(({ title, text, grade, source }, at) => (
          <li key={at}>
            <Grade of={grade} facts={facts} />
            <p>{title[language]}</p>
            {text ? (
              <p class="line">{text[language]}</p>
            ) : grade === "self-declared" ? (
              <p class="line">{t.self}</p>
            ) : grade === "tradition" ? (
              <p class="line">{t.tradition}</p>
            ) : null}
            {source &&
              (isWebAddress(source) ? (
                <p>
                  <a href={source} rel="noreferrer noopener">
                    {t.source}
                  </a>
                </p>
              ) : (
                <p class="line">{source}</p>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A link only to the web: a source is a stranger's text, `javascript:` included. */
const isWebAddress = (source: string): boolean => /^https:\/\/[^\s]+$/.test(source);
