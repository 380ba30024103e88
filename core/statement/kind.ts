import type { Statement } from "../entry.ts";
import type { Role } from "./fields.ts";
import type { RecallRecord } from "./recall.ts";
import type { StatementRecord } from "./record.ts";
import type { ScanRecord } from "./scan.ts";

/** What an entry is about, in one word; EPCIS events are told apart by bizStep. */
export type Kind =
  | "admission"
  | "product"
  | "survey"
  | "report"
  | "withdrawal"
  | "certificate"
  | "claim"
  | "correction"
  | "scene"
  | "resolution"
  | "release"
  | "commitment"
  | "planting"
  | "application"
  | "harvest"
  | "receipt"
  | "processing"
  | "packing"
  | "case";

/** Recalls, complaints, and what is said about scans and taps, are cases of their own: no label's evidence holds their records. */
export const isRecallRecord = (statement: Statement): statement is RecallRecord =>
  statement.type.startsWith("liangji:Recall");
export const isScanRecord = (statement: Statement): statement is ScanRecord =>
  ["liangji:ScanCaseClosed", "liangji:SaleRegionSet", "liangji:TagsBound"].includes(statement.type);

/** Every kind of our own records; a reader of the verdict needs it here, in record.ts, and in judged.ts. */
export const recordKinds = {
  "liangji:ActorAdmitted": "admission",
  "liangji:ProductDefined": "product",
  "liangji:PlotSurveyed": "survey",
  "liangji:TestReport": "report",
  "liangji:TestReportWithdrawn": "withdrawal",
  "liangji:CertificateDocument": "certificate",
  "liangji:CommitmentCertificate": "commitment",
  "liangji:ClaimMade": "claim",
  "liangji:Correction": "correction",
  "liangji:SceneCaptured": "scene",
  "liangji:IntervalResolved": "resolution",
  "liangji:VerifierReleased": "release",
} as const satisfies Readonly<Record<StatementRecord["type"], Kind>>;

export function kindOf(statement: Statement): Kind {
  switch (statement.type) {
    case "TransformationEvent":
      return statement.bizStep === "packing" ? "packing" : "processing";
    case "ObjectEvent":
      if (statement.bizStep === "liangji:planting") return "planting";
      if (statement.bizStep === "liangji:applying") return "application";
      return statement.bizStep === "commissioning" ? "harvest" : "receipt";
    default:
      return recordKinds[statement.type as keyof typeof recordKinds] ?? "case";
  }
}

/** Which role may say it (design §1); of cases recallRoles, scanRoles and certificationRoles say it, record by record (recall.ts, scan.ts, certification.ts). An admission is further bounded: the accreditor admits certifiers only; so is a claim, by its grade (core/rules/grades.ts). */
export const rolesFor: Readonly<Record<Kind, readonly Role[]>> = {
  admission: ["operator", "accreditor"],
  product: ["operator"],
  survey: ["operator"],
  report: ["laboratory"],
  withdrawal: ["laboratory"],
  certificate: ["certifier"],
  claim: ["operator", "certifier", "laboratory", "grower", "factory", "packer"],
  commitment: ["grower", "factory", "packer"],
  correction: ["operator", "accreditor", "certifier", "laboratory", "grower", "factory", "packer", "regulator"],
  scene: ["operator", "grower"],
  resolution: ["operator", "certifier", "regulator"],
  release: ["operator"],
  planting: ["grower"],
  application: ["grower"],
  harvest: ["grower"],
  receipt: ["factory", "packer"],
  processing: ["factory"],
  packing: ["packer"],
  case: [],
};
