import { unitSeries } from "../ledger/series-of.ts";
import { batchUri } from "../statement/uri.ts";
import { runsOf } from "../unit/runs.ts";
import { unitUri } from "../unit/url.ts";
import { entry, eventTimes, type Step } from "./task.ts";

/** Labels of one mint, by ascending positions under its root. */
export type ChosenLabels = {
  readonly product: string;
  readonly batch: string;
  readonly labelRoot: string;
  readonly positions: readonly number[];
};
type About = { readonly site: string; readonly time: string; readonly code: string };
type Contents = { readonly labels?: readonly ChosenLabels[]; readonly boxes?: readonly string[] };

/** Puts labels into a box, or boxes onto a pallet. */
export const pack = (domain: string, p: About & Contents): readonly Step[] => [aggregation(domain, p, "ADD")];
/** Takes them out again; everything, if nothing is named. */
export const unpack = (domain: string, p: About & Contents): readonly Step[] => [aggregation(domain, p, "DELETE")];

function aggregation(
  domain: string,
  { site, time, code, labels, boxes }: About & Contents,
  action: "ADD" | "DELETE",
): Step {
  const named = labels?.map(({ product, batch, labelRoot, positions }) => ({
    epcClass: batchUri(domain, product, batch),
    labelRoot,
    runs: runsOf(positions),
    quantity: positions.length,
  }));
  const counts = new Map<string, number>();
  for (const { epcClass, quantity } of named ?? []) counts.set(epcClass, (counts.get(epcClass) ?? 0) + quantity);
  return entry(
    {
      type: "AggregationEvent",
      ...eventTimes(time),
      parentID: unitUri(domain, code),
      ...(boxes && { childEPCs: boxes.map((box) => unitUri(domain, box)) }),
      ...(named && {
        childQuantityList: [...counts].map(([epcClass, quantity]) => ({ epcClass, quantity })),
        "liangji:labels": named.map(({ quantity: _, ...one }) => one),
      }),
      action,
      bizStep: action === "ADD" ? "packing" : "unpacking",
      disposition: "in_progress",
      readPoint: { id: `https://${domain}/site/${site}` },
    },
    unitSeries(code),
  );
}
