import * as z from "zod/mini";
import { id, type Role, text, time } from "./fields.ts";
import { tagsBound } from "./tag.ts";

/**
 * What the operator found about a code whose scans looked like those of copies, in words for everybody. The code itself is not
 * named: whoever holds it learns the case's number from its page, and a log that anybody reads must not hand out codes.
 */
export const scanCaseClosed = z.strictObject({
  type: z.literal("liangji:ScanCaseClosed"),
  occurredAt: time,
  case: id,
  /** The batch that the code is of. */
  batch: id,
  /** `false-alarm`: earlier scans no longer count. `copied`: the code stays amber. */
  outcome: z.enum(["false-alarm", "copied"]),
  reason: text,
});
export type ScanCaseClosed = z.infer<typeof scanCaseClosed>;

/** Where a product is meant to be sold, if not everywhere; the newest counts. Millionths of a degree, WGS 84, and whole kilometres around it. */
export const saleRegionSet = z.strictObject({
  type: z.literal("liangji:SaleRegionSet"),
  occurredAt: time,
  product: id,
  longitude: z.int().check(z.minimum(-180_000_000), z.maximum(180_000_000)),
  latitude: z.int().check(z.minimum(-90_000_000), z.maximum(90_000_000)),
  kilometres: z.int().check(z.minimum(1), z.maximum(20_000)),
});

export const scanRecord = z.discriminatedUnion("type", [scanCaseClosed, saleRegionSet, tagsBound]);
export type ScanRecord = z.infer<typeof scanRecord>;
export type SaleRegionSet = z.infer<typeof saleRegionSet>;

/** Which role may say it. */
export const scanRoles: Readonly<Record<ScanRecord["type"], readonly Role[]>> = {
  "liangji:ScanCaseClosed": ["operator"],
  "liangji:SaleRegionSet": ["operator"],
  "liangji:TagsBound": ["packer"],
};
