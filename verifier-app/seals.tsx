import { type Kind, kinds, type ShownVerdict } from "./scene.ts";
import { Seal } from "./seal.tsx";
import type { Words } from "./words/zh.ts";

type Props = { verdicts: Readonly<Record<Kind, ShownVerdict>>; words: Words; onWhy?: (kind: Kind) => void };

/** The book frame with three seals; each column is one button. */
export const Seals = ({ verdicts, words, onWhy }: Props) => (
  <div class="frame">
    {kinds.map((kind) => {
      const { status, code } = verdicts[kind];
      const short = words.shorts[code];
      return (
        <button
          key={kind}
          type="button"
          aria-label={words.sealName(words.kinds[kind], words.seal[status], short)}
          aria-haspopup="dialog"
          disabled={!onWhy}
          onClick={() => onWhy?.(kind)}
        >
          <Seal key={status} kind={kind} state={status} />
          <span class="words">
            <span class="kind">{words.kinds[kind]}</span>
            <b class={`state ${status}`}>{words.seal[status]}</b>
            <span class="short">{short}</span>
            <span class="why">{words.why}</span>
          </span>
        </button>
      );
    })}
  </div>
);
