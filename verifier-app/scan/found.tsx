import type { Line } from "../headline.ts";
import type { ScanWords } from "./words.ts";

/** A label that was scanned in a row; without a line it is still being checked. */
export type Found = { readonly path: string; readonly shown: string; readonly line?: Line };

/** The shelf, newest first: one line each, and the whole page a tap away. */
export const FoundList = ({ found, words }: { found: readonly Found[]; words: ScanWords }) => (
  <section aria-live="polite">
    <h2>{words.found(found.length)}</h2>
    <ul class="found">
      {found.map(({ path, shown, line }) => (
        <li key={shown} class={line?.tone ?? "waiting"}>
          <a href={path} aria-label={words.open(shown)}>
            {shown}
          </a>
          <b>{line?.h ?? words.checking}</b>
        </li>
      ))}
    </ul>
  </section>
);
