import type { Policy } from "#core/evidence/policy.ts";
import { verifyExhibit } from "#core/exhibit/signed.ts";
import { isReceiptFile, parseReceiptFile } from "#core/receipt/file.ts";
import type { Receipt } from "#core/receipt/receipt.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { Refusal } from "#core/refusal.ts";
import { nodeCrypto } from "../node-crypto.ts";
import { attachedIn } from "./attached.ts";

/** A file as it came: the evidence in it, and what was signed around that, or why it is not to be relied on. */
export type Opened = {
  readonly evidence: unknown;
  readonly receipt?: Receipt | Refusal;
  /** Of a PDF: whether the log's key signed all of it. What an unsigned one holds is not read. */
  readonly exhibit?: "signed" | Refusal;
};

export async function openProof(bytes: Uint8Array, policy: Policy): Promise<Opened> {
  if (!isPdf(bytes)) return openText(new TextDecoder().decode(bytes), policy);
  try {
    const text = await attachedIn(await verifyExhibit(nodeCrypto, bytes, policy.log.vkey));
    const opened = await openText(text, policy);
    if (!opened.receipt) throw new Refusal("exhibit-empty");
    return { ...opened, exhibit: "signed" };
  } catch (error) {
    return { evidence: undefined, exhibit: refusalOf(error) };
  }
}

const isPdf = (bytes: Uint8Array): boolean => new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";

async function openText(text: string, { log }: Policy): Promise<Opened> {
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
