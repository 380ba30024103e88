import * as z from "zod/mini";
import { decimal, grams, id, name, names, text, time } from "./fields.ts";

/** One line of a report. `limit` is recomputed by readers; `kind` says on which side of it is good. */
export const testResult = z.strictObject({
  analyte: id,
  name: names,
  value: z.optional(decimal),
  lod: z.optional(decimal),
  unit: z.enum(["mg/kg", "%"]),
  method: name,
  kind: z.enum(["maximum", "minimum"]),
  limit: z.optional(decimal),
  limitSource: z.optional(text),
});

/** 资质: CMA is the state's qualification of a laboratory (检验检测机构资质认定), CNAS its accreditation; the number as on the certificate. */
export const laboratoryAccreditation = z.strictObject({ kind: z.enum(["CMA", "CNAS"]), number: name });

/** A laboratory's report; counts for one batch and one quantity. `value` absent = not detected below `lod`. */
export const testReport = z.strictObject({
  type: z.literal("liangji:TestReport"),
  occurredAt: time,
  report: id,
  batch: id,
  quantityGrams: grams,
  sampleGrams: grams,
  sampledAt: time,
  sampledBy: id,
  accreditations: z.array(laboratoryAccreditation).check(z.minLength(1), z.maxLength(2)),
  results: z.array(testResult).check(z.minLength(1), z.maxLength(200)),
});
export type TestReport = z.infer<typeof testReport>;
export type TestResult = z.infer<typeof testResult>;
