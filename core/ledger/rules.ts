import { decideComplaint } from "../complaint/decide.ts";
import type { Entry } from "../entry.ts";
import { decideRecall } from "../recall/decide.ts";
import { Refusal } from "../refusal.ts";
import { isCertificationRecord } from "../statement/certification.ts";
import { isComplaintRecord } from "../statement/complaint.ts";
import type { Event } from "../statement/event.ts";
import type { IntervalResolved } from "../statement/interval.ts";
import { isRecallRecord, isScanRecord } from "../statement/kind.ts";
import type { StatementRecord } from "../statement/record.ts";
import type { ScanRecord } from "../statement/scan.ts";
import type { SceneCaptured } from "../statement/scene-captured.ts";
import { batchOfUri, batchUri, plotOfUri, plotUri } from "../statement/uri.ts";
import { decideAggregation } from "../unit/decide.ts";
import { decideCertification } from "./certification.ts";
import { decideCommitment, decideProof } from "./commitment.ts";
import type { BatchOnChain, DecisionFacts } from "./facts.ts";
import { flagKey, MOST_BATCHES_A_DAY, MOST_FLAGS, placeOf } from "./flags.ts";
import { plotYear } from "./interval.ts";
import { findActor, type Ledger } from "./ledger.ts";
import { MOST_PER_DAY } from "./panel.ts";
import { decideReport, decideWithdrawal } from "./report.ts";
import { subjectOf } from "./series-of.ts";
import { find } from "./shelf.ts";

/** What each kind of statement asks for before it may be recorded. */
export function decideStatement(ledger: Ledger, { statement, actor, series }: Entry, facts: DecisionFacts): void {
  if (isComplaintRecord(statement)) decideComplaint(find(ledger.complaints, statement.complaint), statement);
  else if (isScanRecord(statement)) decideScanRecord(ledger, statement, actor, facts);
  else if (isRecallRecord(statement)) decideRecall(ledger, statement, actor, facts);
  else if (isCertificationRecord(statement)) decideCertification(ledger, statement, actor, facts);
  else if (statement.type === "AggregationEvent") decideAggregation(ledger, statement, actor, facts);
  else if (statement.type === "ObjectEvent" || statement.type === "TransformationEvent") {
    const { batch } = subjectOf(statement, series);
    if (batch !== undefined && batch !== "") heldBatch(batch, actor, facts);
    decideEvent(ledger, statement, actor, facts);
  } else decideRecord(ledger, statement, actor, facts);
}

function decideRecord(ledger: Ledger, statement: StatementRecord, actor: string, facts: DecisionFacts): void {
  if ("holder" in statement && !findActor(ledger, statement.holder))
    throw new Refusal("actor-unknown", { actor: statement.holder });
  if (statement.type === "liangji:CertificateDocument") {
    const before = find(ledger.certificates, statement.certificate);
    if (before && before.actor !== actor) throw new Refusal("not-holder", { thing: statement.certificate, actor });
  }
  if (statement.type === "liangji:SceneCaptured") decideScene(ledger, statement, actor);
  if (statement.type === "liangji:TestReport") decideReport(ledger, statement, openBatch(statement.batch, facts));
  if (statement.type === "liangji:TestReportWithdrawn") decideWithdrawal(ledger, statement, actor);
  if (statement.type === "liangji:CommitmentCertificate") decideCommitment(ledger, statement, actor, facts);
  if (statement.type === "liangji:IntervalResolved") decideResolution(ledger, statement, actor, facts);
}

/** A case is closed once; what comes after opens another. */
function decideScanRecord(ledger: Ledger, statement: ScanRecord, actor: string, facts: DecisionFacts): void {
  if (statement.type === "liangji:TagsBound") {
    const { batch } = statement;
    if (knownBatch(batch, facts).holder !== facts.hashOf(actor))
      throw new Refusal("not-holder", { thing: batch, actor });
    return;
  }
  if (statement.type === "liangji:SaleRegionSet") {
    if (!find(ledger.products, statement.product))
      throw new Refusal("field-invalid", { path: "product", problem: "not defined" });
    return;
  }
  const closed = find(ledger.scanCases, statement.case);
  if (closed) throw new Refusal("scan-case-closed", { case: statement.case, index: closed.index });
  knownBatch(statement.batch, facts);
}

/** A scene is the holder's, or the operator's who surveyed the plot. Where it was taken is for readers to judge. */
function decideScene(ledger: Ledger, { plot }: SceneCaptured, actor: string): void {
  const survey = find(ledger.plots, plot)?.statement;
  if (!survey) throw new Refusal("plot-unknown", { plot });
  const operates = findActor(ledger, actor)?.roles.includes("operator");
  if (survey.holder !== actor && !operates) throw new Refusal("not-holder", { thing: plot, actor });
}

function decideEvent(ledger: Ledger, event: Event, actor: string, facts: DecisionFacts): void {
  const quantities =
    event.type === "TransformationEvent"
      ? [...event.inputQuantityList, ...event.outputQuantityList]
      : "quantityList" in event
        ? event.quantityList
        : [];
  for (const { epcClass } of quantities) refuseOtherProduct(epcClass, facts);
  if (event.type === "TransformationEvent") return;
  if (event.bizStep === "receiving") return void decideProof(ledger, event);
  const plot = plotIn(event.readPoint.id, facts);
  const survey = find(ledger.plots, plot)?.statement;
  if (!survey) throw new Refusal("plot-unknown", { plot });
  if (survey.holder !== actor && !pickedByQuota(event, plot, facts))
    throw new Refusal("not-holder", { thing: plot, actor });
  if (event.bizStep === "liangji:applying") {
    const { stoppedOn, activeIngredients } = event["liangji:application"];
    const row = find(ledger.treatments, plotYear(plot, stoppedOn));
    const before = Object.keys(row?.[stoppedOn] ?? {});
    const count = new Set([...before, ...activeIngredients]).size;
    if (count > MOST_PER_DAY) throw new Refusal("too-many", { limit: MOST_PER_DAY, count });
  }
  if (event.bizStep === "commissioning") boundRows(ledger, placeOf(event));
}

/** Leaf picked inside an interval is recorded like any other; how much one row may hold is all that is bounded. */
function boundRows(ledger: Ledger, { plot, batch, day }: ReturnType<typeof placeOf>): void {
  const batches = Object.keys(find(ledger.pickings, plotYear(plot, day))?.[day] ?? {});
  if (!batches.includes(batch) && batches.length >= MOST_BATCHES_A_DAY)
    throw new Refusal("too-many", { limit: MOST_BATCHES_A_DAY, count: batches.length + 1 });
  const flags = Object.keys(find(ledger.flags, batch) ?? {});
  if (flags.length >= MOST_FLAGS) throw new Refusal("too-many", { limit: MOST_FLAGS, count: flags.length + 1 });
}

/** Only what stands may be resolved, and not by those whose leaf it is. */
function decideResolution(
  ledger: Ledger,
  { batch, harvests }: IntervalResolved,
  actor: string,
  facts: DecisionFacts,
): void {
  const flags = find(ledger.flags, batch) ?? {};
  for (const harvest of harvests) {
    const flag = flags[flagKey(harvest)];
    if (!flag || flag.resolved)
      throw new Refusal("nothing-to-resolve", { batch, plot: harvest.plot, harvested: harvest.harvestedOn });
    if (find(ledger.plots, harvest.plot)?.statement.holder === actor) throw new Refusal("own-harvest", { actor });
  }
  if (knownBatch(batch, facts).holder === facts.hashOf(actor)) throw new Refusal("own-harvest", { actor });
}

/** Leaf of another's plot, of quota that the picker took over: the chain has the draw. */
const pickedByQuota = (event: Event, plot: string, facts: DecisionFacts): boolean =>
  event.type === "ObjectEvent" &&
  event.bizStep === "commissioning" &&
  (facts.flowOnChain(batchIn(event.quantityList[0].epcClass, facts).batch)?.plots ?? []).includes(facts.hashOf(plot));

function knownBatch(batch: string, { batchOnChain }: DecisionFacts): BatchOnChain {
  const on = batchOnChain(batch);
  if (!on) throw new Refusal("batch-unknown", { batch });
  return on;
}

function openBatch(batch: string, facts: DecisionFacts): BatchOnChain {
  const on = knownBatch(batch, facts);
  if (on.state === "closed") throw new Refusal("series-closed", { batch });
  return on;
}

/** What is picked, received or made goes into an open batch of the author's own. */
function heldBatch(batch: string, actor: string, facts: DecisionFacts): void {
  if (openBatch(batch, facts).holder !== facts.hashOf(actor)) throw new Refusal("not-holder", { thing: batch, actor });
}

/** A batch's address names the product that the batch has on the chain. */
function refuseOtherProduct(uri: string, facts: DecisionFacts): void {
  const { product, batch } = batchIn(uri, facts);
  if (knownBatch(batch, facts).product !== facts.hashOf(product))
    throw new Refusal("field-invalid", { path: "epcClass", problem: `batch ${batch} is of another product` });
}

function batchIn(uri: string, { domain }: DecisionFacts): { product: string; batch: string } {
  const found = batchOfUri(uri);
  if (!found || batchUri(domain, found.product, found.batch) !== uri)
    throw new Refusal("field-invalid", { path: "epcClass", problem: `https://${domain}/p/…/b/… expected` });
  return found;
}

function plotIn(uri: string, { domain }: DecisionFacts): string {
  const plot = plotOfUri(uri);
  if (!plot || plotUri(domain, plot) !== uri)
    throw new Refusal("field-invalid", { path: "readPoint.id", problem: `https://${domain}/plot/… expected` });
  return plot;
}
