import * as z from "zod/mini";
import { id, type Role, sha256Hex, text, time } from "./fields.ts";

export const complaintKinds = ["quality", "label", "seller", "other"] as const;
export const complaintOutcomes = ["explained", "replaced", "refunded", "recalled", "referred", "unfounded"] as const;

/**
 * 收到反映: the operator read a complaint. What was said, by whom and with which picture stays sealed and outside the log; `sealed` is the
 * SHA-256 of its bytes, so that nobody can exchange it. `receivedAt` is when it arrived.
 */
export const complaintReceived = z.strictObject({
  type: z.literal("liangji:ComplaintReceived"),
  occurredAt: time,
  complaint: id,
  kind: z.enum(complaintKinds),
  receivedAt: time,
  sealed: sha256Hex,
  product: z.optional(id),
  batch: z.optional(id),
});

/** 答复: what came of it, in words for everybody and without personal data. An answer is never taken back; a later one stands beside it. */
export const complaintAnswered = z.strictObject({
  type: z.literal("liangji:ComplaintAnswered"),
  occurredAt: time,
  complaint: id,
  outcome: z.enum(complaintOutcomes),
  answer: text,
});

export const complaintRecord = z.discriminatedUnion("type", [complaintReceived, complaintAnswered]);
export type ComplaintRecord = z.infer<typeof complaintRecord>;
export type ComplaintReceived = z.infer<typeof complaintReceived>;
export type ComplaintAnswered = z.infer<typeof complaintAnswered>;

export const isComplaintRecord = (statement: { readonly type: string }): statement is ComplaintRecord =>
  Object.hasOwn(complaintRoles, statement.type);

/** Which role may say it. */
export const complaintRoles: Readonly<Record<ComplaintRecord["type"], readonly Role[]>> = {
  "liangji:ComplaintReceived": ["operator"],
  "liangji:ComplaintAnswered": ["operator"],
};
