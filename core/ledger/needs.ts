import type { Hash } from "../crypto.ts";
import type { Entry } from "../entry.ts";
import { batchOfUri, plotOfUri } from "../statement/uri.ts";
import { needsOfAggregation, needsOfContents, unitIn } from "../unit/needs.ts";
import { attestationKey, documentHash } from "./apply.ts";
import { placeOf, shutPickings } from "./flags.ts";
import { openingYears, pickingYears, plotYear } from "./interval.ts";
import type { Ledger, ShelfName } from "./ledger.ts";
import { batchesIn, batchInto } from "./series-of.ts";
import { find } from "./shelf.ts";

/** A row of the ledger by its place. */
export type Place = { readonly shelf: ShelfName; readonly key: string };

/** Every row that deciding about an entry may ask for, and every row that it changes. */
export function needsOf({ actor, series, statement }: Entry, sha256: Hash): readonly Place[] {
  const at = (shelf: ShelfName, ...keys: string[]): Place[] => keys.map((key) => ({ shelf, key }));
  const always = [...at("actors", actor), ...at("series", ...series.map(({ id }) => id))];
  switch (statement.type) {
    case "liangji:ActorAdmitted":
      return [...always, ...at("actors", statement.subject)];
    case "liangji:ProductDefined":
      return [
        ...always,
        ...at("products", statement.product),
        ...(statement.gtin === undefined ? [] : at("gtins", statement.gtin)),
      ];
    case "liangji:PlotSurveyed":
      return [
        ...always,
        ...at("actors", statement.holder),
        ...at("plots", statement.plot),
        ...at("documents", documentHash(sha256, statement)),
      ];
    case "liangji:SceneCaptured":
      return [...always, ...at("plots", statement.plot)];
    case "liangji:TestReport":
      return [
        ...always,
        ...at("reports", statement.report),
        ...at("panels", statement.batch),
        ...at("actors", statement.sampledBy),
      ];
    case "liangji:TestReportWithdrawn":
      return [...always, ...at("reports", statement.report)];
    case "liangji:CertificateDocument":
      return [
        ...always,
        ...at("actors", statement.holder),
        ...at("certificates", statement.certificate),
        ...at("documents", documentHash(sha256, statement)),
      ];
    case "liangji:SalesCertificate":
      return [...always, ...at("sales", statement.sale), ...at("certificates", statement.certificate)];
    case "liangji:CertificateRequest":
      return [...always, ...at("actors", statement.holder, statement.body), ...at("requests", statement.request)];
    case "liangji:RecognitionTerms":
      return [...always, ...at("recognitions", statement.recognition)];
    case "liangji:ConditionAttested":
      return [
        ...always,
        ...at("recognitions", statement.recognition),
        ...at("attestations", attestationKey(statement)),
      ];
    case "liangji:CommitmentCertificate": {
      const named = [
        statement.certificate,
        ...statement.parents,
        ...(statement.supersedes ? [statement.supersedes] : []),
      ];
      return [
        ...always,
        ...at("commitments", ...named),
        ...at("promises", statement.batch),
        ...at("flags", statement.batch),
      ];
    }
    case "liangji:CommitmentMoved":
      return [...always, ...at("commitments", statement.certificate)];
    case "liangji:DiscrepancyReport":
      return [...always, ...at("commitments", ...(statement.certificate ? [statement.certificate] : []))];
    case "liangji:IntervalResolved":
      return [
        ...always,
        ...at("flags", statement.batch),
        ...at("plots", ...statement.harvests.map(({ plot }) => plot)),
      ];
    case "ObjectEvent": {
      const plot = plotOfUri(statement.readPoint.id) ?? "";
      if (statement.bizStep === "receiving") {
        const [from, into] = [batchesIn(statement.quantityList), batchInto(series)];
        const proof = statement["liangji:incoming"];
        return [
          ...always,
          ...at("panels", into, ...from),
          ...at("promises", into),
          ...at("flags", ...from),
          ...at("products", batchOfUri(statement.quantityList[0].epcClass)?.product ?? ""),
          ...(proof?.kind === "commitment" ? at("commitments", proof.certificate) : []),
          ...(proof?.kind === "test-report" ? at("reports", proof.report) : []),
        ];
      }
      const own = [...always, ...at("plots", plot)];
      if (statement.bizStep === "commissioning") {
        const { batch, day } = placeOf(statement);
        return [
          ...own,
          ...at("openings", ...openingYears(plot, day)),
          ...at("treatments", ...openingYears(plot, day)),
          ...at("pickings", ...openingYears(plot, day)),
          ...at("panels", batch),
          ...at("flags", batch),
        ];
      }
      if (statement.bizStep === "liangji:applying") {
        const { stoppedOn } = statement["liangji:application"];
        return [
          ...own,
          ...at("openings", plotYear(plot, stoppedOn)),
          ...at("treatments", plotYear(plot, stoppedOn)),
          ...at("pickings", ...pickingYears(plot, stoppedOn)),
        ];
      }
      return own;
    }
    case "liangji:RecallStockReported": {
      const named = [statement.holder, ...statement.delivered.map(({ to }) => to)];
      return [...always, ...at("recalls", statement.recall), ...at("actors", ...named)];
    }
    case "liangji:RecallDestroyed":
      return [...always, ...at("recalls", statement.recall), ...at("actors", statement.witness)];
    case "liangji:RecallOrdered":
    case "liangji:RecallAcknowledged":
    case "liangji:RecallDestructionAnnounced":
    case "liangji:RecallDestructionWitnessed":
    case "liangji:RecallClosed":
      return [...always, ...at("recalls", statement.recall)];
    case "AggregationEvent":
      return [...always, ...needsOfAggregation(statement)];
    case "TransformationEvent":
      return [
        ...always,
        ...at("panels", ...batchesIn(statement.outputQuantityList), ...batchesIn(statement.inputQuantityList)),
      ];
    case "liangji:ComplaintReceived":
    case "liangji:ComplaintAnswered":
      return [...always, ...at("complaints", statement.complaint)];
    case "liangji:VerifierReleased":
      return [...always, ...at("releases", "newest")];
    case "liangji:ScanCaseClosed":
      return [...always, ...at("scanCases", statement.case)];
    case "liangji:SaleRegionSet":
      return [...always, ...at("saleRegions", statement.product), ...at("products", statement.product)];
    case "liangji:TagsBound":
      return [...always, ...at("tags", statement.root)];
    default:
      return always;
  }
}

/** What only the rows fetched so far show to be needed: batches of leaf that an application flags, and those of certificates and reports that are named. */
export function furtherNeedsOf({ statement }: Entry, ledger: Ledger): readonly Place[] {
  const at = (shelf: ShelfName, key: string): Place => ({ shelf, key });
  const batchOf = (certificate: string): readonly string[] => {
    const batch = find(ledger.commitments, certificate)?.statement.batch;
    return batch === undefined ? [] : [batch];
  };
  switch (statement.type) {
    case "ObjectEvent":
      return statement.bizStep === "liangji:applying"
        ? shutPickings(ledger, statement).map(({ batch }) => at("flags", batch))
        : [];
    case "AggregationEvent": {
      const unit = statement.action === "DELETE" ? find(ledger.units, unitIn(statement.parentID)) : undefined;
      return unit ? needsOfContents(unit) : [];
    }
    case "liangji:TestReportWithdrawn": {
      const batch = find(ledger.reports, statement.report)?.statement.batch;
      return batch === undefined ? [] : [at("panels", batch)];
    }
    case "liangji:CommitmentCertificate":
      return statement.parents.flatMap(batchOf).map((batch) => at("flags", batch));
    case "liangji:CommitmentMoved":
      return batchOf(statement.certificate).map((batch) => at("promises", batch));
    default:
      return [];
  }
}
