import type { Ledger } from "../ledger/ledger.ts";
import { find } from "../ledger/shelf.ts";
import type { AggregationEvent } from "../statement/aggregating.ts";
import { withChildren, withoutChildren } from "./change.ts";
import { type Children, childrenOf, unitOf } from "./children.ts";
import { emptyUnit, packedKey } from "./unit.ts";
import { domainOf } from "./url.ts";

/** Writes an accepted event: the unit, where each box stands, and where each label is. */
export function applyAggregation(ledger: Ledger, event: AggregationEvent, actor: string, index: number): void {
  const domain = domainOf(event.parentID);
  const code = unitOf(event, domain);
  const named = childrenOf(event, domain);
  const kind = named && named.boxes.length > 0 ? "pallet" : "box";
  const before = find(ledger.units, code) ?? emptyUnit(code, kind, actor);
  const children = named ?? before;
  const packs = event.action === "ADD";
  const after = packs ? withChildren(before, children) : withoutChildren(before, children);
  ledger.units.own.set(code, { ...after, changedAt: event.eventTime, index });
  moveBoxes(ledger, children, packs ? code : "", index);
  moveLabels(ledger, children, packs ? code : undefined);
}

function moveBoxes(ledger: Ledger, { boxes }: Children, parent: string, index: number): void {
  for (const box of boxes) {
    const unit = find(ledger.units, box);
    if (!unit) throw new Error(`no unit ${box}`);
    ledger.units.own.set(box, { ...unit, parent, parentIndex: parent === "" ? -1 : index });
  }
}

function moveLabels(ledger: Ledger, { labels }: Children, box: string | undefined): void {
  const rows = new Map<string, Record<string, string>>();
  for (const [root, { positions }] of Object.entries(labels))
    for (const position of positions) {
      const key = packedKey(root, position);
      const row = rows.get(key) ?? { ...find(ledger.packed, key) };
      if (box === undefined) delete row[position];
      else row[position] = box;
      rows.set(key, row);
    }
  for (const [key, row] of rows) ledger.packed.own.set(key, row);
}
