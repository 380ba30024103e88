import * as z from "zod/mini";
import { id, sha256Hex, time } from "./fields.ts";

export const MOST_TAGS = 10_000;

/**
 * The packer put these tags on these labels: the RFC 9162 root over a commitment to each pair (core/tag/binding.ts), so that
 * afterwards nobody can pass one tag off for another, and a log that anybody reads hands out neither codes nor tags.
 */
export const tagsBound = z.strictObject({
  type: z.literal("liangji:TagsBound"),
  occurredAt: time,
  batch: id,
  count: z.int().check(z.minimum(1), z.maximum(MOST_TAGS)),
  root: sha256Hex,
});
export type TagsBound = z.infer<typeof tagsBound>;
