import { labelCount } from "#core/unit/unit.ts";
import type { Words } from "../words/zh.ts";
import { BoxList } from "./boxes.tsx";
import { Changes } from "./changes.tsx";
import type { Checked } from "./check.ts";
import type { Boxes } from "./headline.ts";
import { Lots } from "./lots.tsx";
import { OnePack } from "./one-pack.tsx";
import type { UnitWords } from "./words.ts";

type Props = { checked: Checked; boxes: Boxes; words: Words; own: UnitWords };

/** Below the verdict: only what the signed record holds, and beside it, named so, what the service says. */
export function Facts({ checked, boxes, words, own }: Props) {
  const { unit } = checked;
  const count = unit.kind === "box" ? labelCount(unit) : unit.boxes.length;
  return (
    <div class="facts">
      {count > 0 && (
        <section>
          <h2>{own.inside}</h2>
          <p>
            <b>{own.total(count, unit.kind)}</b>
          </p>
          {unit.kind === "box" ? (
            <Lots checked={checked} own={own} language={words.language} />
          ) : (
            <BoxList checked={checked} boxes={boxes} own={own} />
          )}
          <p class="line">{own.insideLine(unit.kind)}</p>
        </section>
      )}
      {unit.kind === "box" && count > 0 && <OnePack unit={unit} words={words} own={own} />}
      <Changes checked={checked} own={own} language={words.language} />
      <section>
        <h2>{own.limits}</h2>
        <ul class="plain-list">
          {own.limitList.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <p class="line">{own.size(checked.size)}</p>
      </section>
    </div>
  );
}
