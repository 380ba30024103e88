import type { Judgement } from "#core/evidence/verdict.ts";
import type { Facts } from "#core/refusal.ts";
import type { Shown, ShownCode, ShownVerdict } from "./scene.ts";

const verdict = (status: ShownVerdict["status"], code: ShownCode, facts: Facts = {}): ShownVerdict => ({
  status,
  code,
  facts,
});
const nothing = { checks: [], certificates: [] };

/** A recalled pack need not be looked at: however good it looks, it is recalled. */
export const shownOf = (judgement: Judgement): Shown =>
  judgement.headline === "recalled" ? { ...judgement, pack: verdict("skipped", "pack-recalled") } : judgement;

/** The service knows no such code, so there is nothing to verify. */
export const neverIssued: Shown = {
  ...nothing,
  headline: "code-unusable",
  record: verdict("skipped", "no-record"),
  code: verdict("failed", "never-issued"),
  pack: verdict("skipped", "pack-look-closely"),
};

/** Nothing arrived, or the page itself broke: neither bad news nor good. */
export const unverified = (code: "no-evidence" | "offline" | "page-failed"): Shown => ({
  ...nothing,
  headline: "no-conclusion",
  record: verdict("unknown", code),
  code: verdict("unknown", code),
  pack: verdict("skipped", "pack-not-seen"),
});

/** Evidence of another label than the one that was scanned proves nothing about this one. */
export const otherLabel = (serial: string): Shown => ({
  ...nothing,
  headline: "record-failed",
  record: verdict("failed", "other-label", { serial }),
  code: verdict("skipped", "not-judged"),
  pack: verdict("skipped", "not-judged"),
});
