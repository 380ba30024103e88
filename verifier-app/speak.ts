/** Says a text aloud, and when it is done; undefined where a browser has no voice. */
export const speak =
  "speechSynthesis" in globalThis
    ? (text: string, language: string, done: () => void = () => {}): void => {
        speechSynthesis.cancel();
        const words = new SpeechSynthesisUtterance(text);
        speechSynthesis.speak(Object.assign(words, { lang: language, onend: done, onerror: done }));
      }
    : undefined;

/** What a button does that reads a text; null where there is no voice. */
export const aloud = (text: string, language: string): (() => void) | null =>
  speak ? () => speak(text, language) : null;
