import { base64url, fromBase64url, hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import { withComplaint } from "../complaint/decide.ts";
import type { Hash } from "../crypto.ts";
import type { Entry } from "../entry.ts";
import { withRecord } from "../recall/apply.ts";
import type { ActorAdmitted } from "../statement/admission.ts";
import { isRecallRecord } from "../statement/kind.ts";
import type { ProductDefined } from "../statement/product.ts";
import type { ConditionAttested } from "../statement/recognition.ts";
import { applyAggregation } from "../unit/apply.ts";
import { applyCommitment, applyDiscrepancy, applyMoved, applyProof } from "./commitment.ts";
import { applyApplication, applyHarvest, applyResolution } from "./flags.ts";
import type { Ledger } from "./ledger.ts";
import { withTested } from "./panel.ts";
import { applyWithdrawal } from "./report.ts";
import { batchesIn, batchInto } from "./series-of.ts";
import { find } from "./shelf.ts";
import { flow, treat } from "./treat.ts";

/** Adds one accepted entry. A start adds the newest entries once more, in their order, and no row may change by that. */
export function apply(ledger: Ledger, entry: Entry, index: number, leafHash: string, sha256: Hash): void {
  for (const { id, sequence } of entry.series) ledger.series.own.set(id, { sequence, previous: leafHash });
  const { statement, actor, series } = entry;
  if (isRecallRecord(statement)) {
    const before = find(ledger.recalls, statement.recall);
    return void ledger.recalls.own.set(statement.recall, withRecord(before, statement, actor, index));
  }
  switch (statement.type) {
    case "liangji:ActorAdmitted":
      return void admit(ledger, statement, index, sha256);
    case "liangji:ProductDefined":
      return void define(ledger, statement, actor, index);
    case "liangji:PlotSurveyed":
      ledger.documents.own.set(documentHash(sha256, statement), index);
      return void ledger.plots.own.set(statement.plot, { statement, actor, index });
    case "liangji:TestReport":
      ledger.panels.own.set(
        statement.batch,
        withTested(
          find(ledger.panels, statement.batch),
          statement.report,
          statement.results.map(({ analyte }) => analyte),
        ),
      );
      return void ledger.reports.own.set(statement.report, { statement, actor, index });
    case "liangji:TestReportWithdrawn":
      return void applyWithdrawal(ledger, statement, index);
    case "liangji:CertificateDocument":
      ledger.documents.own.set(documentHash(sha256, statement), index);
      return void ledger.certificates.own.set(statement.certificate, { statement, actor, index });
    case "liangji:ComplaintReceived":
    case "liangji:ComplaintAnswered": {
      const before = find(ledger.complaints, statement.complaint);
      return void ledger.complaints.own.set(statement.complaint, withComplaint(before, statement, actor, index));
    }
    case "liangji:VerifierReleased":
      return void ledger.releases.own.set("newest", index);
    case "liangji:ScanCaseClosed":
      return void ledger.scanCases.own.set(statement.case, { statement, actor, index });
    case "liangji:SaleRegionSet":
      return void ledger.saleRegions.own.set(statement.product, { statement, actor, index });
    case "liangji:TagsBound":
      return void ledger.tags.own.set(statement.root, { statement, actor, index });
    case "liangji:SalesCertificate":
      return void ledger.sales.own.set(statement.sale, { statement, actor, index });
    case "liangji:CertificateRequest":
      return void ledger.requests.own.set(statement.request, { statement, actor, index });
    case "liangji:RecognitionTerms":
      return void ledger.recognitions.own.set(statement.recognition, { statement, actor, index });
    case "liangji:ConditionAttested":
      return void ledger.attestations.own.set(attestationKey(statement), { statement, actor, index });
    case "liangji:IntervalResolved":
      return void applyResolution(ledger, statement, actor, index);
    case "liangji:CommitmentCertificate":
      return void applyCommitment(ledger, statement, actor, index);
    case "liangji:CommitmentMoved":
      return void applyMoved(ledger, statement, index);
    case "liangji:DiscrepancyReport":
      return void applyDiscrepancy(ledger, statement, index);
    case "ObjectEvent":
      treat(ledger, entry, index);
      if (statement.bizStep === "receiving") applyProof(ledger, statement, batchInto(series), index);
      if (statement.bizStep === "commissioning") applyHarvest(ledger, statement, series, index);
      if (statement.bizStep === "liangji:applying") applyApplication(ledger, statement, series);
      return;
    case "AggregationEvent":
      return void applyAggregation(ledger, statement, actor, index);
    case "TransformationEvent":
      return void flow(ledger, batchesIn(statement.inputQuantityList), batchesIn(statement.outputQuantityList), index);
  }
}

function define(ledger: Ledger, statement: ProductDefined, actor: string, index: number): void {
  ledger.products.own.set(statement.product, { statement, actor, index });
  if (statement.gtin !== undefined) ledger.gtins.own.set(statement.gtin, statement.product);
}

function admit(
  ledger: Ledger,
  { subject, name, roles, publicKey, place, phone }: ActorAdmitted,
  index: number,
  sha256: Hash,
): void {
  const before = find(ledger.actors, subject);
  const keys = { ...before?.keys, [keyOf(sha256, publicKey)]: { publicKey, index } };
  ledger.actors.own.set(subject, {
    actor: subject,
    name,
    roles,
    keys,
    ...(place && { place }),
    ...(phone && { phone }),
  });
}

/** An entry's `key` for a public key: base64url of its SHA-256. */
const keyOf = (sha256: Hash, publicKey: string): string => base64url(sha256(fromBase64url(publicKey)));

/** What contracts hold of a survey or a certificate: SHA-256 of its canonical bytes, hex. */
export const documentHash = (sha256: Hash, statement: Entry["statement"]): string => hex(sha256(canonical(statement)));

export const attestationKey = ({ recognition, condition, batch }: ConditionAttested): string =>
  `${recognition}/${condition}/${batch}`;
