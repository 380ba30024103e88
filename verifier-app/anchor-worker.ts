import type { Anchored, CheckAnchor } from "#core/evidence/anchored.ts";
import { anchorChecker } from "#core/evidence/check-anchor.ts";
import { collectChecks } from "#core/evidence/ledger.ts";
import type { Check } from "#core/evidence/verdict.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";

type Parameters = globalThis.Parameters<CheckAnchor>;
export type Question = readonly [bundle: Parameters[0], policy: Parameters[1], now: number, chain: Parameters[3]];
export type Answer = { readonly anchored: Anchored | undefined; readonly checks: readonly Check[] };

const checkAnchor = anchorChecker(nobleEthereum);

/** All that a page needs to believe validators instead of nodes, beside the page, so that it never blocks a finger. */
addEventListener("message", ({ data: [bundle, policy, now, chain] }: MessageEvent<Question>) => {
  const checks = collectChecks();
  const anchored = checkAnchor(bundle, policy, now, chain, checks);
  postMessage({ anchored, checks: checks.list() } satisfies Answer);
});
