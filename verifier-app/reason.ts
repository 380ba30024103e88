import type { Facts } from "#core/refusal.ts";
import type { Kind, Scene, ShownCode } from "./scene.ts";
import { whyEn } from "./words/why-en.ts";
import { type WhyWords, whyZh } from "./words/why-zh.ts";
import type { Words } from "./words/zh.ts";

export const whyWordsFor = ({ language }: Words): WhyWords => (language === "en" ? whyEn : whyZh);

/** One code in one sentence. */
export const why = (code: ShownCode, facts: Facts, words: Words): string =>
  (words.unusable.why[code] ?? whyWordsFor(words).whys[code])?.(facts) ?? words.shorts[code];

/** Why a seal says what it says. */
export function reasonFor({ judgement, savedAt, limitSeconds }: Scene, kind: Kind, words: Words): string {
  const { code, facts } = judgement[kind];
  const { anchored } = judgement;
  return why(
    code,
    {
      ...(savedAt !== undefined && { savedAt }),
      ...(limitSeconds !== undefined && { limitSeconds }),
      ...(anchored && { driver: anchored.driver, by: anchored.by, of: anchored.of }),
      ...facts,
    },
    words,
  );
}
