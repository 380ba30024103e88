import * as z from "zod/mini";
import { attachment } from "./attachment.ts";
import { id, texts, time } from "./fields.ts";

/**
 * A picture of a plot all around, equirectangular, twice as wide as high. Its middle looks to `headingDegrees` (from true north,
 * clockwise). `position` in millionths of a degree, in the datum of the plot's survey. `description` is for those who cannot see it.
 */
export const sceneCaptured = z.strictObject({
  type: z.literal("liangji:SceneCaptured"),
  occurredAt: time,
  plot: id,
  medium: z.enum(["photograph", "drawing"]),
  picture: attachment,
  headingDegrees: z.int().check(z.minimum(0), z.maximum(359)),
  position: z.optional(
    z.tuple([
      z.int().check(z.minimum(-180_000_000), z.maximum(180_000_000)),
      z.int().check(z.minimum(-90_000_000), z.maximum(90_000_000)),
    ]),
  ),
  description: texts,
});
export type SceneCaptured = z.infer<typeof sceneCaptured>;
