import { runsOf } from "#core/unit/runs.ts";
import type { Names } from "../scene.ts";
import type { Checked } from "./check.ts";
import type { UnitWords } from "./words.ts";

type Props = { checked: Checked; own: UnitWords; language: keyof Names };

/** The labels in a box by batch: how many and which numbers, of the signed record. */
export function Lots({ checked, own, language }: Props) {
  const { unit, summary, recalled, asked } = checked;
  return (
    <ul class="lots" role="list">
      {Object.entries(unit.labels).map(([root, { product, batch, positions }]) => {
        const said = summary.lots.find((one) => one.batch === batch);
        const out = recalled.has(batch);
        return (
          <li key={root} class={out ? "out" : ""}>
            <b>{said?.name[language] ?? product}</b>
            <span class="pair">
              <span>{own.batch(batch)}</span>
              <b>{own.pieces(positions.length)}</b>
            </span>
            <span class="line">{own.runs(rangesOf(positions))}</span>
            <span class={out ? "state failed" : "line"}>
              {out ? own.lotRecalled : asked ? own.notRecalled : own.notAsked}
              {said && said.voided > 0 && ` · ${own.lotVoided(said.voided)}`}
            </span>
            {out && said?.recalled && <span>{own.because(said.recalled.batch, said.recalled.reason)}</span>}
          </li>
        );
      })}
    </ul>
  );
}

const MOST_RANGES = 12;
/** 1–24, 30: as people count, from one. */
function rangesOf(positions: readonly number[]): string {
  const runs = runsOf(positions).map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`));
  return runs.length > MOST_RANGES ? `${runs.slice(0, MOST_RANGES).join(", ")} …` : runs.join(", ");
}
