import * as z from "zod/mini";
import { place, when } from "./event-parts.ts";
import { date, id, name, text } from "./fields.ts";

/** 安全间隔期: the longest that a label is taken to state, days. */
export const MOST_INTERVAL_DAYS = 365;

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
    /** The manufacturer's lot number and name, as on the product's label; absent = not written down. */
    inputLot: z.optional(name),
    manufacturer: z.optional(name),
    source: text,
    target: text,
    method: text,
    dose: text,
    activeIngredients: z.array(id).check(z.minLength(1), z.maxLength(8)),
    stoppedOn: date,
    /** 安全间隔期 from the product's label, days; absent = not found, which is never passed. */
    intervalDays: z.optional(z.int().check(z.minimum(0), z.maximum(MOST_INTERVAL_DAYS))),
  }),
});
