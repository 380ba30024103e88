import type { Cell } from "./cell.ts";

/**
 * All that is kept of one scan. Nothing in it names a person or a device: the token is made anew for every code and every day,
 * with a salt that nobody keeps.
 */
export type Scan = {
  /** Whole hours since 1970. */
  readonly hour: number;
  /** Absent when the deployment does not know places. */
  readonly cell?: Cell;
  /** Two scans of one code on one day from one network have the same one. */
  readonly token: string;
};

/** Where a product is meant to be sold: everything within a circle. */
export type SaleRegion = { readonly latitude: number; readonly longitude: number; readonly kilometres: number };

/** What else is known of a code and its product. */
export type ScanFacts = {
  /** First use of the hidden code: the pack was opened then, and there; without a cell, where the last scan before it was. */
  readonly claimed?: Pick<Scan, "hour" | "cell">;
  readonly sold?: SaleRegion;
};

export type PlacesReason = { readonly places: readonly Cell[] };
/** Why a code may have been copied, with the numbers that its sentence needs. `hours` and `days` are the window. */
export type ScanReason =
  | ({ readonly rule: "places-in-a-day"; readonly hours: number } & PlacesReason)
  | ({ readonly rule: "to-and-fro"; readonly days: number; readonly moves: number } & PlacesReason)
  | ({
      readonly rule: "too-fast";
      readonly jumps: number;
      readonly kilometres: number;
      readonly hours: number;
    } & PlacesReason)
  | ({ readonly rule: "many-networks"; readonly days: number; readonly networks: number } & PlacesReason)
  | ({ readonly rule: "after-opening"; readonly days: number } & PlacesReason)
  | ({ readonly rule: "outside-region"; readonly days: number } & PlacesReason);
export type ScanRule = ScanReason["rule"];

/** There is no third state: scans alone never prove a pack false, so they never turn anything red. */
export type ScanState = "ordinary" | "copied-likely";
export type ScanJudgement = { readonly state: ScanState; readonly reasons: readonly ScanReason[] };
