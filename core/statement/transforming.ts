import * as z from "zod/mini";
import { place, quantityElement, when } from "./event-parts.ts";
import { date, grams, time, uri } from "./fields.ts";

const bizTransactions = z
  .array(z.strictObject({ type: z.enum(["cert", "testres", "prodorder", "desadv"]), bizTransaction: uri }))
  .check(z.minLength(1), z.maxLength(8));

export const teaStep = z.enum(["spreading", "fixation", "rolling", "drying"]);

/** 加工 (processing): EPCIS TransformationEvent; the four steps of GI 白沙绿茶 2004, in order. */
export const transforming = z.strictObject({
  type: z.literal("TransformationEvent"),
  ...when,
  inputQuantityList: z.array(quantityElement).check(z.minLength(1), z.maxLength(32)),
  outputQuantityList: z.tuple([quantityElement]),
  bizStep: z.enum(["commissioning", "packing"]),
  disposition: z.literal("active"),
  readPoint: place,
  bizTransactionList: z.optional(bizTransactions),
  "liangji:steps": z.optional(
    z.array(z.strictObject({ step: teaStep, startedAt: time, endedAt: time })).check(z.minLength(1), z.maxLength(16)),
  ),
  "liangji:packs": z.optional(
    z.strictObject({ count: z.int().check(z.minimum(1), z.maximum(10_000_000)), unitGrams: grams, bestBefore: date }),
  ),
});
