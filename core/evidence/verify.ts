import type { ChainSaid } from "../chain/ask.ts";
import type { Crypto } from "../crypto.ts";
import type { CheckAnchor } from "./anchored.ts";
import type { Bundle } from "./bundle.ts";
import { parseBundle } from "./parse.ts";
import type { Policy } from "./policy.ts";
import type { Judgement } from "./verdict.ts";
import { judgeMalformed, verifyBundle } from "./verify-bundle.ts";

/**
 * The one verification, the same on a phone, in a shell and in court (docs/spec/evidence.md).
 *
 * @param json    evidence as received; nothing in it is trusted
 * @param policy  whom the reader trusts, pinned elsewhere
 * @param now     seconds since 1970
 * @param chain   what the chain said, or why it could not be asked: then nothing about "now" is ever passed
 * @param checkAnchor  anchorChecker; without it the bundle's anchor proof is skipped
 * @returns never throws for bad evidence: every check that was made, and three verdicts
 */
export async function verifyEvidence(
  json: unknown,
  policy: Policy,
  now: number,
  chain: ChainSaid,
  crypto: Crypto,
  checkAnchor?: CheckAnchor,
): Promise<Judgement> {
  let bundle: Bundle;
  try {
    bundle = parseBundle(json);
  } catch (error) {
    return judgeMalformed(error, chain);
  }
  return verifyBundle(bundle, policy, now, chain, crypto, checkAnchor);
}
