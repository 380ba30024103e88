import type { StoryTest } from "#core/evidence/story.ts";
import type { Language } from "../language.ts";
import type { FactsWords } from "../words/facts-zh.ts";
import { percent } from "./quantities.ts";

type Result = StoryTest["results"][number];
type Bar = { readonly fill: number; readonly tick?: number; readonly bad?: readonly [from: number, to: number] };

/** A bar from zero; the words beside it say all that the bar shows. */
export function TestBar({
  result,
  language,
  facts: t,
}: {
  result: Result;
  language: Language;
  facts: FactsWords["tests"];
}) {
  const { name, value, unit, judged, kind, limit } = result;
  const { fill, tick, bad } = barOf(result);
  const shown = value === undefined ? t.notDetected : `${value} ${unit}`;
  const flag =
    judged === "failed" ? `${language === "zh" ? "，" : ", "}${kind === "maximum" ? t.exceeded : t.short}` : "";
  return (
    <li class={judged}>
      <div class="pair">
        <span>{name[language]}</span>
        <b>
          {shown}
          {flag}
        </b>
      </div>
      <div class="track" aria-hidden="true">
        <span class="fill" style={{ width: `${fill}%` }} />
        {bad && <span class="bad" style={{ left: `${bad[0]}%`, width: `${bad[1] - bad[0]}%` }} />}
        {tick !== undefined && <span class="tick" style={{ left: `${tick}%` }} />}
      </div>
      <div class="pair line">
        <span>{noteOf(result, t)}</span>
        <span>
          {limit === undefined
            ? t.noLimit
            : (kind === "maximum" ? t.most : t.least)(unit === "%" ? `${limit} %` : limit)}
        </span>
      </div>
    </li>
  );
}

function noteOf({ value, lod, unit, judged, kind, limit }: Result, t: FactsWords["tests"]): string {
  if (judged === "no-limit" || limit === undefined) return t.notJudged;
  if (judged === "coarse") return t.coarse(`${lod ?? "—"} ${unit}`);
  if (value === undefined) return lod === undefined ? t.notDetected : t.below(`${lod} ${unit}`);
  if (kind === "minimum") return judged === "failed" ? t.belowMinimum : t.aboveMinimum;
  return t.ofLimit(percent(Number(value), Number(limit)));
}

/** Display only; whether a value passes was decided with exact decimals in core. */
function barOf({ value, kind, limit }: Result): Bar {
  if (value === undefined || limit === undefined) return { fill: 0 };
  const [v, l] = [Number(value), Number(limit)];
  if (kind === "minimum") {
    const whole = Math.max(v, l) * 1.3;
    const [fill, tick] = [(v / whole) * 100, (l / whole) * 100];
    return v < l ? { fill, tick, bad: [fill, tick] } : { fill, tick };
  }
  if (v <= l) return { fill: (v / l) * 100 };
  const tick = (l / v) * 100;
  return { fill: tick, tick, bad: [tick, 100] };
}
