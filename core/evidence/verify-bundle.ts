import type { Unavailable } from "../chain/ask.ts";
import type { Crypto } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { type Anchored, type CheckAnchor, checkNoAnchor } from "./anchored.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import { checkBatches } from "./check-batches.ts";
import { checkDocuments, judgeCertificates } from "./check-documents.ts";
import { checkEntries, checkSeries } from "./check-entries.ts";
import { checkLabelProof, checkLabelState } from "./check-label.ts";
import { checkAnchored, checkHead, checkHistory, checkTimes } from "./check-log.ts";
import { checkWitnessed } from "./check-witnesses.ts";
import { conclude } from "./conclude.ts";
import { stoppedFacts } from "./freshness.ts";
import { type Checks, collectChecks } from "./ledger.ts";
import type { Policy } from "./policy.ts";
import { signersOf } from "./signers.ts";
import { summaryOf } from "./summary.ts";
import type { CertificateJudgement, Judgement } from "./verdict.ts";

/** The verification of what parsed: see verifyEvidence, which does both. */
export async function verifyBundle(
  bundle: Bundle,
  policy: Policy,
  now: number,
  chain: ChainView | Unavailable,
  crypto: Crypto,
  checkAnchor: CheckAnchor = checkNoAnchor,
): Promise<Judgement> {
  const checks = collectChecks();
  checks.add("bundle-form", "passed");
  const view = "unavailable" in chain ? undefined : chain;
  try {
    const anchored = await checkAnchor(bundle, policy, now, chain, checks);
    await checkRecord(bundle, policy, now, view, anchored, crypto, checks);
    checkLabelProof(bundle, crypto, checks);
    const stopped = view && stoppedFacts(view, policy, now);
    if (view) checkLabelState(bundle, view, stopped, crypto.sha256, checks);
    const certificates: readonly CertificateJudgement[] = judgeCertificates(
      bundle,
      view,
      stopped,
      crypto.sha256,
      checks,
    );
    const signers = signersOf(bundle, policy, crypto.sha256);
    return { ...conclude(checks, chain, certificates, () => summaryOf({ bundle, signers })), anchored };
  } catch (error) {
    return judgeMalformed(error, chain);
  }
}

/** What did not parse, or parsed and has no canonical bytes. Anything else than a refusal is thrown on. */
export function judgeMalformed(error: unknown, chain: ChainView | Unavailable): Judgement {
  if (!(error instanceof Refusal)) throw error;
  const checks = collectChecks();
  checks.add("bundle-form", "failed", "bundle-malformed", error.facts);
  return conclude(checks, chain, []);
}

async function checkRecord(
  bundle: Bundle,
  policy: Policy,
  now: number,
  view: ChainView | undefined,
  anchored: Anchored | undefined,
  crypto: Crypto,
  checks: Checks,
): Promise<void> {
  const head = await checkHead(bundle, policy, crypto, checks);
  if (!head) return;
  const leaves = await checkEntries(bundle, signersOf(bundle, policy, crypto.sha256), head, view, crypto, checks);
  const series = checkSeries(bundle, leaves, checks);
  await checkWitnessed(bundle, policy, crypto, checks);
  checkHistory(bundle, head, view, crypto, checks);
  checkTimes(bundle, checks);
  checkAnchored(bundle, policy, now, anchored, checks);
  // Without the chain, what the file says of its anchors is its own word, the proven one's apart.
  if (!view) return void checks.add("anchors", "skipped");
  checkBatches(bundle, series, view, crypto.sha256, checks);
  checkDocuments(bundle, view, crypto.sha256, checks);
}
