import * as z from "zod/mini";
import { complaintKinds } from "../statement/complaint.ts";
import { id, text } from "../statement/fields.ts";
import { sealed } from "./seal.ts";

/** What only the operator reads: how to reach the buyer, what is wrong, a picture (JPEG, base64, without metadata), and which code was scanned. */
export const complaintMessage = z.strictObject({
  contact: z.string().check(z.maxLength(120)),
  text: z.string().check(z.maxLength(1000)),
  photo: z.optional(z.string().check(z.maxLength(420_000), z.regex(/^[A-Za-z0-9_-]+$/))),
  serial: z.optional(z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{13}$/))),
});
export type ComplaintMessage = z.infer<typeof complaintMessage>;

/** What is sent: what it is about in the open, the rest sealed. */
export const complaint = z.strictObject({
  kind: z.enum(complaintKinds),
  product: z.optional(id),
  batch: z.optional(id),
  sealed,
});

/** What everybody may read of one. Times are RFC 3339; indexes are of the log. */
export const complaintView = z.object({
  complaint: z.string(),
  kind: z.enum(complaintKinds),
  receivedAt: z.string(),
  product: z.optional(z.string()),
  batch: z.optional(z.string()),
  acknowledged: z.optional(z.object({ at: z.string(), index: z.int() })),
  answers: z.array(z.object({ at: z.string(), index: z.int(), outcome: z.string(), answer: text })),
});
export type ComplaintView = z.infer<typeof complaintView>;

/** What the operator signs to be handed a sealed complaint; good for five minutes. `time` in seconds since 1970. */
export const readingText = (origin: string, number: string, time: number): string =>
  `liangji-complaint-reading/v1\n${origin}\n${number}\n${time}\n`;
