import type { Entry } from "../entry.ts";
import { plotOfUri } from "../statement/uri.ts";
import { openingYears, plotYear } from "./interval.ts";
import type { Ledger } from "./ledger.ts";
import { appliedSince, withApplied, withPicked, withSubstances } from "./panel.ts";
import { batchesIn, batchInto } from "./series-of.ts";
import { find } from "./shelf.ts";

/** What was applied to a plot goes with the leaf into its batch, and with what is received into the next. */
export function treat(ledger: Ledger, { statement, series }: Entry): void {
  if (statement.type !== "ObjectEvent") return;
  const plot = plotOfUri(statement.readPoint.id) ?? "";
  if (statement.bizStep === "receiving") flow(ledger, batchesIn(statement.quantityList), [batchInto(series)]);
  else if (statement.bizStep === "liangji:applying") {
    const { stoppedOn, activeIngredients } = statement["liangji:application"];
    const key = plotYear(plot, stoppedOn);
    ledger.treatments.own.set(key, withApplied(find(ledger.treatments, key), stoppedOn, activeIngredients));
  } else if (statement.bizStep === "commissioning") {
    const day = statement.eventTime.slice(0, 10);
    const [batch = ""] = batchesIn(statement.quantityList);
    const key = plotYear(plot, day);
    ledger.treatments.own.set(key, withPicked(find(ledger.treatments, key), day, batch));
    const rows = openingYears(plot, day).map((year) => find(ledger.treatments, year));
    carry(ledger, batch, appliedSince(rows, batch, day));
  }
}

/** What is made of batches takes over what was applied to them. */
export function flow(ledger: Ledger, from: readonly string[], into: readonly string[]): void {
  const applied = from.flatMap((batch) => find(ledger.panels, batch)?.applied ?? []);
  for (const batch of into) carry(ledger, batch, applied);
}

function carry(ledger: Ledger, batch: string, applied: readonly string[]): void {
  if (applied.length > 0) ledger.panels.own.set(batch, withSubstances(find(ledger.panels, batch), applied));
}
