import type { Entry } from "#core/entry.ts";
import { batchOfUri } from "#core/statement/uri.ts";

/** Every id that an entry spells out and that contracts may know by its hash. */
export function idsIn({ actor, series, statement }: Entry): readonly string[] {
  const ids = [actor, ...series.map(({ id }) => id.slice(id.indexOf("/") + 1))];
  switch (statement.type) {
    case "AggregationEvent":
      return [...ids, ...productsOf(statement.childQuantityList ?? [])];
    case "liangji:ActorAdmitted":
      return [...ids, statement.subject];
    case "liangji:ProductDefined":
      return [...ids, statement.product];
    case "liangji:PlotSurveyed":
      return [...ids, statement.plot, statement.holder];
    case "liangji:SceneCaptured":
      return [...ids, statement.plot];
    case "liangji:TestReport":
      return [...ids, statement.batch, statement.report];
    case "liangji:TestReportWithdrawn":
      return [...ids, statement.report];
    case "liangji:CertificateDocument":
      return [
        ...ids,
        statement.certificate,
        statement.scheme,
        statement.holder,
        ...statement.products.map(({ product }) => product),
        ...statement.plots,
      ];
    case "liangji:SalesCertificate":
      return [...ids, statement.sale, statement.certificate, statement.product, statement.batch, statement.buyer];
    case "liangji:CertificateRequest":
      return [
        ...ids,
        statement.scheme,
        statement.body,
        ...statement.products.map(({ product }) => product),
        ...statement.plots,
      ];
    case "liangji:RecognitionTerms":
      return [...ids, statement.recognition, statement.fromScheme, statement.toScheme];
    case "liangji:CommitmentCertificate":
      return [...ids, statement.certificate, statement.batch, statement.product, ...statement.plots];
    case "liangji:IntervalResolved":
      return [...ids, statement.batch, ...statement.harvests.map(({ plot }) => plot)];
    case "TransformationEvent":
      return [...ids, ...productsOf([...statement.inputQuantityList, ...statement.outputQuantityList])];
    case "ObjectEvent":
      return "quantityList" in statement ? [...ids, ...productsOf(statement.quantityList)] : ids;
    case "liangji:RecallOrdered":
      return [...ids, ...statement.batches.flatMap(({ batch, holder }) => [batch, holder])];
    case "liangji:RecallStockReported":
      return [...ids, statement.batch, statement.holder, ...statement.delivered.map(({ to }) => to)];
    default:
      return ids;
  }
}

const productsOf = (list: readonly { readonly epcClass: string }[]): readonly string[] =>
  list.flatMap(({ epcClass }) => {
    const found = batchOfUri(epcClass);
    return found ? [found.product, found.batch] : [];
  });
