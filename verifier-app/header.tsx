import { Icon } from "./icon.tsx";
import type { Names } from "./scene.ts";
import type { Words } from "./words/zh.ts";

type Props = {
  words: Words;
  brand: Names | undefined;
  sample: boolean;
  /** Null: there is no voice; undefined: not yet. The button has its place from the first, since what is drawn first is taken over. */
  onAloud: (() => void) | null | undefined;
  onLanguage: () => void;
};

export function Header({ words, brand, sample, onAloud, onLanguage }: Props) {
  return (
    <header>
      <div class="bar">
        <span class="mark" lang="zh-CN">
          良迹
        </span>
        <b class="brand">{brand?.[words.language] ?? ""}</b>
        {onAloud !== null && (
          <button type="button" class="plain" aria-label={words.readAloud} disabled={!onAloud} onClick={onAloud}>
            <Icon name="sound" />
          </button>
        )}
        <button type="button" class="plain" lang={words.otherLanguage} onClick={onLanguage}>
          {words.other}
        </button>
      </div>
      {sample && (
        <p class="strip">
          <b>{words.sample}</b>　<span>{words.sampleLine}</span>
        </p>
      )}
    </header>
  );
}
