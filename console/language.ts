import { createContext } from "preact";
import { useContext } from "preact/hooks";

export type Language = "zh" | "en";
export type Both<T> = { readonly zh: T; readonly en: T };

export const LanguageContext = createContext<Language>("zh");
export const useLanguage = (): Language => useContext(LanguageContext);

/** Chinese first; a key or an argument that English lacks is a type error. */
export const dictionary = <T>(zh: T, en: NoInfer<T>): Both<T> => ({ zh, en });
/** Words of the language in use; also a name in both languages. */
export const useWords = <T>(words: Both<T>): T => words[useLanguage()];

const KEPT = "liangji-language";
export const readLanguage = (): Language => (localStorage.getItem(KEPT) === "en" ? "en" : "zh");
export const writeLanguage = (language: Language): void => localStorage.setItem(KEPT, language);

/** In English words: "1 box", "2 boxes". */
export const counted = (n: number | string, one: string, many = `${one}s`): string =>
  `${n} ${Number(n) === 1 ? one : many}`;
