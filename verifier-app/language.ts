export type Language = "zh" | "en";
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
