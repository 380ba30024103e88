import type * as z from "zod/mini";
import type { applying } from "../../statement/applying.ts";
import type { harvesting } from "../../statement/harvesting.ts";
import type { planting } from "../../statement/planting.ts";
import type { PlotSurveyed } from "../../statement/survey.ts";
import { batchOfUri, plotOfUri } from "../../statement/uri.ts";
import type { Dossier } from "../dossier.ts";

type Planting = z.infer<typeof planting>;
type Application = z.infer<typeof applying>;
type Harvest = z.infer<typeof harvesting>;

/** One plot's part in the batch: what was planted, applied and picked there, oldest first. */
export type Field = {
  readonly plot: string;
  readonly survey?: PlotSurveyed;
  readonly planting?: Planting;
  /** Between the harvest before and the last one for this batch. */
  readonly applications: readonly Application[];
  /** Harvests that went into this batch. */
  readonly harvests: readonly Harvest[];
};

/** The same day for the author's clock, YYYY-MM-DD. */
export const dayOf = (time: string): string => time.slice(0, 10);

/** Splits the dossier by plot. A later survey or planting replaces an earlier one. */
export function fieldsOf(dossier: Pick<Dossier, "batches" | "plots" | "recorded">): readonly Field[] {
  const own = new Set(dossier.batches);
  return dossier.plots.map((plot) => {
    const here = dossier.recorded.flatMap(({ statement }) =>
      (statement.type === "ObjectEvent" && plotOfUri(statement.readPoint.id) === plot) ||
      (statement.type === "liangji:PlotSurveyed" && statement.plot === plot)
        ? [statement]
        : [],
    );
    const picked = here.filter((one): one is Harvest => "bizStep" in one && one.bizStep === "commissioning");
    const harvests = picked.filter((one) => own.has(batchOfUri(one.quantityList[0].epcClass)?.batch ?? ""));
    const days = harvests.map(({ eventTime }) => dayOf(eventTime)).sort();
    const [first = "", last = ""] = [days[0], days.at(-1)];
    const before = picked
      .filter((one) => !harvests.includes(one))
      .map(({ eventTime }) => dayOf(eventTime))
      .filter((day) => day < first)
      .sort()
      .at(-1);
    const survey = here.findLast((one): one is PlotSurveyed => one.type === "liangji:PlotSurveyed");
    const planted = here.findLast((one): one is Planting => "bizStep" in one && one.bizStep === "liangji:planting");
    return {
      plot,
      harvests,
      applications: here.filter((one): one is Application => {
        if (!("bizStep" in one) || one.bizStep !== "liangji:applying") return false;
        const day = one["liangji:application"].stoppedOn;
        return day <= last && (before === undefined || day > before);
      }),
      ...(survey && { survey }),
      ...(planted && { planting: planted }),
    };
  });
}
