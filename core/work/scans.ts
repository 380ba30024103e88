import type { SaleRegionSet, ScanCaseClosed } from "../statement/scan.ts";
import { entry, type Step } from "./task.ts";

/** The operator's word on a code whose scans looked like those of copies. */
export const closeScanCase = (closed: Omit<ScanCaseClosed, "type">): readonly Step[] => [
  entry({ type: "liangji:ScanCaseClosed", ...closed }),
];

/** Where a product is meant to be sold. */
export const setSaleRegion = (region: Omit<SaleRegionSet, "type">): readonly Step[] => [
  entry({ type: "liangji:SaleRegionSet", ...region }),
];
