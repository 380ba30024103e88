import * as z from "zod/mini";
import type { Statement } from "../entry.ts";
import { certificateRequest } from "./certificate-request.ts";
import { commitmentMoved, discrepancyReport } from "./commitment.ts";
import type { Role } from "./fields.ts";
import { conditionAttested, recognitionTerms } from "./recognition.ts";
import { salesCertificate } from "./sale.ts";

/** What stands around certificates: applications, sales, recognitions, what became of a commitment. No label's evidence holds these records. */
export const certificationRecord = z.discriminatedUnion("type", [
  certificateRequest,
  salesCertificate,
  recognitionTerms,
  conditionAttested,
  commitmentMoved,
  discrepancyReport,
]);
export type CertificationRecord = z.infer<typeof certificationRecord>;

export const certificationRoles: Readonly<Record<CertificationRecord["type"], readonly Role[]>> = {
  "liangji:CertificateRequest": ["grower", "factory", "packer"],
  "liangji:SalesCertificate": ["certifier"],
  "liangji:RecognitionTerms": ["accreditor"],
  "liangji:ConditionAttested": ["certifier"],
  "liangji:CommitmentMoved": ["grower", "factory", "packer", "operator", "regulator"],
  "liangji:DiscrepancyReport": ["factory", "packer"],
};
export const isCertificationRecord = (statement: Statement): statement is CertificationRecord =>
  Object.hasOwn(certificationRoles, statement.type);
