import type { DecisionFacts } from "../ledger/facts.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { unitSeries } from "../ledger/series-of.ts";
import { find } from "../ledger/shelf.ts";
import { Refusal } from "../refusal.ts";
import { type AggregationEvent, MOST_CHILDREN } from "../statement/aggregating.ts";
import { type Children, childrenOf, unitOf } from "./children.ts";
import { childCount, type LogisticUnit, type PackedLabels, packedKey, type UnitKind } from "./unit.ts";

/** A reader checks all that was ever packed and unpacked under a code, so that is bounded. */
const MOST_CHANGES = 64;

/** Who may pack what into what; refused is whatever is not this packer's, not there, or somewhere else already. */
export function decideAggregation(ledger: Ledger, event: AggregationEvent, actor: string, facts: DecisionFacts): void {
  const code = unitOf(event, facts.domain);
  const children = childrenOf(event, facts.domain);
  const before = find(ledger.units, code);
  if (before && before.packer !== actor) throw new Refusal("not-holder", { thing: code, actor });
  const changes = find(ledger.series, unitSeries(code))?.sequence ?? 0;
  if (changes >= MOST_CHANGES) throw new Refusal("unit-worn-out", { unit: code, limit: MOST_CHANGES });
  if (event.action === "DELETE") decideUnpacking(before, code, children);
  else if (children) decidePacking(ledger, before, code, children, actor, facts);
}

function decidePacking(
  ledger: Ledger,
  before: LogisticUnit | undefined,
  code: string,
  children: Children,
  actor: string,
  facts: DecisionFacts,
): void {
  const kind: UnitKind = children.boxes.length > 0 ? "pallet" : "box";
  if (before && before.kind !== kind) throw new Refusal("unit-kind", { unit: code });
  const count = childCount(children) + (before ? childCount(before) : 0);
  if (count > MOST_CHILDREN) throw new Refusal("unit-full", { limit: MOST_CHILDREN, count });
  for (const box of children.boxes) decideBox(ledger, box, code, actor);
  for (const [root, labels] of Object.entries(children.labels)) decideLabels(ledger, root, labels, actor, facts);
}

/** Only a box that holds something stands on a pallet, so nothing stands on itself and no pallet on another. */
function decideBox(ledger: Ledger, box: string, pallet: string, actor: string): void {
  const unit = find(ledger.units, box);
  if (!unit) throw new Refusal("unit-unknown", { unit: box });
  if (unit.packer !== actor) throw new Refusal("not-holder", { thing: box, actor });
  if (unit.kind !== "box" || box === pallet) throw new Refusal("unit-too-deep", { unit: box });
  if (childCount(unit) === 0) throw new Refusal("unit-empty", { unit: box });
  if (unit.parent !== "") throw new Refusal("unit-child-packed", { child: box, unit: unit.parent });
}

function decideLabels(
  ledger: Ledger,
  root: string,
  { product, batch, positions }: PackedLabels,
  actor: string,
  facts: DecisionFacts,
): void {
  const mint = facts.mintOnChain(root);
  const isOf = mint?.batch === facts.hashOf(batch) && mint.product === facts.hashOf(product);
  if (!mint || !isOf || (positions.at(-1) ?? 0) >= mint.count) throw new Refusal("unit-label-unknown", { batch });
  if (mint.packer !== facts.hashOf(actor)) throw new Refusal("not-holder", { thing: batch, actor });
  if (!mint.active) throw new Refusal("unit-label-not-active", { batch });
  for (const position of positions) {
    if (mint.isVoid(position)) throw new Refusal("unit-label-void", { batch, n: position + 1 });
    const box = find(ledger.packed, packedKey(root, position))?.[position];
    if (box !== undefined) throw new Refusal("unit-child-packed", { child: `${batch} № ${position + 1}`, unit: box });
  }
}

function decideUnpacking(before: LogisticUnit | undefined, code: string, children: Children | undefined): void {
  if (!before) throw new Refusal("unit-unknown", { unit: code });
  if (childCount(before) === 0) throw new Refusal("unit-empty", { unit: code });
  if (!children) return;
  for (const box of children.boxes)
    if (!before.boxes.includes(box)) throw new Refusal("unit-child-absent", { child: box, unit: code });
  for (const [root, { batch, product, positions }] of Object.entries(children.labels)) {
    const held = before.labels[root];
    const there = new Set(held?.batch === batch && held.product === product ? held.positions : []);
    const absent = positions.find((position) => !there.has(position));
    if (absent !== undefined) throw new Refusal("unit-child-absent", { child: `${batch} № ${absent + 1}`, unit: code });
  }
}
