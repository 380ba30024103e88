import type { SeriesLink, Statement } from "../entry.ts";
import { batchOfUri, plotOfUri } from "../statement/uri.ts";
import { unitIn } from "../unit/needs.ts";

export const batchSeries = (batch: string): string => `batch/${batch}`;
export const plotSeries = (plot: string): string => `plot/${plot}`;
/** Ids are of small letters; a code has no two that differ in that alone. */
export const unitSeries = (code: string): string => `unit/${code.toLowerCase()}`;

/** What a statement is about: the batch, plot, or box or pallet, whose history it belongs to. */
export type Subject = { readonly batch?: string; readonly plot?: string; readonly unit?: string };

/** Harvests belong to a batch and a plot, work on a plot to the plot, making to the batch made, reports to the batch tested; records to neither. */
export function subjectOf(statement: Statement, series: readonly SeriesLink[]): Subject {
  if (statement.type === "liangji:TestReport") return { batch: statement.batch };
  if (statement.type === "TransformationEvent") return { batch: batchIn(statement.outputQuantityList[0].epcClass) };
  if (statement.type === "AggregationEvent") return { unit: unitIn(statement.parentID) };
  if (statement.type !== "ObjectEvent") return {};
  // What is received goes into a batch of the receiver's own; only the series says which.
  if (statement.bizStep === "receiving") return { batch: batchInto(series) };
  const plot = plotOfUri(statement.readPoint.id) ?? "";
  return statement.bizStep === "commissioning"
    ? { batch: batchIn(statement.quantityList[0].epcClass), plot }
    : { plot };
}

/** The batch that a receipt goes into: only its series says. */
export const batchInto = (series: readonly SeriesLink[]): string =>
  series.find(({ id }) => id.startsWith("batch/"))?.id.slice(6) ?? "";
export const batchesIn = (quantities: readonly { readonly epcClass: string }[]): readonly string[] =>
  quantities.map(({ epcClass }) => batchIn(epcClass));
const batchIn = (uri: string): string => batchOfUri(uri)?.batch ?? "";

export const seriesOf = ({ batch, plot, unit }: Subject): readonly string[] => [
  ...(batch === undefined ? [] : [batchSeries(batch)]),
  ...(plot === undefined ? [] : [plotSeries(plot)]),
  ...(unit === undefined ? [] : [unitSeries(unit)]),
];
