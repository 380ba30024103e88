import { unitEn } from "./words-en.ts";
import { unitZh } from "./words-zh.ts";

export type UnitWords = typeof unitZh;
export const unitWords: Readonly<Record<"zh" | "en", UnitWords>> = { zh: unitZh, en: unitEn };
