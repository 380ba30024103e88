import * as z from "zod/mini";
import { bases } from "../commitment/forms.ts";
import { grams, id, name, text, time } from "./fields.ts";

/**
 * 承诺达标合格证 (令2025年第4号): a promise in fixed words, in the promiser's own name and under the promiser's own key. Who issues it is
 * the entry's actor; name and contact are as they were on that day. `plots` and `origin` are a producer's, `parents` (certificates that were
 * collected on purchase) a buyer's.
 */
export const commitmentCertificate = z.strictObject({
  type: z.literal("liangji:CommitmentCertificate"),
  occurredAt: time,
  certificate: id,
  template: z.literal("CN-CDC-2026"),
  role: z.enum(["producer", "buyer"]),
  issuerKind: z.enum(["enterprise", "coop", "farmer", "buyer"]),
  issuerName: name,
  contact: name,
  batch: id,
  product: id,
  productName: name,
  grams,
  origin: z.optional(name),
  plots: z.array(id).check(z.maxLength(64)),
  basis: z.array(z.enum(bases)).check(z.minLength(1), z.maxLength(3)),
  parents: z.array(id).check(z.maxLength(64)),
  /** The certificate that this one corrects. */
  supersedes: z.optional(id),
});
export type CommitmentCertificate = z.infer<typeof commitmentCertificate>;

/** What became of a certificate: put on the goods, sent along, or withdrawn with a reason by its issuer or an authority. */
export const commitmentMoved = z.strictObject({
  type: z.literal("liangji:CommitmentMoved"),
  occurredAt: time,
  certificate: id,
  to: z.enum(["attached", "shared", "voided"]),
  reason: z.optional(text),
});

/** What a buyer reports to the agriculture authority of the goods' origin: no certificate, an incomplete one, or one that does not fit the goods. */
export const discrepancyReport = z.strictObject({
  type: z.literal("liangji:DiscrepancyReport"),
  occurredAt: time,
  report: id,
  batch: id,
  certificate: z.optional(id),
  kind: z.enum(["missing", "incomplete", "mismatch"]),
  found: text,
  authority: name,
});
