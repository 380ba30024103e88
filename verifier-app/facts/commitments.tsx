import { RichText } from "../rich-text.tsx";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { weight } from "./quantities.ts";

/** 承诺达标合格证: what the producer promised, in whose name; shown where there is one. */
export function Commitments({ story, words, facts }: SectionProps) {
  const { commitments: t } = facts;
  if (story.commitments.length === 0) return null;
  return (
    <section>
      <h2>{t.h}</h2>
      <Grade of="self-declared" facts={facts} />
      <p class="line">{t.lead}</p>
      {story.commitments.map((one) => (
        <div class="card" key={one.certificate}>
          <h3>{one.by[words.language]}</h3>
          <p>
            <RichText of={t.promised(one.productName, weight(one.grams), one.issuedOn)} />
          </p>
          <p class="line">{t.basis(words.listed(one.basis.map((each) => t.base(each))))}</p>
          <p>
            <a href={`/hgz/${one.certificate}`}>{t.see}</a>
          </p>
        </div>
      ))}
    </section>
  );
}
