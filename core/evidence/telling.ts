import { kindOf } from "../statement/kind.ts";
import { plotOfUri } from "../statement/uri.ts";
import type { Bundle } from "./bundle.ts";
import type { Signer } from "./signers.ts";

/** What every part of the summary and the story reads from. */
export type Telling = { readonly bundle: Bundle; readonly signers: readonly Signer[] };

export const nameOf = ({ signers }: Telling, actor: string): { zh: string; en: string } =>
  signers.find((signer) => signer.actor === actor)?.name ?? { zh: actor, en: actor };

export const plotName = ({ bundle }: Telling, plot: string): { zh: string; en: string } => {
  const survey = bundle.entries.find(
    ({ entry: { statement: s } }) => s.type === "liangji:PlotSurveyed" && s.plot === plot,
  )?.entry.statement;
  return survey?.type === "liangji:PlotSurveyed" ? survey.name : { zh: plot, en: plot };
};

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

/** When a plot was next picked after a day (YYYY-MM-DD), as far as the bundle knows. */
export function nextHarvest({ bundle }: Telling, plot: string, after: string): string | undefined {
  const days = bundle.entries.flatMap(({ entry: { statement } }) =>
    kindOf(statement) === "harvest" && statement.type === "ObjectEvent" && plotOfUri(statement.readPoint.id) === plot
      ? [statement.eventTime.slice(0, 10)]
      : [],
  );
  return days.filter((day) => day >= after).sort()[0];
}
