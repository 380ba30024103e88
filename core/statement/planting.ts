import * as z from "zod/mini";
import { place, when } from "./event-parts.ts";
import { date, name } from "./fields.ts";

/** 种植 (planting): GI 白沙绿茶 2004 names varieties, propagation and density. */
export const planting = z.strictObject({
  type: z.literal("ObjectEvent"),
  ...when,
  epcList: z.tuple([]),
  action: z.literal("OBSERVE"),
  bizStep: z.literal("liangji:planting"),
  readPoint: place,
  "liangji:planting": z.strictObject({
    variety: name,
    plantedOn: date,
    plantsPerMu: z.int().check(z.minimum(1), z.maximum(20_000)),
  }),
});
