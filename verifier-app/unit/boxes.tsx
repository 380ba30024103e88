import { groupSerial } from "#core/label/grouped.ts";
import { labelCount } from "#core/unit/unit.ts";
import { unitPath } from "#core/unit/url.ts";
import type { Checked, Outcome } from "./check.ts";
import { MOST_BOXES } from "./check-boxes.ts";
import type { Boxes } from "./headline.ts";
import type { UnitWords } from "./words.ts";

type Props = { checked: Checked; boxes: Boxes; own: UnitWords };

/** The boxes on a pallet, each with what its own record says once it was checked. */
export function BoxList({ checked: { unit, summary }, boxes, own }: Props) {
  return (
    <ul class="lots" role="list">
      {unit.boxes.map((code, n) => {
        const outcome = boxes.get(code);
        const [tone, word] = n < MOST_BOXES ? stateOf(outcome, own) : ["line", own.box.unlooked];
        const said = summary.boxes.find((one) => one.code === code);
        return (
          <li key={code} class={tone === "state failed" ? "out" : ""}>
            <span class="pair">
              <a href={unitPath(code)} aria-label={own.openBox(groupSerial(code))}>
                {groupSerial(code)}
              </a>
              <b class={tone}>{word}</b>
            </span>
            <span class="line">
              {outcome?.is === "checked"
                ? own.pieces(labelCount(outcome.unit))
                : outcome?.is !== "refused" && said && own.saysServer(said.count)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function stateOf(outcome: Outcome | undefined, own: UnitWords): readonly [string, string] {
  if (!outcome) return ["line", own.box.checking];
  if (outcome.is === "refused") return ["state failed", own.box.refused];
  if (outcome.is !== "checked") return ["state unknown", own.box.unknown];
  if (outcome.recalled.size > 0) return ["state failed", own.box.recalled];
  return outcome.asked ? ["state passed", own.box.good] : ["state unknown", own.notAsked];
}
