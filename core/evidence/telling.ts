import { occurredAt } from "../entry.ts";
import { utcSeconds } from "../statement/clock.ts";
import { plotOfUri } from "../statement/uri.ts";
import type { Bundle, BundledEntry } from "./bundle.ts";
import type { Signer } from "./signers.ts";
import type { Times } from "./story.ts";

/** What every part of the story reads from. */
export type Telling = { readonly bundle: Bundle; readonly signers: readonly Signer[] };

export const nameOf = ({ signers }: Telling, actor: string): { zh: string; en: string } =>
  signers.find((signer) => signer.actor === actor)?.name ?? { zh: actor, en: actor };

export const plotName = ({ bundle }: Telling, plot: string): { zh: string; en: string } => {
  const survey = bundle.entries.find(
    ({ entry: { statement: s } }) => s.type === "liangji:PlotSurveyed" && s.plot === plot,
  )?.entry.statement;
  return survey?.type === "liangji:PlotSurveyed" ? survey.name : { zh: plot, en: plot };
};

/** An entry recorded more than two days after it happened is called late. */
const LATE_SECONDS = 172_800;

export function timesOf({ bundle }: Telling, { entry, recordedAt, index }: BundledEntry): Times {
  const [occurred, recorded] = [utcSeconds(occurredAt(entry.statement)), utcSeconds(recordedAt)];
  const anchor = bundle.anchors.find(({ size }) => size > index);
  return {
    occurredAt: occurred,
    recordedAt: recorded,
    late: recorded - occurred > LATE_SECONDS,
    ...(anchor && { anchoredAt: anchor.time }),
  };
}

/** Fresh leaf that the bundle's own leaf batches took, grams by plot. */
export function drawnFrom(bundle: Bundle): ReadonlyMap<string, number> {
  const batches = new Set(bundle.batches.map(({ batch }) => `batch/${batch}`));
  const grams = new Map<string, number>();
  for (const { entry } of bundle.entries) {
    const { statement } = entry;
    if (
      statement.type !== "ObjectEvent" ||
      statement.bizStep !== "commissioning" ||
      !entry.series.some(({ id }) => batches.has(id))
    )
      continue;
    const plot = plotOfUri(statement.readPoint.id) ?? "";
    grams.set(plot, (grams.get(plot) ?? 0) + statement.quantityList[0].quantity);
  }
  return grams;
}
