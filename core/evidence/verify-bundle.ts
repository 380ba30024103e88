import type { ChainSaid } from "../chain/ask.ts";
import type { Crypto } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { type Anchored, type CheckAnchor, checkNoAnchor } from "./anchored.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import { checkBatches } from "./check-batches.ts";
import { checkDocuments, judgeCertificates } from "./check-documents.ts";
import { checkEntries, checkKeys, checkSeries } from "./check-entries.ts";
import { checkLabelProof, checkLabelState } from "./check-label.ts";
import { checkAnchored, checkAnchors, checkHead, checkHistory, checkTimes } from "./check-log.ts";
import { checkWitnessed } from "./check-witnesses.ts";
import { conclude } from "./conclude.ts";
import { stoppedFacts } from "./freshness.ts";
import { type Checks, collectChecks } from "./ledger.ts";
import type { Policy } from "./policy.ts";
import { type Signer, signersOf } from "./signers.ts";
import { summaryOf } from "./summary.ts";
import type { CertificateJudgement, Judgement } from "./verdict.ts";

/** The verification of what parsed: see verifyEvidence, which does both. What needs no chain is done while the chain answers. */
export async function verifyBundle(
  bundle: Bundle,
  policy: Policy,
  now: number,
  asked: ChainSaid | Promise<ChainSaid>,
  crypto: Crypto,
  checkAnchor: CheckAnchor = checkNoAnchor,
): Promise<Judgement> {
  const checks = collectChecks();
  checks.add("bundle-form", "passed");
  try {
    const signers = signersOf(bundle, policy, crypto.sha256);
    const [series, chain] = await Promise.all([checkLog(bundle, policy, signers, crypto, checks), asked]);
    const view = "unavailable" in chain ? undefined : chain;
    const anchored = await checkAnchor(bundle, policy, now, chain, checks);
    if (series) checkRecord(bundle, policy, now, signers, series, view, anchored, crypto, checks);
    const stopped = view && stoppedFacts(view, policy, now);
    if (view) checkLabelState(bundle, view, stopped, crypto.sha256, checks);
    const certificates: readonly CertificateJudgement[] = judgeCertificates(
      bundle,
      view,
      stopped,
      crypto.sha256,
      checks,
    );
    return { ...conclude(checks, chain, certificates, () => summaryOf({ bundle, signers })), anchored };
  } catch (error) {
    return judgeMalformed(error, await asked);
  }
}

/** What did not parse, or parsed and has no canonical bytes. Anything else than a refusal is thrown on. */
export function judgeMalformed(error: unknown, chain: ChainSaid): Judgement {
  if (!(error instanceof Refusal)) throw error;
  const checks = collectChecks();
  checks.add("bundle-form", "failed", "bundle-malformed", error.facts);
  return conclude(checks, chain, []);
}

type Series = ReadonlyMap<string, readonly Uint8Array[]>;

/** Signatures and proofs. Leaf hashes by series; nothing when no proof can start from the log's head. */
async function checkLog(
  bundle: Bundle,
  policy: Policy,
  signers: readonly Signer[],
  crypto: Crypto,
  checks: Checks,
): Promise<Series | undefined> {
  checkLabelProof(bundle, crypto, checks);
  const head = await checkHead(bundle, policy, crypto, checks);
  if (!head) return undefined;
  const leaves = await checkEntries(bundle, signers, head, crypto, checks);
  await checkWitnessed(bundle, policy, crypto, checks);
  checkHistory(bundle, head, crypto, checks);
  return checkSeries(bundle, leaves, checks);
}

/** What the log says against what the chain says. */
function checkRecord(
  bundle: Bundle,
  policy: Policy,
  now: number,
  signers: readonly Signer[],
  series: Series,
  view: ChainView | undefined,
  anchored: Anchored | undefined,
  crypto: Crypto,
  checks: Checks,
): void {
  if (view) checkAnchors(bundle, view, checks);
  checkTimes(bundle, checks);
  checkAnchored(bundle, policy, now, anchored, checks);
  // Without the chain, what the file says of its anchors is its own word, the proven one's apart.
  if (!view) return void checks.add("anchors", "skipped");
  checkKeys(bundle, signers, view.keys, checks);
  checkBatches(bundle, series, view, crypto.sha256, checks);
  checkDocuments(bundle, view, crypto.sha256, checks);
}
