import * as z from "zod/mini";
import { date, grams, id, names, time } from "./fields.ts";

/** The words of a certificate; the contract holds sha256 of this record's canonical bytes as documentHash. */
export const certificateDocument = z.strictObject({
  type: z.literal("liangji:CertificateDocument"),
  occurredAt: time,
  certificate: id,
  title: names,
  scheme: id,
  schemeName: names,
  holder: id,
  products: z.array(z.strictObject({ product: id, volumeGrams: grams })).check(z.minLength(1), z.maxLength(16)),
  plots: z.array(id).check(z.minLength(1), z.maxLength(64)),
  validFrom: date,
  validTo: date,
});
export type CertificateDocument = z.infer<typeof certificateDocument>;
