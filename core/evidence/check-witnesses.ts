import type { Crypto } from "../crypto.ts";
import { COSIGNATURE, isCosignedBy } from "../log/cosignature.ts";
import { parseNote, verifyVkey } from "../log/note.ts";
import { Refusal } from "../refusal.ts";
import type { Bundle } from "./bundle.ts";
import type { Checks } from "./ledger.ts";
import type { Policy } from "./policy.ts";

/** Did enough of the policy's witnesses see this page, and none of them another? A policy without witnesses asks nothing. */
export async function checkWitnessed(bundle: Bundle, policy: Policy, crypto: Crypto, checks: Checks): Promise<void> {
  const { witnesses = [], witnessQuorum = 0 } = policy;
  if (witnesses.length === 0) return;
  const note = parseNote(bundle.log.checkpoint);
  let signed = 0;
  for (const { name, vkey } of witnesses) {
    const key = verifyVkey(crypto.sha256, vkey, COSIGNATURE);
    try {
      if (await isCosignedBy(crypto, key, note)) signed++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return checks.add("log-witnessed", "failed", "witness-signature-wrong", { who: name.zh, whoEn: name.en });
    }
  }
  const enough = signed >= witnessQuorum;
  checks.add("log-witnessed", enough ? "passed" : "unknown", enough ? undefined : "witnesses-missing", {
    n: signed,
    k: witnessQuorum,
    of: witnesses.length,
  });
}
