import * as z from "zod/mini";
import { sha256Hex } from "./fields.ts";

/** Where an entry stands in the history of a batch, a plot, a box or a pallet, so that a missing one is seen (design §5). */
export const seriesLink = z.strictObject({
  id: z.string().check(z.regex(/^(batch|plot|unit)\/[a-z0-9][a-z0-9-]{0,47}$/)),
  sequence: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  previous: z.union([z.literal(""), sha256Hex]),
});
export type SeriesLink = z.infer<typeof seriesLink>;
