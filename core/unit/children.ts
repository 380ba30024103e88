import { Refusal } from "../refusal.ts";
import { type AggregationEvent, MOST_CHILDREN } from "../statement/aggregating.ts";
import { batchOfUri } from "../statement/uri.ts";
import { positionsIn } from "./runs.ts";
import type { LogisticUnit, PackedLabels } from "./unit.ts";
import { codeOfUnitUri } from "./url.ts";

export type Children = Pick<LogisticUnit, "labels" | "boxes">;
const invalid = (path: string, problem: string): never => {
  throw new Refusal("field-invalid", { path, problem });
};

/** The code in `parentID`. */
export const unitOf = ({ parentID }: AggregationEvent, domain: string): string =>
  codeOfUnitUri(parentID, domain) ?? invalid("parentID", "a code of a box or pallet on this domain expected");

/** What an event names, each child once; nothing at all when it takes everything out. @throws Refusal `field-invalid`, `unit-full` */
export function childrenOf(event: AggregationEvent, domain: string): Children | undefined {
  const { action, bizStep, childEPCs, childQuantityList, "liangji:labels": named } = event;
  if ((action === "ADD") !== (bizStep === "packing")) invalid("bizStep", `does not go with ${action}`);
  if (!childEPCs && !childQuantityList && !named)
    return action === "DELETE" ? undefined : invalid("childEPCs", "something to pack expected");
  if (!childEPCs === !named) invalid("childEPCs", "either boxes or labels expected");
  const boxes = (childEPCs ?? []).map(
    (uri, n) => codeOfUnitUri(uri, domain) ?? invalid(`childEPCs.${n}`, "a code of a box on this domain expected"),
  );
  if (new Set(boxes).size !== boxes.length) invalid("childEPCs", "a box is named twice");
  const labels = labelsIn(named ?? []);
  sameCounts(event, labels);
  return { boxes, labels };
}

function labelsIn(named: NonNullable<AggregationEvent["liangji:labels"]>): Readonly<Record<string, PackedLabels>> {
  const labels: Record<string, PackedLabels> = {};
  let count = 0;
  named.forEach(({ epcClass, labelRoot, runs }, n) => {
    const path = `liangji:labels.${n}`;
    const of = batchOfUri(epcClass) ?? invalid(`${path}.epcClass`, "a batch expected");
    if (labels[labelRoot]) invalid(path, "a label root is named twice");
    let last = -1;
    for (const [from, to] of runs) {
      if (from <= last) invalid(`${path}.runs`, "ascending positions expected, none twice");
      last = to;
      count += to - from + 1;
    }
    if (count > MOST_CHILDREN) throw new Refusal("unit-full", { limit: MOST_CHILDREN, count });
    const positions = runs.flatMap(positionsIn);
    labels[labelRoot] = { ...of, positions };
  });
  return labels;
}

/** The counts by class are what other readers of EPCIS see: they say the same as the positions. */
function sameCounts(
  { childQuantityList = [], "liangji:labels": named = [] }: AggregationEvent,
  labels: Children["labels"],
): void {
  const counts = new Map<string, number>();
  for (const { epcClass, labelRoot } of named)
    counts.set(epcClass, (counts.get(epcClass) ?? 0) + (labels[labelRoot]?.positions.length ?? 0));
  const said = new Map(childQuantityList.map(({ epcClass, quantity }) => [epcClass, quantity]));
  const same =
    said.size === childQuantityList.length &&
    said.size === counts.size &&
    [...counts].every(([epcClass, count]) => said.get(epcClass) === count);
  if (!same) invalid("childQuantityList", "other counts than the labels named");
}
