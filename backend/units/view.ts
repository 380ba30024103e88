import { idHash } from "#core/chain/questions.ts";
import { isSerial } from "#core/label/serial.ts";
import { Refusal } from "#core/refusal.ts";
import type { UnitSummary } from "#core/unit/summary.ts";
import type { LogisticUnit } from "#core/unit/unit.ts";
import { recalledAbove } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

type Lot = UnitSummary["lots"][number];

export async function knownUnit({ ledger }: Context, code: string): Promise<LogisticUnit> {
  const [unit] = await ledger.units([isSerial(code) ? code : "none"]);
  if (!unit) throw new Refusal("unit-unknown", { unit: code.slice(0, 20) });
  return unit;
}

/** What is in a box or on a pallet now, the recalled lots first. */
export async function viewOf(context: Context, unit: LogisticUnit): Promise<UnitSummary> {
  const { ledger } = context;
  const inside = (await ledger.units(unit.boxes)).flatMap((box) => (box ? [box] : []));
  const perBox = await Promise.all(inside.map((box) => lotsOf(context, [box])));
  const packer = await ledger.actor(unit.packer);
  return {
    code: unit.code,
    kind: unit.kind,
    packer: unit.packer,
    packerName: packer?.name ?? { zh: unit.packer, en: unit.packer },
    changedAt: unit.changedAt,
    parent: unit.parent,
    lots: await lotsOf(context, [unit, ...inside]),
    boxes: inside.map(({ code }, at) => {
      const lots = perBox[at] ?? [];
      return {
        code,
        count: lots.reduce((sum, { count }) => sum + count, 0),
        recalled: lots.some(({ recalled }) => recalled !== undefined),
      };
    }),
  };
}

async function lotsOf({ ledger, index, names }: Context, units: readonly LogisticUnit[]): Promise<Lot[]> {
  const { batches, mints } = index.history;
  const lots = new Map<string, Lot>();
  for (const { labels } of units)
    for (const [root, { product, batch, positions }] of Object.entries(labels)) {
      const hash = idHash(sha256, batch);
      const recalled = recalledAbove(batches, hash);
      const on = recalled === undefined ? undefined : batches.get(recalled);
      const voidings = mints.get(root)?.voided ?? {};
      const before = lots.get(batch);
      const name = before?.name ?? (await ledger.find("products", product))?.statement.name;
      lots.set(batch, {
        product,
        name: name ?? { zh: product, en: product },
        batch,
        count: (before?.count ?? 0) + positions.length,
        voided: (before?.voided ?? 0) + positions.filter((position) => voidings[position] !== undefined).length,
        ...(recalled !== undefined &&
          on && { recalled: { batch: names.of(recalled), at: on.recalledAt, reason: on.recallReason } }),
      });
    }
  return [...lots.values()].sort((a, b) => Number(b.recalled !== undefined) - Number(a.recalled !== undefined));
}
