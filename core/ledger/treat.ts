import type { Entry } from "../entry.ts";
import { plotOfUri } from "../statement/uri.ts";
import { placeOf } from "./flags.ts";
import { openingYears, plotYear } from "./interval.ts";
import type { Ledger } from "./ledger.ts";
import { appliedSince, withApplied, withSubstances } from "./panel.ts";
import { batchesIn, batchInto } from "./series-of.ts";
import { find } from "./shelf.ts";

/** What was applied to a plot goes with the leaf into its batch, and with what is received into the next. */
export function treat(ledger: Ledger, { statement, series }: Entry, index: number): void {
  if (statement.type !== "ObjectEvent") return;
  const plot = plotOfUri(statement.readPoint.id) ?? "";
  if (statement.bizStep === "receiving") flow(ledger, batchesIn(statement.quantityList), [batchInto(series)], index);
  else if (statement.bizStep === "liangji:applying") {
    const { stoppedOn, activeIngredients } = statement["liangji:application"];
    const key = plotYear(plot, stoppedOn);
    ledger.treatments.own.set(key, withApplied(find(ledger.treatments, key), stoppedOn, activeIngredients, index));
  } else if (statement.bizStep === "commissioning") {
    const { batch, day } = placeOf(statement);
    const years = openingYears(plot, day);
    const treated = years.map((year) => find(ledger.treatments, year));
    const picked = years.map((year) => find(ledger.pickings, year));
    carry(ledger, batch, appliedSince(treated, picked, batch, day, index), index);
  }
}

/** What is made of batches takes over what was applied to them. */
export function flow(ledger: Ledger, from: readonly string[], into: readonly string[], index: number): void {
  const applied = from.flatMap((batch) =>
    Object.entries(find(ledger.panels, batch)?.applied ?? {}).flatMap(([active, at]) => (at < index ? [active] : [])),
  );
  for (const batch of into) carry(ledger, batch, applied, index);
}

function carry(ledger: Ledger, batch: string, applied: readonly string[], index: number): void {
  if (applied.length > 0) ledger.panels.own.set(batch, withSubstances(find(ledger.panels, batch), applied, index));
}
