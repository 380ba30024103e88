import * as z from "zod/mini";
import { date, grams, id, name, text, time } from "./fields.ts";

/**
 * 销售证, a transaction certificate: the body's word that grams of one batch are sold under a certificate, before they are. Fields a–j of
 * the form: certificate and its holder stand in the certificate's own document. `buyer` is whatever names the buyer, within this
 * system or without; `batch` is the product's lot. The contract holds sha256 of this record's canonical bytes.
 */
export const salesCertificate = z.strictObject({
  type: z.literal("liangji:SalesCertificate"),
  occurredAt: time,
  sale: id,
  certificate: id,
  product: id,
  batch: id,
  quantityGrams: grams,
  buyer: text,
  seller: id,
  contractNo: name,
  tradedOn: date,
});
export type SalesCertificate = z.infer<typeof salesCertificate>;
