import type { Judgement } from "#core/evidence/verdict.ts";
import type { Shown } from "./scene.ts";
import { nothing, verdict } from "./unverified.ts";

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

/** Evidence of another label than the one that was scanned proves nothing about this one. */
export const otherLabel = (serial: string): Shown => ({
  ...nothing,
  headline: "record-failed",
  record: verdict("failed", "other-label", { serial }),
  code: verdict("skipped", "not-judged"),
  pack: verdict("skipped", "not-judged"),
});
