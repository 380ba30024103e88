import type { Statement } from "../entry.ts";
import { batchOfUri, plotOfUri } from "../statement/uri.ts";

export const batchSeries = (batch: string): string => `batch/${batch}`;
export const plotSeries = (plot: string): string => `plot/${plot}`;

/** What a statement is about: the batch and the plot whose history it belongs to. */
export type Subject = { readonly batch?: string; readonly plot?: string };

/** Harvests belong to a batch and a plot, work on a plot to the plot, everything about a batch to the batch; records to neither. */
export function subjectOf(statement: Statement): Subject {
  if (statement.type === "liangji:TestReport") return { batch: statement.batch };
  if (statement.type === "TransformationEvent") return { batch: batchIn(statement.outputQuantityList[0].epcClass) };
  if (statement.type !== "ObjectEvent") return {};
  const plot = plotOfUri(statement.readPoint.id) ?? "";
  if (statement.bizStep === "liangji:planting" || statement.bizStep === "liangji:applying") return { plot };
  const batch = batchIn(statement.quantityList[0].epcClass);
  return statement.bizStep === "commissioning" ? { batch, plot } : { batch };
}

const batchIn = (uri: string): string => batchOfUri(uri)?.batch ?? "";

export const seriesOf = ({ batch, plot }: Subject): readonly string[] => [
  ...(batch === undefined ? [] : [batchSeries(batch)]),
  ...(plot === undefined ? [] : [plotSeries(plot)]),
];
