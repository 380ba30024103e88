import type { TimelineItem } from "#core/evidence/story.ts";
import { number } from "../format.ts";
import type { FactsWords } from "../words/facts-zh.ts";
import type { Words } from "../words/zh.ts";
import { weight } from "./quantities.ts";

type Told = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly warning?: { readonly tone: "alarm" | "doubt"; readonly text: string };
};

/** One step in words: what happened, where and by whom, and what a buyer should mind. */
export function tellStep({ step, actor }: TimelineItem, { language, listed }: Words, { history: h }: FactsWords): Told {
  const who = actor[language];
  switch (step.kind) {
    case "planting":
      return {
        title: h.planting(step.variety),
        notes: [listed(step.plots.map((plot) => plot[language])), who, h.planted(step.plantedOn)],
      };
    case "application": {
      const { intervalDays, daysToHarvest } = step;
      const told = {
        title: h.application(step.product[language]),
        notes: [listed(step.plots.map((plot) => plot[language])), who, h.dose(step.dose)],
      };
      if (intervalDays === undefined) return { ...told, warning: { tone: "doubt", text: h.intervalUnknown } };
      if (daysToHarvest === undefined) return { ...told, notes: [...told.notes, h.intervalOnly(intervalDays)] };
      const text = h.interval(intervalDays, daysToHarvest);
      return daysToHarvest < intervalDays
        ? { ...told, warning: { tone: "alarm", text } }
        : { ...told, notes: [...told.notes, text] };
    }
    case "harvest":
      return {
        title: h.harvest(weight(step.grams), step.leafStandard),
        notes: [listed(step.plots.map((plot) => plot[language])), who],
      };
    case "receipt":
      return { title: h.receipt(weight(step.grams)), notes: [who] };
    case "processing":
      return {
        title: h.processing(step.steps, weight(step.gramsOut)),
        notes: [
          who,
          ...(step.gramsOut > 0 && step.steps.length > 0 ? [h.ratio(number(step.gramsIn / step.gramsOut))] : []),
        ],
      };
    case "test":
      return { title: h.test(weight(step.sampleGrams)), notes: [who] };
    case "withdrawal":
      return {
        title: h.withdrawal(step.report),
        notes: [who],
        warning: { tone: "doubt", text: h.withdrawn(step.reason) },
      };
    case "packing":
      return {
        title: h.packing(number(step.count), weight(step.unitGrams), weight(step.gramsOut)),
        notes: [who, h.bestBefore(step.bestBefore)],
      };
  }
}
