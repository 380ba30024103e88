import * as z from "zod/mini";
import { grams, id, names, text, time } from "./fields.ts";

/** An application to a certification body: who wants what certified, and for how much. The applicant signs it. */
export const certificateRequest = z.strictObject({
  type: z.literal("liangji:CertificateRequest"),
  occurredAt: time,
  request: id,
  body: id,
  scheme: id,
  schemeName: names,
  holder: id,
  products: z.array(z.strictObject({ product: id, volumeGrams: grams })).check(z.minLength(1), z.maxLength(16)),
  plots: z.array(id).check(z.minLength(1), z.maxLength(64)),
  remark: z.optional(text),
});
export type CertificateRequest = z.infer<typeof certificateRequest>;
