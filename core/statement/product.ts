import * as z from "zod/mini";
import { goods, grams, id, names, time } from "./fields.ts";

/** What may be sold under which name; `verb` decides between 喝 and 吃 in warnings. */
export const productDefined = z.strictObject({
  type: z.literal("liangji:ProductDefined"),
  occurredAt: time,
  product: id,
  name: names,
  verb: z.enum(["drink", "eat"]),
  /** What recognitions and trade rules tell goods apart by. */
  goods: z.optional(goods),
  /** 承诺达标合格证: due by the catalogue of 令2025年第4号 第三条; for anything else it is voluntary. */
  commitmentDue: z.optional(z.literal(true)),
  unitGrams: z.optional(grams),
  gtin: z.optional(z.string().check(z.regex(/^\d{14}$/))),
});
export type ProductDefined = z.infer<typeof productDefined>;
