import { draw, Foot } from "./below.tsx";
import { Header } from "./header.tsx";
import { storeLanguage, wordsIn } from "./language.ts";
import { Pick } from "./pick.tsx";
import { evidenceIn } from "./receipt/opened.ts";
import { aloud } from "./speak.ts";
import { openWords } from "./words/open.ts";
import type { Words } from "./words/zh.ts";

/** Opens a saved proof, or one in its receipt, by choosing or by dropping; it never leaves the device. */
export function open(root: HTMLElement, words: Words, onText: (words: Words, text: string) => void): void {
  const take = (files: FileList | null | undefined) =>
    void files?.[0]?.text().then((text) => onText(words, evidenceIn(text)));
  const switchLanguage = () => {
    const language = words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    void wordsIn(language).then((chosen) => open(root, chosen, onText));
  };
  document.documentElement.lang = words.htmlLanguage;
  document.title = openWords[words.language].h;
  root.ondragover = (event) => event.preventDefault();
  root.ondrop = (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files);
  };
  const place = root.querySelector(".open") ?? document.createElement("div");
  place.className = "open";
  root.replaceChildren(place);
  draw(<Form words={words} onLanguage={switchLanguage} onFiles={take} />, place);
}

type FormProps = { words: Words; onLanguage: () => void; onFiles: (files: FileList | null) => void };

function Form({ words, onLanguage, onFiles }: FormProps) {
  const own = openWords[words.language];
  return (
    <div class="page">
      <Header
        words={words}
        brand={undefined}
        sample={false}
        onAloud={aloud(`${own.h}. ${own.s}`, words.speech)}
        onLanguage={onLanguage}
      />
      <main>
        <div class="verdict">
          <div class="band calm">
            <h1>{own.h}</h1>
            <p>{own.s}</p>
          </div>
          <Pick label={own.button} drop={own.drop} onFiles={onFiles} />
          <p class="again">
            <a href="/liangji-verifier.html" download>
              {own.keep}
            </a>
          </p>
        </div>
        <Foot words={words} />
      </main>
    </div>
  );
}
