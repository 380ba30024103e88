import { equal, fromBase64, hex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import { verifyNote } from "../log/note.ts";
import { verifyConsistency } from "../log/proof.ts";
import { Refusal } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { Anchored } from "./anchored.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import type { Checks } from "./ledger.ts";
import type { Policy } from "./policy.ts";

export type Head = { readonly size: number; readonly root: Uint8Array };

/** Is this our log's signed head? Returns it, or nothing when no proof can start from it. */
export async function checkHead(
  bundle: Bundle,
  policy: Policy,
  crypto: Crypto,
  checks: Checks,
): Promise<Head | undefined> {
  const { origin, checkpoint } = bundle.log;
  const facts = { log: origin, own: policy.log.origin };
  if (origin !== policy.log.origin) return void checks.add("log-identity", "failed", "other-log", facts);
  try {
    const head = parseCheckpoint(await verifyNote(crypto, checkpoint, [policy.log.vkey]));
    if (head.origin !== origin)
      return void checks.add("log-identity", "failed", "other-log", { ...facts, log: head.origin });
    checks.add("log-identity", "passed");
    checks.add("log-signature", "passed");
    return head;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return void checks.add("log-signature", "failed", "other-log", facts);
  }
}

/** Does this page of the log extend the one that the bundle's last anchor names (RFC 9162 §2.1.4)? */
export function checkHistory(bundle: Bundle, head: Head, crypto: Crypto, checks: Checks): void {
  const last = bundle.anchors.at(-1);
  if (!last) return;
  const proof = bundle.consistency.map(fromBase64);
  const anchored = fromBase64(last.root);
  try {
    if (last.size === head.size && !equal(anchored, head.root)) throw new Refusal("consistency-proof-wrong");
    if (last.size !== head.size)
      verifyConsistency(crypto.sha256, {
        oldSize: last.size,
        newSize: head.size,
        oldRoot: anchored,
        newRoot: head.root,
        proof,
      });
    checks.add("log-history", "passed");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    checks.add("log-history", "failed", "history-rewritten");
  }
}

/** Does the chain hold the anchors that the bundle names? */
export function checkAnchors(bundle: Bundle, view: ChainView, checks: Checks): void {
  for (const { index, size, root, time } of bundle.anchors) {
    const on = view.anchors.find((anchor) => anchor.index === index);
    const same = on !== undefined && on.size === size && on.time === time && on.root === hex(fromBase64(root));
    checks.add("anchors", same ? "passed" : "failed", same ? undefined : "history-rewritten", { index });
  }
}

/** Clocks of chain and service may differ by this much. */
const SKEW_SECONDS = 300;

/**
 * The log says when it recorded an entry; the anchors say between which two moments that was. A service that dated an entry back,
 * to before its author's key was revoked say, contradicts them.
 */
export function checkTimes({ anchors, entries }: Bundle, checks: Checks): void {
  for (const { index, recordedAt } of entries) {
    const at = anchors.findIndex(({ size }) => size > index);
    const [before, cover] = [anchors[at - 1], anchors[at]];
    if (!cover) continue;
    const recorded = utcSeconds(recordedAt);
    const inOrder =
      cover.index === 1 ||
      (before !== undefined && before.index === cover.index - 1 && recorded >= before.time - SKEW_SECONDS);
    const bounded = inOrder && recorded <= cover.time + SKEW_SECONDS;
    checks.add("anchors", bounded ? "passed" : "failed", bounded ? undefined : "history-rewritten", { n: index + 1 });
  }
}

/** How much of the bundle the chain already holds, and whether the head there is young enough to speak of "now". */
export function checkAnchored(
  bundle: Bundle,
  policy: Policy,
  now: number,
  anchored: Anchored | undefined,
  checks: Checks,
): void {
  const anchoredSize = bundle.anchors.at(-1)?.size ?? 0;
  const waiting = bundle.entries.filter(({ index }) => index >= anchoredSize);
  if (waiting.length === 0) checks.add("head-anchored", anchored ? "passed" : "skipped");
  else
    checks.add("head-anchored", "unknown", "not-yet-anchored", {
      n: waiting.length,
      since: Math.min(...waiting.map(({ recordedAt }) => utcSeconds(recordedAt))),
      minutes: Math.ceil(policy.maxHeadAgeSeconds / 60),
    });
  if (!anchored) return;
  const { driver, by, of, time } = anchored;
  const [ageSeconds, limitSeconds] = [now - time, policy.maxHeadAgeSeconds];
  const facts = { ageSeconds, limitSeconds, driver, by, of };
  if (ageSeconds > limitSeconds) checks.add("head-age", "unknown", "old-head", facts);
  else checks.add("head-age", "passed", undefined, facts);
}
