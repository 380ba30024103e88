import * as z from "zod/mini";
import type { entry as wholeEntry } from "../entry-form.ts";
import { actorAdmitted } from "../statement/admission.ts";
import { applying } from "../statement/applying.ts";
import { certificateDocument } from "../statement/certificate.ts";
import { id, keyId, signature } from "../statement/fields.ts";
import { harvesting } from "../statement/harvesting.ts";
import { intervalResolved } from "../statement/interval.ts";
import { type Kind, recordKinds } from "../statement/kind.ts";
import { productDefined } from "../statement/product.ts";
import { testReport } from "../statement/report.ts";
import { seriesLink } from "../statement/series.ts";
import { plotSurveyed } from "../statement/survey.ts";
import { transforming } from "../statement/transforming.ts";
import type { Bundle } from "./bundle.ts";
import { bundleWith } from "./bundle-with.ts";
import { parse } from "./form.ts";

const judged = [
  actorAdmitted,
  productDefined,
  plotSurveyed,
  testReport,
  certificateDocument,
  intervalResolved,
] as const;
const toldKinds: readonly Kind[] = ["withdrawal", "claim", "correction", "scene", "release", "commitment"];
/** A statement that no check and no word above the fold reads to its end: its kind is known, and its bytes are signed and in the log like any other's. */
const toldLater = z.unknown().check(
  z.refine((value) => {
    const { type, bizStep } = (value ?? {}) as { type?: unknown; bizStep?: unknown };
    return (
      bizStep === "liangji:planting" ||
      bizStep === "receiving" ||
      toldKinds.includes(recordKinds[type as keyof typeof recordKinds])
    );
  }),
);

const entry = z.strictObject({
  statement: z.union([z.discriminatedUnion("type", judged), applying, harvesting, transforming, toldLater]),
  actor: id,
  key: keyId,
  series: z.array(seriesLink).check(z.maxLength(16)),
  signature,
});

/**
 * Evidence read as far as the verdict needs it. Whoever goes on to tell what
 * else it says reads the whole form first (parse.ts).
 */
export const parseJudged = (json: unknown): Bundle =>
  parse(bundleWith(entry as unknown as typeof wholeEntry), json, "bundle-malformed");
