import { useEffect, useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import type { Line } from "./headline.ts";
import { Icon } from "./icon.tsx";
import type { Scene } from "./scene.ts";
import { speak } from "./speak.ts";
import { factsWordsFor } from "./words/facts.ts";
import { plainText, type Rich } from "./words/rich.ts";
import type { Words } from "./words/zh.ts";

type Props = { scene: Scene; line: Line; states: string; words: Words; onClose: () => void };

/** 大字版: the verdict in three sentences, as large as the screen allows, and read aloud on a tap. */
export function Plain({ scene, line, states, words, onClose }: Props) {
  const { plain } = factsWordsFor(words);
  const sentences = [`${line.h}${words.stop}${plainText(line.s)}`, states, whatToDo(scene, words)].map(
    (sentence) => sentence.replace(/[。.]?$/, "") + words.stop.trim(),
  );
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  const toggle = () => {
    if (speaking) {
      speechSynthesis.cancel();
      return setSpeaking(false);
    }
    setSpeaking(true);
    speak?.(sentences.join(""), words.speech, () => setSpeaking(false));
  };
  return (
    <dialog ref={open} class="sheet plain-words" aria-labelledby="plain-title" onClose={onClose}>
      <div class="sheet-body">
        <h2 id="plain-title">{plain.h}</h2>
        {sentences.map((sentence, at) => (
          <p key={at}>{sentence}</p>
        ))}
        <div class="both">
          {speak && (
            <button type="button" class="filled" onClick={toggle}>
              <Icon name="sound" />
              {speaking ? plain.stop : words.readAloud}
            </button>
          )}
          <button type="button" class="outlined" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {words.close}
          </button>
        </div>
        {!speak && <p class="line">{plain.silent}</p>}
      </div>
    </dialog>
  );
}

function open(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) dialog.showModal();
}

/** The first thing to do, of those on the page. */
function whatToDo({ judgement, label, turned }: Scene, words: Words): string {
  const { advice } = words;
  const { summary, headline, code } = judgement;
  const first = (steps: readonly Rich[]): string => plainText(steps[0] ?? []);
  const told = turned?.(words);
  if (told) return `${told.title}: ${first(told.steps)}`;
  switch (headline) {
    case "recalled":
      return first(advice.recalled(summary?.verb, summary?.packer[words.language] ?? ""));
    case "code-unusable":
      return first(advice.unusable(summary?.verb, code.code === "never-issued"));
    case "record-failed":
      return factsWordsFor(words).contact.none;
    case "no-conclusion":
      return words.again;
    default:
      return label
        ? `${advice.look}${words.language === "zh" ? "：" : ": "}${advice
            .threeThings(label.batch, groupSerial(label.serial))
            .map(plainText)
            .join(words.comma)}`
        : advice.look;
  }
}
