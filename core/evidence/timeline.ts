import { daysFromTo } from "../statement/clock.ts";
import { kindOf } from "../statement/kind.ts";
import { plotOfUri } from "../statement/uri.ts";
import type { BundledEntry } from "./bundle.ts";
import type { Step, TimelineItem } from "./story.ts";
import { nameOf, nextHarvest, plotName, type Telling } from "./telling.ts";
import { timesOf } from "./times.ts";

const HALF_A_DAY = 43_200;

/** What happened, oldest first; harvests of one batch on one day and equal applications become one line with several plots. */
export function timelineOf(telling: Telling): readonly TimelineItem[] {
  const own = new Set(telling.bundle.batches.map(({ batch }) => `batch/${batch}`));
  // A plot's series also holds harvests into other batches: proof that no page is missing, not part of this story.
  const elsewhere = ({ entry }: BundledEntry) =>
    kindOf(entry.statement) === "harvest" && !entry.series.some(({ id }) => own.has(id));
  const items = telling.bundle.entries.flatMap((one): TimelineItem[] => {
    if (elsewhere(one)) return [];
    const step = stepOf(telling, one);
    return step
      ? [
          {
            step,
            actor: nameOf(telling, one.entry.actor),
            times: timesOf(telling, one),
            photos: photosOf(one),
            indexes: [one.index],
          },
        ]
      : [];
  });
  const order = items.sort(
    (a, b) => a.times.occurredAt - b.times.occurredAt || (a.indexes[0] ?? 0) - (b.indexes[0] ?? 0),
  );
  const merged: TimelineItem[] = [];
  for (const item of order) {
    const last = merged.at(-1);
    const joined = last && join(last, item);
    if (joined) merged.pop();
    merged.push(joined ?? item);
  }
  return merged;
}

/** The same work on several plots within half a day is one line. */
function join(a: TimelineItem, b: TimelineItem): TimelineItem | undefined {
  if (!("plots" in a.step && "plots" in b.step) || a.actor.zh !== b.actor.zh || sameWork(a.step) !== sameWork(b.step))
    return undefined;
  if (b.times.occurredAt - a.times.occurredAt > HALF_A_DAY) return undefined;
  const plots = [...a.step.plots, ...b.step.plots];
  const step: Step =
    a.step.kind === "harvest" && b.step.kind === "harvest"
      ? { ...a.step, plots, grams: a.step.grams + b.step.grams }
      : { ...a.step, plots };
  const times = { ...b.times, occurredAt: a.times.occurredAt, late: a.times.late || b.times.late };
  const more = b.photos.filter((one) => !a.photos.some(({ sha256 }) => sha256 === one.sha256));
  return { ...a, step, times, photos: [...a.photos, ...more], indexes: [...a.indexes, ...b.indexes] };
}

const photosOf = ({ entry: { statement } }: BundledEntry): TimelineItem["photos"] =>
  "liangji:photos" in statement ? (statement["liangji:photos"] ?? []) : [];

/** What must be equal for two steps to be one: everything but where and how much. */
const sameWork = (step: Step): string => JSON.stringify({ ...step, plots: 0, grams: 0 });

function stepOf(telling: Telling, { entry: { statement } }: BundledEntry): Step | undefined {
  if (statement.type === "liangji:TestReport")
    return { kind: "test", report: statement.report, sampleGrams: statement.sampleGrams };
  if (statement.type === "liangji:TestReportWithdrawn")
    return { kind: "withdrawal", report: statement.report, reason: statement.reason };
  if (statement.type === "TransformationEvent") {
    const gramsIn = statement.inputQuantityList.reduce((sum, { quantity }) => sum + quantity, 0);
    const gramsOut = statement.outputQuantityList[0].quantity;
    const packs = statement["liangji:packs"];
    if (packs)
      return {
        kind: "packing",
        count: packs.count,
        unitGrams: packs.unitGrams,
        gramsOut,
        bestBefore: packs.bestBefore,
      };
    return { kind: "processing", steps: (statement["liangji:steps"] ?? []).map(({ step }) => step), gramsIn, gramsOut };
  }
  if (statement.type !== "ObjectEvent") return undefined;
  const plot = plotOfUri(statement.readPoint.id) ?? "";
  const name = plotName(telling, plot);
  if (statement.bizStep === "liangji:planting") {
    const { variety, plantedOn } = statement["liangji:planting"];
    return { kind: "planting", plots: [name], variety, plantedOn };
  }
  if (statement.bizStep === "liangji:applying") {
    const { product, productEn, dose, intervalDays, stoppedOn } = statement["liangji:application"];
    const next = nextHarvest(telling, plot, stoppedOn);
    return {
      kind: "application",
      plots: [name],
      product: { zh: product, en: productEn },
      dose,
      ...(intervalDays !== undefined && { intervalDays }),
      ...(next && { daysToHarvest: daysFromTo(stoppedOn, next) }),
    };
  }
  const { quantity } = statement.quantityList[0];
  return statement.bizStep === "commissioning"
    ? { kind: "harvest", plots: [name], grams: quantity, leafStandard: statement.ilmd["liangji:leafStandard"] }
    : { kind: "receipt", grams: quantity };
}
