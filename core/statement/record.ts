import * as z from "zod/mini";
import { actorAdmitted } from "./admission.ts";
import { certificateDocument } from "./certificate.ts";
import { claimMade } from "./claim.ts";
import { commitmentCertificate } from "./commitment.ts";
import { correction } from "./correction.ts";
import { intervalResolved } from "./interval.ts";
import { productDefined } from "./product.ts";
import { verifierReleased } from "./release.ts";
import { testReport } from "./report.ts";
import { testReportWithdrawn } from "./report-withdrawn.ts";
import { sceneCaptured } from "./scene-captured.ts";
import { plotSurveyed } from "./survey.ts";

/** Our own kinds of statement, each in its own file; everything else is an EPCIS event. */
export const record = z.discriminatedUnion("type", [
  actorAdmitted,
  productDefined,
  plotSurveyed,
  testReport,
  testReportWithdrawn,
  certificateDocument,
  claimMade,
  correction,
  sceneCaptured,
  intervalResolved,
  verifierReleased,
  commitmentCertificate,
]);
export type StatementRecord = z.infer<typeof record>;
