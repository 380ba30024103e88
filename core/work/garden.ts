import type * as z from "zod/mini";
import { chainId32 } from "../act/id.ts";
import type { Hash } from "../crypto.ts";
import type { applying } from "../statement/applying.ts";
import type { harvesting } from "../statement/harvesting.ts";
import type { planting } from "../statement/planting.ts";
import { batchUri, plotUri } from "../statement/uri.ts";
import { act, entry, eventTimes, type Step } from "./task.ts";

type Planting = z.infer<typeof planting>["liangji:planting"];
type Application = z.infer<typeof applying>["liangji:application"];
type LeafStandard = z.infer<typeof harvesting>["ilmd"]["liangji:leafStandard"];

export const plant = (domain: string, p: { plot: string; time: string } & Planting): readonly Step[] => {
  const { plot, time, ...planted } = p;
  return [
    entry(
      {
        type: "ObjectEvent",
        ...eventTimes(time),
        epcList: [],
        action: "OBSERVE",
        bizStep: "liangji:planting",
        readPoint: { id: plotUri(domain, plot) },
        "liangji:planting": planted,
      },
      `plot/${plot}`,
    ),
  ];
};

export const applyPesticide = (
  domain: string,
  a: { plot: string; time: string; application: Application },
): readonly Step[] => [
  entry(
    {
      type: "ObjectEvent",
      ...eventTimes(a.time),
      epcList: [],
      action: "OBSERVE",
      bizStep: "liangji:applying",
      readPoint: { id: plotUri(domain, a.plot) },
      "liangji:application": a.application,
    },
    `plot/${a.plot}`,
  ),
];

export type Harvest = {
  readonly batch: string;
  readonly product: string;
  readonly season: number;
  readonly time: string;
  readonly leafStandard: LeafStandard;
  readonly plots: readonly { readonly plot: string; readonly grams: number }[];
};

/** Picks leaf into a new batch: opens it, takes each plot's grams from its capacity, and says so plot by plot in the log. */
export const harvest = (sha256: Hash, domain: string, h: Harvest): readonly Step[] => [
  act("OpenBatch", { batch: chainId32(sha256, h.batch), product: chainId32(sha256, h.product), season: h.season }),
  ...h.plots.flatMap(({ plot, grams }) => [
    act("DrawPlot", { batch: chainId32(sha256, h.batch), plot: chainId32(sha256, plot), grams }),
    entry(
      {
        type: "ObjectEvent",
        ...eventTimes(h.time),
        epcList: [],
        quantityList: [{ epcClass: batchUri(domain, h.product, h.batch), quantity: grams, uom: "GRM" }],
        action: "ADD",
        bizStep: "commissioning",
        disposition: "active",
        readPoint: { id: plotUri(domain, plot) },
        ilmd: { "liangji:leafStandard": h.leafStandard },
      },
      `batch/${h.batch}`,
      `plot/${plot}`,
    ),
  ]),
];
