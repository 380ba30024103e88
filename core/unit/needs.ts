import type { Place } from "../ledger/needs.ts";
import type { AggregationEvent } from "../statement/aggregating.ts";
import { positionsIn } from "./runs.ts";
import { type LogisticUnit, packedKey } from "./unit.ts";
import { codeOfUnitUri, domainOf } from "./url.ts";

/** The code that a URI on any domain ends in; "" for none. */
export const unitIn = (uri: string): string => codeOfUnitUri(uri, domainOf(uri)) ?? "";

/** Rows that an event names by itself: the unit, its boxes, and where each label is. */
export function needsOfAggregation(event: AggregationEvent): readonly Place[] {
  const keys = new Set(
    (event["liangji:labels"] ?? []).flatMap(({ labelRoot, runs }) =>
      runs.flatMap((run) => positionsIn(run).map((position) => packedKey(labelRoot, position))),
    ),
  );
  return [
    ...[event.parentID, ...(event.childEPCs ?? [])].map((uri): Place => ({ shelf: "units", key: unitIn(uri) })),
    ...[...keys].map((key): Place => ({ shelf: "packed", key })),
  ];
}

/** Rows of everything that is in a unit, for taking all of it out. */
export const needsOfContents = ({ boxes, labels }: LogisticUnit): readonly Place[] => [
  ...boxes.map((key): Place => ({ shelf: "units", key })),
  ...[
    ...new Set(
      Object.entries(labels).flatMap(([root, { positions }]) => positions.map((position) => packedKey(root, position))),
    ),
  ].map((key): Place => ({ shelf: "packed", key })),
];
