import type { Sum } from "#core/recall/case.ts";
import { useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { common } from "./words.ts";

/** The closing sum as one line that adds up: 840 = 312 + 141 + 96 + 268 + 23. */
export function ClosingSum({ sum }: { sum: Sum }) {
  const w = useWords(common);
  const parts = [
    [w.stock, sum.stockGrams, ""],
    [w.returned, sum.returnedGrams, ""],
    [w.destroyed, sum.destroyedGrams, ""],
    [w.sold, sum.soldGrams, ""],
    [w.missing, sum.missingGrams, sum.missingGrams === 0 ? "" : "alarm"],
    ...(sum.unexplainedGrams === 0 ? [] : [[w.unexplained, sum.unexplainedGrams, "alarm"] as const]),
  ] as const;
  return (
    <dl class="closing-sum">
      <div>
        <dt>{w.produced}</dt>
        <dd>{kilograms(sum.producedGrams)}</dd>
      </div>
      {parts.map(([name, grams, kind], at) => (
        <div key={name} class={kind}>
          <dt>
            <span aria-hidden="true">{at === 0 ? "=" : "+"}</span> {name}
          </dt>
          <dd>{kilograms(grams)}</dd>
        </div>
      ))}
    </dl>
  );
}
