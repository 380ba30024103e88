import * as z from "zod/mini";
import { place, quantityElement, when } from "./event-parts.ts";

/** 采收 (harvest): creates fresh leaf; one event per plot, because readPoint is one place. */
export const harvesting = z.strictObject({
  type: z.literal("ObjectEvent"),
  ...when,
  epcList: z.tuple([]),
  quantityList: z.tuple([quantityElement]),
  action: z.literal("ADD"),
  bizStep: z.literal("commissioning"),
  disposition: z.literal("active"),
  readPoint: place,
  ilmd: z.strictObject({
    "liangji:leafStandard": z.enum([
      "one-bud-one-leaf-early",
      "one-bud-one-leaf",
      "one-bud-two-leaves-early",
      "one-bud-two-leaves",
      "one-bud-three-leaves-early",
      "one-bud-three-leaves",
    ]),
  }),
});
