import type { CommitmentCertificate } from "../statement/commitment.ts";
import { entry, type Step } from "./task.ts";

/** 承诺达标合格证: one entry in no series, because a batch may be closed when its promise is corrected. */
export const promise = (c: Omit<CommitmentCertificate, "type" | "template">): readonly Step[] => [
  entry({ type: "liangji:CommitmentCertificate", template: "CN-CDC-2026", ...c }),
];

export const voidCommitment = (v: { certificate: string; reason: string; occurredAt: string }): readonly Step[] => [
  entry({ type: "liangji:CommitmentMoved", to: "voided", ...v }),
];

/** Put on the goods, or sent along with them. */
export const handOver = (m: {
  certificate: string;
  to: "attached" | "shared";
  occurredAt: string;
}): readonly Step[] => [entry({ type: "liangji:CommitmentMoved", ...m })];

export const reportDiscrepancy = (d: {
  report: string;
  batch: string;
  certificate?: string;
  kind: "missing" | "incomplete" | "mismatch";
  found: string;
  authority: string;
  occurredAt: string;
}): readonly Step[] => [entry({ type: "liangji:DiscrepancyReport", ...d })];
