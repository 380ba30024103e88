import { factsEn } from "./facts-en.ts";
import { type FactsWords, factsZh } from "./facts-zh.ts";
import type { Words } from "./zh.ts";

export const factsWordsFor = ({ language }: Words): FactsWords => (language === "en" ? factsEn : factsZh);
