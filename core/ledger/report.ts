import { Refusal } from "../refusal.ts";
import { teaLimits } from "../rules/limit-tables.ts";
import { limitOf } from "../rules/limits.ts";
import { namedSubstances } from "../rules/substances.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { TestReport, TestResult } from "../statement/report.ts";
import type { TestReportWithdrawn } from "../statement/report-withdrawn.ts";
import type { BatchOnChain } from "./facts.ts";
import { findActor, type Ledger, type Reported } from "./ledger.ts";
import { missedBy, withoutTested } from "./panel.ts";
import { find } from "./shelf.ts";

/**
 * What a report must hold by itself and for its batch: a chain of custody that can be true, lines that can be judged, no more
 * than there is of the batch, and every substance that was applied (用什么药检什么药).
 *
 * @param on  the batch as the chain has it; open, or it would not come this far
 * @throws Refusal
 */
export function decideReport(ledger: Ledger, report: TestReport, on: BatchOnChain): void {
  const used = find(ledger.reports, report.report);
  if (used) throw new Refusal("report-used", { batch: used.statement.batch });
  if (!findActor(ledger, report.sampledBy)) throw new Refusal("actor-unknown", { actor: report.sampledBy });
  if (utcSeconds(report.sampledAt) > utcSeconds(report.occurredAt))
    throw wrong("sampledAt", "not after the report's own time");
  if (report.sampleGrams > report.quantityGrams) throw wrong("sampleGrams", "at most quantityGrams");
  if (report.quantityGrams > on.grams)
    throw new Refusal("report-quantity", { batch: report.batch, requested: report.quantityGrams, left: on.grams });
  for (const [at, result] of report.results.entries()) decideResult(report, result, at);
  const analytes = report.results.map(({ analyte }) => analyte);
  const missed = missedBy(find(ledger.panels, report.batch), analytes);
  if (missed.length > 0) throw new Refusal("panel-misses", { batch: report.batch, ...namedSubstances(missed) });
}

function decideResult({ results }: TestReport, { analyte, unit, value, lod, limit }: TestResult, at: number): void {
  if (results.findIndex((one) => one.analyte === analyte) !== at) throw wrong(`results.${at}.analyte`, "named twice");
  if (value === undefined && lod === undefined) throw wrong(`results.${at}.lod`, "expected where there is no value");
  const row = limitOf(teaLimits, analyte);
  if (row && unit !== row.unit) throw wrong(`results.${at}.unit`, `${row.unit} expected`);
  if (row && limit !== undefined && Number(limit) !== Number(row.value))
    throw new Refusal("limit-wrong", { analyte, limit: row.value });
}

/** A laboratory takes back what is its own, once, and not before it was said. */
export function decideWithdrawal(ledger: Ledger, { report, occurredAt }: TestReportWithdrawn, actor: string): void {
  const found = find(ledger.reports, report);
  if (!found) throw new Refusal("report-unknown", { report });
  if (found.actor !== actor) throw new Refusal("not-holder", { thing: report, actor });
  refuseWithdrawn(found);
  if (utcSeconds(occurredAt) < utcSeconds(found.statement.occurredAt))
    throw wrong("occurredAt", "not before the report");
}

/** @throws Refusal `report-withdrawn` */
export function refuseWithdrawn({ statement: { report }, withdrawn }: Reported): void {
  if (withdrawn) throw new Refusal("report-withdrawn", { report, on: withdrawn.at.slice(0, 10) });
}

export function applyWithdrawal(
  ledger: Ledger,
  { report, reason, occurredAt: at }: TestReportWithdrawn,
  index: number,
): void {
  const found = find(ledger.reports, report);
  if (!found) return;
  const { batch } = found.statement;
  ledger.reports.own.set(report, { ...found, withdrawn: { reason, at, index } });
  ledger.panels.own.set(batch, withoutTested(find(ledger.panels, batch), report));
}

const wrong = (path: string, problem: string): Refusal =>
  new Refusal("field-invalid", { path: `statement.${path}`, problem });
