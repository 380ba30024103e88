import * as z from "zod/mini";
import { place, when } from "./event-parts.ts";
import { sha256Hex, uri } from "./fields.ts";

/** What one logistic unit may hold, pieces. */
export const MOST_CHILDREN = 1000;
const position = z.int().check(z.minimum(0), z.maximum(199_999));
/** First and last position under the label root, both in it. */
const run = z
  .tuple([position, position])
  .check(z.refine(([from, to]) => from <= to && to - from < MOST_CHILDREN, "first and last of at most 1000 expected"));

/**
 * 装箱、拆箱: EPCIS 2.0 AggregationEvent. Boxes are named by their URI. Labels are counted by class, and the extension says which: a label root
 * and positions under it name one code each without giving it away, as everybody reads the log. DELETE without children takes everything out.
 */
export const aggregating = z.strictObject({
  type: z.literal("AggregationEvent"),
  ...when,
  parentID: uri,
  childEPCs: z.optional(z.array(uri).check(z.minLength(1), z.maxLength(MOST_CHILDREN))),
  childQuantityList: z.optional(
    z
      .array(z.strictObject({ epcClass: uri, quantity: z.int().check(z.minimum(1), z.maximum(MOST_CHILDREN)) }))
      .check(z.minLength(1), z.maxLength(32)),
  ),
  action: z.enum(["ADD", "DELETE"]),
  bizStep: z.enum(["packing", "unpacking"]),
  disposition: z.literal("in_progress"),
  readPoint: place,
  "liangji:labels": z.optional(
    z
      .array(
        z.strictObject({
          epcClass: uri,
          labelRoot: sha256Hex,
          runs: z.array(run).check(z.minLength(1), z.maxLength(MOST_CHILDREN)),
        }),
      )
      .check(z.minLength(1), z.maxLength(32)),
  ),
});
export type AggregationEvent = z.infer<typeof aggregating>;
