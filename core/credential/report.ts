import { sourceOf } from "../rules/limit-tables.ts";
import { type Judged, judge, type LimitTable, limitOf } from "../rules/limits.ts";
import type { TestReport, TestResult } from "../statement/report.ts";
import {
  both,
  conformityCredential,
  disclaimer,
  evidenceOf,
  type Frame,
  type LogPlace,
  type Person,
  partyOf,
  productOf,
} from "./frame.ts";
import type { Unsigned } from "./proof.ts";
import { statusEntries } from "./status-list.ts";

export type ReportParts = {
  readonly report: TestReport;
  readonly place: LogPlace;
  readonly laboratory: Person;
  readonly holder: Person;
  readonly product: Person;
  readonly limits: LimitTable;
};

/** UN/CEFACT Recommendation 20: milligram per kilogram, percent. */
const unitCodes: Readonly<Record<TestResult["unit"], string>> = { "mg/kg": "NA", "%": "P1" };
/** Why a line does not conform when it is not over a limit either. */
const unjudged: Readonly<Partial<Record<Judged, string>>> = {
  "no-limit": "No limit found: not judged, not counted as passed.",
  coarse: "Not detected, by a method that sees no less than the limit: not judged, not counted as passed.",
};

/**
 * A test report as UNTP DCC. Limits and conformance are recomputed from our table, whatever the report says. The laboratory's CMA and CNAS
 * numbers are its own word, which nobody here has verified: so assessmentLevel says nothing.
 */
export function reportCredential(frame: Frame, r: ReportParts): Unsigned {
  const { report } = r;
  const url = `${frame.url}/reports/${report.report}`;
  const numbers = report.accreditations.map(({ kind, number }) => `${kind} ${number}`).join(", ");
  const subject = {
    type: ["ConformityAttestation", "Attestation"],
    id: url,
    name: `检测报告 / Test report ${report.report}`,
    assessorLevel: "3rdParty",
    assessmentLevel: "Unspecified",
    attestationType: "testing",
    description: `Counts for ${report.quantityGrams} g of batch ${report.batch} only; sample of ${report.sampleGrams} g drawn ${report.sampledAt}. Laboratory: ${numbers}. ${disclaimer(frame, r.laboratory.name)}`,
    issuedToParty: partyOf(frame, r.holder),
    auditableEvidence: evidenceOf(frame, r.place),
    assessment: report.results.map((result) => assessmentOf(frame, url, r, result)),
  };
  return conformityCredential(
    frame,
    `${url}/credential`,
    { validFrom: report.occurredAt },
    subject,
    statusEntries(frame, ["reports"], r.place.index),
  );
}

function assessmentOf(
  frame: Frame,
  url: string,
  { report, product, limits, laboratory }: ReportParts,
  result: TestResult,
) {
  const { analyte, name, value, lod, unit, method } = result;
  const limit = limitOf(limits, analyte);
  const judged = judge(limits, result);
  const metric = (amount: string) => ({
    metricName: both(name),
    metricValue: { value: Number(amount), unit: unitCodes[unit] },
  });
  const said = [
    value === undefined ? `Not detected; detection limit ${lod ?? "not stated"} ${unit}.` : `${value} ${unit}.`,
    `Method ${method}.`,
    ...(unjudged[judged] ? [unjudged[judged]] : []),
  ];
  return {
    type: ["ConformityAssessment", "Declaration"],
    id: `${url}#${analyte}`,
    name: both(name),
    description: said.join(" "),
    conformityTopic: "social.safety",
    conformance: judged === "passed",
    assessmentDate: report.occurredAt.slice(0, 10),
    ...(value !== undefined && { declaredValue: [metric(value)] }),
    ...(limit && {
      assessmentCriteria: [
        {
          type: ["Criterion"],
          id: `https://${frame.domain}/limits/${limits.edition}#${analyte}`,
          name: `${sourceOf(limits, limit)}: ${both(limit)}`,
          description: `${limit.kind === "maximum" ? "at most" : "at least"} ${limit.value} ${limit.unit}`,
          conformityTopic: "social.safety",
          status: "active",
          thresholdValue: {
            metricName: both(limit),
            metricValue: { value: Number(limit.value), unit: unitCodes[limit.unit] },
          },
        },
      ],
    }),
    assessedProduct: [productOf(frame, product.id, product.name, report.batch)],
    auditor: partyOf(frame, laboratory),
  };
}
