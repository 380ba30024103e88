import { RichText } from "../rich-text.tsx";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { weight } from "./quantities.ts";

/** 产得出这么多吗: this batch, other batches, and what the plots may still yield. */
export function Mass({ story: { mass }, facts }: SectionProps) {
  if (!mass) return null;
  const { mass: t } = facts;
  const parts = [
    ["own", t.own, mass.thisBatchGrams],
    ["others", t.others, mass.otherGrams],
    ["left", t.left, mass.leftGrams],
  ] as const;
  return (
    <section>
      <h2>{t.h}</h2>
      <Grade of="measured" facts={facts} />
      <p>
        <RichText of={t.lead(weight(mass.ceilingGrams), weight(mass.thisBatchGrams + mass.otherGrams))} />
      </p>
      <div class="mass" aria-hidden="true">
        {parts.map(([kind, , grams]) => (
          <span key={kind} class={kind} style={{ flexGrow: grams }} />
        ))}
      </div>
      <ul class="legend" role="list">
        {parts.map(([kind, name, grams]) => (
          <li key={kind} class="pair">
            <span>
              <i class={kind} />
              {name}
            </span>
            <b>{weight(grams)}</b>
          </li>
        ))}
      </ul>
      <p class="line">{t.basis(facts.squareMetresInMu(mass.areaSquareMetres))}</p>
    </section>
  );
}
