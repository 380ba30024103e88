import type { StoryClaim } from "#core/evidence/story.ts";
import type { FactsWords } from "../words/facts-zh.ts";

/** How well something said is backed: a mark, a border and a word, so that it does not hang on colour. */
export const Grade = ({ of, facts }: { of: StoryClaim["grade"]; facts: FactsWords }) => (
  <span class={`grade ${of}`}>{facts.claims.grades[of]}</span>
);
