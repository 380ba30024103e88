import { type Words, zh } from "./words/zh.ts";

export type Language = Words["language"];
const KEY = "liangji-language";

/** Chinese unless the reader chose otherwise before; storage may be forbidden. */
export function storedLanguage(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Private mode: the choice lasts for this page only.
  }
}

/** English is fetched when asked for; without a network the page stays Chinese. */
export async function wordsIn(language: Language): Promise<Words> {
  return language === "zh"
    ? zh
    : import("./words/en.ts").then(
        (module) => module.en,
        () => zh,
      );
}
