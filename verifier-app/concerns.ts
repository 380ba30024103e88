import type { Story } from "#core/evidence/story.ts";
import type { Words } from "./words/zh.ts";

export type Concern = { readonly about: "tests" | "history"; readonly tone: "alarm" | "doubt"; readonly text: string };

/** What a true record says that a buyer must not miss: over the limit, picked too early, used but not tested for. */
export function concernsOf(story: Story, { language, listed, concerns: c }: Words): readonly Concern[] {
  const results = story.tests.flatMap((test) => test.results.filter(({ judged }) => judged === "failed"));
  const limits = results.map(({ name, kind, value, unit, limit }): Concern => {
    const say = kind === "maximum" ? c.over : c.under;
    return {
      about: "tests",
      tone: kind === "maximum" ? "alarm" : "doubt",
      text: say(name[language], `${value ?? "—"} ${unit}`, limit ?? "—"),
    };
  });
  const missing = story.tests.flatMap((test) => test.missing.map((name) => name[language]));
  const untested: Concern[] =
    missing.length > 0 ? [{ about: "tests", tone: "doubt", text: c.untested(listed([...new Set(missing)])) }] : [];
  const intervals = story.timeline.flatMap(({ step }): Concern[] => {
    if (step.kind !== "application") return [];
    const plot = listed(step.plots.map((plot) => plot[language]));
    if (step.intervalDays === undefined) return [{ about: "history", tone: "doubt", text: c.intervalUnknown(plot) }];
    const short = step.daysToHarvest !== undefined && step.daysToHarvest < step.intervalDays;
    return short
      ? [{ about: "history", tone: "alarm", text: c.interval(plot, step.intervalDays, step.daysToHarvest ?? 0) }]
      : [];
  });
  return [...limits, ...intervals, ...untested];
}
