import type { Statement } from "../entry.ts";
import type { Role } from "./fields.ts";
import type { RecallRecord } from "./recall.ts";

/** What an entry is about, in one word; EPCIS events are told apart by bizStep. */
export type Kind =
  | "admission"
  | "product"
  | "survey"
  | "report"
  | "certificate"
  | "claim"
  | "correction"
  | "planting"
  | "application"
  | "harvest"
  | "receipt"
  | "processing"
  | "packing"
  | "recall";

/** Recalls are cases of their own: no label's evidence holds their records. */
export const isRecallRecord = (statement: Statement): statement is RecallRecord =>
  statement.type.startsWith("liangji:Recall");

export function kindOf(statement: Statement): Kind {
  switch (statement.type) {
    case "liangji:ActorAdmitted":
      return "admission";
    case "liangji:ProductDefined":
      return "product";
    case "liangji:PlotSurveyed":
      return "survey";
    case "liangji:TestReport":
      return "report";
    case "liangji:CertificateDocument":
      return "certificate";
    case "liangji:ClaimMade":
      return "claim";
    case "liangji:Correction":
      return "correction";
    case "TransformationEvent":
      return statement.bizStep === "packing" ? "packing" : "processing";
    case "ObjectEvent":
      if (statement.bizStep === "liangji:planting") return "planting";
      if (statement.bizStep === "liangji:applying") return "application";
      return statement.bizStep === "commissioning" ? "harvest" : "receipt";
    default:
      return "recall";
  }
}

/** Which role may say it (design §1); of recalls recallRoles says it, record by record (recall.ts). An admission is further bounded: the accreditor admits certifiers only. */
export const rolesFor: Readonly<Record<Kind, readonly Role[]>> = {
  admission: ["operator", "accreditor"],
  product: ["operator"],
  survey: ["operator"],
  report: ["laboratory"],
  certificate: ["certifier"],
  claim: ["operator", "grower", "factory", "packer"],
  correction: ["operator", "accreditor", "certifier", "laboratory", "grower", "factory", "packer", "regulator"],
  planting: ["grower"],
  application: ["grower"],
  harvest: ["grower"],
  receipt: ["factory", "packer"],
  processing: ["factory"],
  packing: ["packer"],
  recall: [],
};
