import type { Facts } from "#core/refusal.ts";
import type { Shown, ShownCode, ShownVerdict } from "./scene.ts";

export const verdict = (status: ShownVerdict["status"], code: ShownCode, facts: Facts = {}): ShownVerdict => ({
  status,
  code,
  facts,
});
export const nothing = { checks: [], certificates: [] };

/** Nothing arrived, or the page itself broke: neither bad news nor good. */
export const unverified = (code: "no-evidence" | "offline" | "page-failed"): Shown => ({
  ...nothing,
  headline: "no-conclusion",
  record: verdict("unknown", code),
  code: verdict("unknown", code),
  pack: verdict("skipped", "pack-not-seen"),
});
