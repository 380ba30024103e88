import type { Concern } from "#core/evidence/concerns.ts";
import type { Words } from "./words/zh.ts";

export type ToldConcern = {
  readonly about: "tests" | "history";
  readonly tone: "alarm" | "doubt";
  readonly text: string;
};

/** Core's concerns in words: which section tells more, and how loud. */
export const concernsIn = (
  { concerns }: { readonly concerns: readonly Concern[] },
  words: Words,
): readonly ToldConcern[] => concerns.map((one) => tell(one, words));

function tell(one: Concern, { language, listed, concerns: c }: Words): ToldConcern {
  const names = (all: readonly { zh: string; en: string }[]) => listed(all.map((name) => name[language]));
  switch (one.kind) {
    case "over":
    case "under":
      return {
        about: "tests",
        tone: one.kind === "over" ? "alarm" : "doubt",
        text: c[one.kind](one.name[language], `${one.value ?? "—"} ${one.unit}`, one.limit),
      };
    case "interval":
      return {
        about: "history",
        tone: "alarm",
        text: c.interval(names(one.plots), one.intervalDays, one.daysToHarvest),
      };
    case "interval-unknown":
      return { about: "history", tone: "doubt", text: c.intervalUnknown(names(one.plots)) };
    case "withdrawn":
    case "untested":
      return { about: "tests", tone: "doubt", text: c[one.kind](names(one.names)) };
  }
}
