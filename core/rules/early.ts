import type * as z from "zod/mini";
import type { Statement } from "../entry.ts";
import { isShut } from "../ledger/interval.ts";
import type { applying } from "../statement/applying.ts";
import type { IntervalResolved } from "../statement/interval.ts";
import { batchOfUri, plotOfUri } from "../statement/uri.ts";

type Recorded<S = Statement> = { readonly index: number; readonly actor: string; readonly statement: S };
type Application = z.infer<typeof applying>;

/** Leaf of one plot and day in one batch that was picked inside an interval, and whoever answered for it. */
export type EarlyHarvest = {
  readonly batch: string;
  readonly plot: string;
  readonly harvestedOn: string;
  /** Whose interval was not over, or is not known. */
  readonly sprayed: readonly Recorded<Application>[];
  readonly released?: Recorded<IntervalResolved> | undefined;
};

/**
 * The interval gate (安全间隔期), over records as anyone may read them, one answer for each harvest: a release counts for what stood in
 * the log before it, and never from the picker's own hand.
 */
export const earlyHarvests = (recorded: readonly Recorded[], batches: readonly string[]): readonly EarlyHarvest[] =>
  recorded.flatMap(({ index, actor, statement: picking }) => {
    if (picking.type !== "ObjectEvent" || picking.bizStep !== "commissioning") return [];
    const batch = batchOfUri(picking.quantityList[0].epcClass)?.batch;
    const place = picking.readPoint.id;
    const plot = plotOfUri(place) ?? "";
    const harvestedOn = picking.eventTime.slice(0, 10);
    const sprayed = recorded.filter(
      (one): one is Recorded<Application> =>
        one.statement.type === "ObjectEvent" &&
        one.statement.bizStep === "liangji:applying" &&
        one.statement.readPoint.id === place &&
        isShut(one.statement["liangji:application"], harvestedOn),
    );
    const released = recorded.findLast(
      (one): one is Recorded<IntervalResolved> =>
        one.statement.type === "liangji:IntervalResolved" &&
        one.statement.batch === batch &&
        one.actor !== actor &&
        one.index > Math.max(index, ...sprayed.map(({ index }) => index)) &&
        one.statement.harvests.some((harvest) => harvest.plot === plot && harvest.harvestedOn === harvestedOn),
    );
    return batch && batches.includes(batch) && sprayed.length ? [{ batch, plot, harvestedOn, sprayed, released }] : [];
  });
