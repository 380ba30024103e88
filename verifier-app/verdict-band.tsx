import type { Line } from "./headline.ts";
import { Icon } from "./icon.tsx";
import { RichText } from "./rich-text.tsx";

export const VerdictBand = ({ line }: { line: Line }) => (
  <div class={`band ${line.tone}`}>
    <h1>
      {line.tone === "alarm" && <Icon name="warning" />}
      <span>{line.h}</span>
    </h1>
    <p>
      <RichText of={line.s} />
    </p>
  </div>
);
