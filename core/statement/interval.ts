import * as z from "zod/mini";
import { date, id, name, text, time } from "./fields.ts";

/**
 * 安全间隔期: a named person looked at leaf that was picked too early, or after a pesticide whose interval is unknown, and answers for
 * letting it pass. Covers these harvests of this batch, and of the applications only those that were recorded before it.
 */
export const intervalResolved = z.strictObject({
  type: z.literal("liangji:IntervalResolved"),
  occurredAt: time,
  batch: id,
  harvests: z.array(z.strictObject({ plot: id, harvestedOn: date })).check(z.minLength(1), z.maxLength(32)),
  /** Who decided; buyers see the name, and the reason. */
  person: name,
  reason: text,
});
export type IntervalResolved = z.infer<typeof intervalResolved>;
