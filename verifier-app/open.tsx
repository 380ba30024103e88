import { render } from "preact";
import { Foot } from "./foot.tsx";
import { Header } from "./header.tsx";
import { storeLanguage, wordsIn } from "./language.ts";
import { Pick } from "./pick.tsx";
import type { Words } from "./words/zh.ts";

/** Opens a saved proof, by choosing or by dropping; it never leaves the device. */
export function open(root: HTMLElement, words: Words, onText: (words: Words, text: string) => void): void {
  const take = (files: FileList | null | undefined) => void files?.[0]?.text().then((text) => onText(words, text));
  const switchLanguage = () => {
    const language = words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    void wordsIn(language).then((chosen) => open(root, chosen, onText));
  };
  document.documentElement.lang = words.htmlLanguage;
  document.title = words.open.h;
  root.ondragover = (event) => event.preventDefault();
  root.ondrop = (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files);
  };
  if (!root.querySelector("input")) root.replaceChildren();
  render(<Form words={words} onLanguage={switchLanguage} onFiles={take} />, root);
}

type FormProps = { words: Words; onLanguage: () => void; onFiles: (files: FileList | null) => void };

const Form = ({ words, onLanguage, onFiles }: FormProps) => (
  <div class="page">
    <Header
      words={words}
      brand={undefined}
      sample={false}
      spoken={`${words.open.h}. ${words.open.s}`}
      onLanguage={onLanguage}
    />
    <main>
      <div class="verdict">
        <div class="band calm">
          <h1>{words.open.h}</h1>
          <p>{words.open.s}</p>
        </div>
        <Pick label={words.open.button} drop={words.open.drop} onFiles={onFiles} />
        <p class="again">
          <a href="/liangji-verifier.html" download>
            {words.open.keep}
          </a>
        </p>
      </div>
      <Foot words={words} />
    </main>
  </div>
);
