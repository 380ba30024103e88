import { childCount } from "#core/unit/unit.ts";
import type { Tone } from "../headline.ts";
import type { Names } from "../scene.ts";
import type { Outcome } from "./check.ts";
import { MOST_BOXES } from "./check-boxes.ts";
import { day } from "./times.ts";
import type { UnitWords } from "./words.ts";

export type UnitLine = { readonly tone: Tone; readonly h: string; readonly s: string };
/** Boxes of a pallet that were checked in their turn. */
export type Boxes = ReadonlyMap<string, Outcome>;

/** The sentence on top. Of a record that holds, a recall comes first. */
export function unitLine(outcome: Outcome, boxes: Boxes, words: UnitWords, language: keyof Names): UnitLine {
  const line = (tone: Tone, { h, s }: { h: string; s: string }): UnitLine => ({ tone, h, s });
  if (outcome.is === "refused")
    return line("alarm", words.refused(words.why[outcome.code] ?? words.whyElse(outcome.code)));
  if (outcome.is !== "checked") return line(outcome.is === "unreached" ? "doubt" : "alarm", words[outcome.is]);
  const { unit, summary, packer } = outcome;
  const inside = unit.boxes.slice(0, MOST_BOXES).map((code) => boxes.get(code));
  const recalled = recalledIn(outcome, boxes);
  if (recalled.length > 0) {
    const { reason = "" } = summary.lots.find(({ recalled }) => recalled)?.recalled ?? {};
    return line("alarm", words.recalled(unit.kind, recalled, reason));
  }
  if (inside.some((one) => one?.is === "refused")) return line("alarm", words.boxRefused);
  if (childCount(unit) === 0) return line("doubt", words.empty(unit.kind, day(unit.changedAt), packer.name[language]));
  // Nothing good is said of a pallet before its boxes were looked at.
  if (inside.includes(undefined)) return line("doubt", words.boxesWaiting);
  if (!outcome.asked || inside.some((one) => one?.is !== "checked" || !one.asked)) return line("doubt", words.unasked);
  if (unit.boxes.length > MOST_BOXES) return line("doubt", words.boxesMany(MOST_BOXES));
  const voided = summary.lots.reduce((sum, one) => sum + one.voided, 0);
  if (voided > 0) return line("doubt", words.voided(voided));
  return line("calm", words.inOrder(unit.kind, packer.name[language]));
}

/** Batches that are recalled in a box, or in the boxes of a pallet that were checked. */
export const recalledIn = (outcome: Outcome, boxes: Boxes): readonly string[] => [
  ...new Set([outcome, ...boxes.values()].flatMap((one) => (one.is === "checked" ? [...one.recalled] : []))),
];
