import * as z from "zod/mini";
import { unitIn } from "#core/unit/needs.ts";
import type { LogisticUnit } from "#core/unit/unit.ts";
import type { Context } from "../context.ts";
import { readLines } from "../log/record.ts";

const whole = z.int().check(z.minimum(0));
export const unitBrief = z.object({
  code: z.string(),
  kind: z.enum(["box", "pallet"]),
  packer: z.string(),
  /** Labels in it that are of the batches asked for; of a pallet, those in its boxes. */
  count: whole,
  boxes: whole,
  parent: z.string(),
  changedAt: z.string(),
});
type UnitBrief = z.infer<typeof unitBrief>;
/** Packings that one answer looks through, the newest. */
const MOST_PACKINGS = 2000;

/** The boxes that labels of these batches stand in now, and the pallets that those stand on; `more`: there may be others. */
export async function unitsHolding(
  { ledger, store }: Context,
  batches: readonly string[],
): Promise<{ readonly units: readonly UnitBrief[]; readonly more: boolean }> {
  const packings = (await Promise.all(batches.map((batch) => ledger.packings(batch)))).flat().sort((a, b) => a - b);
  const lines = await readLines(store, packings.slice(-MOST_PACKINGS));
  const codes = lines.flatMap(({ entry: { statement } }) =>
    statement.type === "AggregationEvent" ? [unitIn(statement.parentID)] : [],
  );
  const wanted = new Set(batches);
  const boxes = (await ledger.units([...new Set(codes)])).flatMap((unit) => {
    const count = unit ? labelsOf(unit, wanted) : 0;
    return unit && count > 0 ? [briefOf(unit, count)] : [];
  });
  const parents = [...new Set(boxes.flatMap(({ parent }) => (parent === "" ? [] : [parent])))];
  const pallets = (await ledger.units(parents)).flatMap((unit) =>
    unit
      ? [
          briefOf(
            unit,
            boxes.reduce((sum, box) => sum + (box.parent === unit.code ? box.count : 0), 0),
          ),
        ]
      : [],
  );
  const units = [...pallets, ...boxes].sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
  return { units, more: packings.length > MOST_PACKINGS };
}

const briefOf = ({ code, kind, packer, boxes, parent, changedAt }: LogisticUnit, count: number): UnitBrief => ({
  ...{ code, kind, packer, count, parent, changedAt },
  boxes: boxes.length,
});
const labelsOf = ({ labels }: LogisticUnit, batches: ReadonlySet<string>): number =>
  Object.values(labels).reduce((sum, { batch, positions }) => sum + (batches.has(batch) ? positions.length : 0), 0);
