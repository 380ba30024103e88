import { Icon } from "./icon.tsx";
import type { Names } from "./scene.ts";
import type { Words } from "./words/zh.ts";

type Props = { words: Words; brand: Names | undefined; sample: boolean; spoken: string; onLanguage: () => void };

export function Header({ words, brand, sample, spoken, onLanguage }: Props) {
  return (
    <header>
      <div class="bar">
        <span class="mark" lang="zh-CN">
          良迹
        </span>
        <b class="brand">{brand?.[words.language] ?? ""}</b>
        {"speechSynthesis" in globalThis && (
          <button type="button" class="plain" aria-label={words.readAloud} onClick={() => speak(spoken, words.speech)}>
            <Icon name="sound" />
          </button>
        )}
        <button type="button" class="plain" lang={words.otherLanguage} onClick={onLanguage}>
          {words.other}
        </button>
      </div>
      {sample && (
        <p class="strip">
          <b>{words.sample}</b> <span>{words.sampleLine}</span>
        </p>
      )}
    </header>
  );
}

function speak(text: string, language: string): void {
  speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  speechSynthesis.speak(utterance);
}
