import type { Policy } from "#core/evidence/policy.ts";
import { isReceiptFile, parseReceiptFile } from "#core/receipt/file.ts";
import type { Receipt } from "#core/receipt/receipt.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { Refusal } from "#core/refusal.ts";
import { nodeCrypto } from "../node-crypto.ts";

/** A file as it came: the evidence in it, and the receipt around that, or why it is not to be relied on. */
export type Opened = { readonly evidence: unknown; readonly receipt?: Receipt | Refusal };

export async function openProof(text: string, { log }: Policy): Promise<Opened> {
  const json = parseJson(text);
  if (!isReceiptFile(json)) return { evidence: json };
  try {
    const file = parseReceiptFile(json);
    const receipt = await verifyReceipt(nodeCrypto, file, log.vkey).catch(refusalOf);
    return { evidence: file.evidence, receipt };
  } catch (error) {
    return { evidence: undefined, receipt: refusalOf(error) };
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: verifyEvidence says that its form is wrong
  }
}
