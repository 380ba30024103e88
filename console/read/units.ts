import type { UnitSummary } from "#core/unit/summary.ts";

/** A box or pallet as lists show it; `count`: labels in it of the batches asked for. */
export type UnitBrief = {
  readonly code: string;
  readonly kind: "box" | "pallet";
  readonly packer: string;
  readonly count: number;
  readonly boxes: number;
  readonly parent: string;
  readonly changedAt: string;
};
/** `GET /units?batch=`; `more`: there may be others. */
export type UnitsOf = { readonly units: readonly UnitBrief[]; readonly more: boolean };
/** `GET /units/{code}`, without the record that proves it: forms only need what stands in it. */
export type UnitAnswer = { readonly unit: UnitSummary };
