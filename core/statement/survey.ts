import * as z from "zod/mini";
import { grams, id, names, season, text, time } from "./fields.ts";

/** Survey behind a plot's capacity. Outline in millionths of a degree, CGCS2000, ring not repeated at its end. */
export const plotSurveyed = z.strictObject({
  type: z.literal("liangji:PlotSurveyed"),
  occurredAt: time,
  plot: id,
  name: names,
  holder: id,
  town: names,
  outline: z
    .array(
      z.tuple([
        z.int().check(z.minimum(-180_000_000), z.maximum(180_000_000)),
        z.int().check(z.minimum(-90_000_000), z.maximum(90_000_000)),
      ]),
    )
    .check(z.minLength(3), z.maxLength(200)),
  datum: z.enum(["CGCS2000", "WGS84"]),
  areaSquareMetres: z.int().check(z.minimum(1), z.maximum(100_000_000)),
  altitudeMetres: z.int().check(z.minimum(-100), z.maximum(6000)),
  season,
  capacityGrams: grams,
  basis: text,
});
export type PlotSurveyed = z.infer<typeof plotSurveyed>;
