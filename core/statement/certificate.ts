import * as z from "zod/mini";
import { date, grams, id, name, names, sha256Hex, time } from "./fields.ts";

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
  /** 有机转换: the goods are sold as ordinary ones. */
  conversion: z.optional(z.literal(true)),
  /** Files that belong to it, by their SHA-256: the paper certificate, the inspection report. */
  files: z.optional(z.array(z.strictObject({ title: name, sha256: sha256Hex })).check(z.minLength(1), z.maxLength(16))),
});
export type CertificateDocument = z.infer<typeof certificateDocument>;
