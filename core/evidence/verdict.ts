import type { Facts } from "../refusal.ts";
import type { CertificateState } from "./chain-view.ts";

/** passed and failed were computed; unknown could not be asked; skipped was not ours to check. */
export type Status = "passed" | "failed" | "unknown" | "skipped";

export const checkNames = [
  "bundle-form",
  "log-identity",
  "log-signature",
  "log-history",
  "log-witnessed",
  "anchor-proof",
  "head-anchored",
  "head-age",
  "anchors",
  "entry-form",
  "entry-inclusion",
  "entry-signature",
  "entry-key",
  "entry-role",
  "series-complete",
  "batch-provenance",
  "batch-sources",
  "label-proof",
  "label-minted",
  "label-state",
  "batch-recall",
  "certificate-document",
  "certificate-state",
  "survey-hash",
  "nodes-agree",
] as const;
export type CheckName = (typeof checkNames)[number];

export type Check = {
  readonly name: CheckName;
  readonly status: Status;
  readonly code?: VerdictCode;
  readonly facts?: Facts;
};

/** The codes of look.md §6 that a scan without hidden code or NFC can give. */
export const verdictCodes = [
  "record-intact",
  "record-complete-offline",
  "bundle-malformed",
  "signature-wrong",
  "not-in-log",
  "entry-missing",
  "history-rewritten",
  "other-log",
  "witness-signature-wrong",
  "witnesses-missing",
  "key-not-valid-then",
  "role-not-held",
  "provenance-differs",
  "document-differs",
  "not-yet-anchored",
  "old-head",
  "anchor-proof-wrong",
  "chain-stopped",
  "code-active",
  "recalled",
  "not-activated",
  "void",
  "never-issued",
  "chain-unreachable",
  "nodes-disagree",
  "offline",
  "pack-not-seen",
  "pack-look-closely",
  "not-judged",
] as const;
export type VerdictCode = (typeof verdictCodes)[number];

export type Verdict = { readonly status: Status; readonly code: VerdictCode; readonly facts: Facts };

/** The sentence on top of the page (look.md §5). */
export type Headline =
  | "all-passed"
  | "recalled"
  | "no-conclusion"
  | "record-failed"
  | "certificate-not-in-force"
  | "code-unusable"
  /** Leaf was picked inside an interval and nobody has answered for it: that stands, whatever could not be asked. */
  | "picked-early";

export type Judgement = {
  readonly headline: Headline;
  readonly record: Verdict;
  readonly code: Verdict;
  readonly pack: Verdict;
  /** Every check that was made, in order; a failed one names what is wrong. */
  readonly checks: readonly Check[];
  /** Absent when the record failed: nothing from it may be shown as fact. */
  readonly summary?: import("./summary.ts").Summary;
  readonly certificates: readonly CertificateJudgement[];
  /** How the log's head on the chain is known, and by which driver; absent when it is not. */
  readonly anchored?: import("./anchored.ts").Anchored | undefined;
};

export type CertificateJudgement = {
  readonly certificate: string;
  readonly atPacking: { readonly state: CertificateState | "unknown"; readonly at: number };
  readonly now: {
    readonly state: CertificateState | "unknown";
    readonly at: number;
    readonly since: number;
    readonly reason: string;
  };
};
