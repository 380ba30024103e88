import { useState } from "preact/hooks";
import type { TypedPlace } from "#core/place/typed.ts";
import type { Tools } from "./overlay.tsx";
import type { OverlayWords } from "./words-zh.ts";

type Props = {
  readonly open: boolean;
  readonly tools: Tools;
  readonly onPlace: (place: TypedPlace) => void;
  readonly overlay: OverlayWords;
};

/** The way from a place that the reader names, for a phone that says none. */
export function TypedFrom({ open, tools, onPlace, overlay: o }: Props) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <details open={open}>
      <summary>{o.elsewhere}</summary>
      <form
        class="from"
        onSubmit={(event) => {
          event.preventDefault();
          const place = tools.typedPlace(text);
          setWrong(!place);
          if (place) onPlace(place);
        }}
      >
        <label for="from-place">{o.place}</label>
        <div class="row">
          <input
            id="from-place"
            value={text}
            autocomplete="off"
            maxLength={40}
            aria-describedby="from-hint"
            aria-invalid={wrong}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button type="submit" class="filled">
            {o.show}
          </button>
        </div>
        <p id="from-hint" class="line" role="status">
          {wrong ? o.placeWrong : o.placeHint}
        </p>
      </form>
    </details>
  );
}
