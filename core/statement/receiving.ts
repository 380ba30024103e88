import * as z from "zod/mini";
import { place, quantityElement, when } from "./event-parts.ts";
import { incomingProof } from "./incoming-proof.ts";

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
  /** The certificate or other proof that was checked and is kept (查验、保存). */
  "liangji:incoming": z.optional(incomingProof),
  "liangji:baskets": z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
});
