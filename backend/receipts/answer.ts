import type { JsonRpcPayload } from "ethers";
import { askChain, type Rpc } from "#core/chain/ask.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { anchorChecker } from "#core/evidence/check-anchor.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import type { LabelId } from "#core/label/url.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { type Answered, composeReceipt } from "#core/receipt/compose.ts";
import { RECEIPT_FORMAT, type ReceiptFile } from "#core/receipt/file.ts";
import { receiptText } from "#core/receipt/receipt.ts";
import type { Context } from "../context.ts";
import { nativeCrypto, sha256 } from "../crypto.ts";
import { assembleEvidence } from "../evidence/assemble.ts";

/** The evidence of one label as it stands now, and what the one verification makes of it here: the service's own reading of its own record. */
export async function answerNow(context: Context, id: LabelId): Promise<Answered> {
  const { policy, provider, now } = context;
  // As a reader gets it: what a reader parses, and hashes, is what is signed.
  const bundle = JSON.parse(JSON.stringify(await assembleEvidence(context, id))) as Bundle;
  const askedAt = now();
  const rpc: Rpc = (_url, body) => provider._send(body as JsonRpcPayload[]);
  const chain = await askChain(bundle, policy, askedAt, rpc, sha256);
  const judgement = await verifyEvidence(bundle, policy, askedAt, chain, nativeCrypto, anchorChecker(nobleEthereum));
  return { bundle, judgement, chain, chainId: policy.chain.chainId, askedAt };
}

/** Signs what was answered. Nothing is kept of it. */
export const signReceipt = ({ key }: Context, answered: Answered): ReceiptFile => ({
  format: RECEIPT_FORMAT,
  receipt: key.signNote(receiptText(composeReceipt(sha256, answered))),
  evidence: answered.bundle as unknown as ReceiptFile["evidence"],
});
