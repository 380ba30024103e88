import * as z from "zod/mini";
import { name, sha256Hex, text, time } from "./fields.ts";

/** A later word on an earlier entry; the earlier one stays readable. */
export const correction = z.strictObject({
  type: z.literal("liangji:Correction"),
  occurredAt: time,
  corrects: sha256Hex,
  reason: text,
  fields: z.array(z.strictObject({ path: name, value: text })).check(z.minLength(1), z.maxLength(16)),
});
