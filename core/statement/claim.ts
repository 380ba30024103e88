import * as z from "zod/mini";
import { citation, id, texts, time } from "./fields.ts";

export const grade = z.enum(["third-party", "measured", "self-declared", "tradition", "contested"]);

/** Something said about the product, with the grade of its evidence. */
export const claimMade = z.strictObject({
  type: z.literal("liangji:ClaimMade"),
  occurredAt: time,
  claim: id,
  product: id,
  title: texts,
  text: z.optional(texts),
  grade,
  source: z.optional(citation),
});
export type ClaimMade = z.infer<typeof claimMade>;
