import { askChain } from "#core/chain/ask.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { sha256 } from "../author.ts";
import { type Client, type Receipt, Refused } from "../client.ts";
import { nodeCrypto } from "../node-crypto.ts";
import { postRpc, withNodesAt } from "../rpc.ts";

export function show(title: string, receipts: readonly Receipt[]): void {
  console.log(
    `${title}\n${receipts.map(({ what, gasUsed, index }) => `  ${what}${gasUsed === undefined ? "" : `  gas ${gasUsed}`}${index === undefined ? "" : `  账本第 ${index} 行 log line`}`).join("\n")}`,
  );
}

/** A refusal that is due; anything else ends the demo. */
export async function refused(title: string, code: string, act: () => Promise<unknown>): Promise<void> {
  const error: unknown = await act().then(
    () => undefined,
    (one: unknown) => one,
  );
  if (!(error instanceof Refused) || error.code !== code)
    throw new Error(`${title}: ${code} expected, got ${String(error)}`);
  console.log(`${title}\n  拒绝 refused: ${error.message}`);
}

export async function judge(client: Client, evidence: unknown): Promise<Judgement> {
  const policy = withNodesAt(client.policy, client.service);
  const now = Math.floor(Date.now() / 1000);
  const view = await askChain(parseBundle(evidence), policy, now, postRpc, sha256);
  return verifyEvidence(evidence, policy, now, view, nodeCrypto);
}

export function expectHeadline(title: string, headline: Judgement["headline"], judgement: Judgement): void {
  if (judgement.headline !== headline)
    throw new Error(
      `${title}: ${headline} expected, got ${judgement.headline} ${JSON.stringify(judgement.record)} ${JSON.stringify(judgement.code)}`,
    );
  console.log(`${title}: ${headline}`);
}
