import * as z from "zod/mini";
import { date, grams, id, name, text, time, timeZoneOffset, uri } from "./fields.ts";

/** EPCIS 2.0 §7.4. Quantities are whole grams (UN/CEFACT Rec 20 GRM): no floats anywhere. */
export const quantityElement = z.strictObject({ epcClass: uri, quantity: grams, uom: z.literal("GRM") });
const place = z.strictObject({ id: uri });
const when = {
  eventTime: time,
  eventTimeZoneOffset: timeZoneOffset,
  eventID: z.optional(z.string().check(z.maxLength(200), z.regex(/^[a-z]+:[!-~]+$/))),
};
const bizTransactions = z
  .array(z.strictObject({ type: z.enum(["cert", "testres", "prodorder", "desadv"]), bizTransaction: uri }))
  .check(z.minLength(1), z.maxLength(8));

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

/** 用药 (pesticide application): 农产品质量安全法 §27: name, source, usage, dose, dates of use and stop. */
export const applying = z.strictObject({
  type: z.literal("ObjectEvent"),
  ...when,
  epcList: z.tuple([]),
  action: z.literal("OBSERVE"),
  bizStep: z.literal("liangji:applying"),
  readPoint: place,
  "liangji:application": z.strictObject({
    product: name,
    productEn: name,
    registrationNo: name,
    source: text,
    target: text,
    method: text,
    dose: text,
    activeIngredients: z.array(id).check(z.minLength(1), z.maxLength(8)),
    stoppedOn: date,
    /** 安全间隔期 from the product's label, days; absent = not found, which is never passed. */
    intervalDays: z.optional(z.int().check(z.minimum(0), z.maximum(365))),
  }),
});

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

/** 收购 (receipt) of a batch by the next holder. */
export const receiving = z.strictObject({
  type: z.literal("ObjectEvent"),
  ...when,
  epcList: z.tuple([]),
  quantityList: z.tuple([quantityElement]),
  action: z.literal("OBSERVE"),
  bizStep: z.literal("receiving"),
  disposition: z.literal("in_progress"),
  readPoint: place,
  "liangji:baskets": z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
});

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

export const event = z.union([planting, applying, harvesting, receiving, transforming]);
export type Event = z.infer<typeof event>;
export { id as batchId };
