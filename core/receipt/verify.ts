import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Crypto } from "../crypto.ts";
import { parseNote, verifyNote } from "../log/note.ts";
import { Refusal } from "../refusal.ts";
import type { ReceiptFile } from "./file.ts";
import { parseReceiptText, type Receipt } from "./receipt.ts";

/**
 * The receipt, if the log's key signed it and it is about this evidence. That the evidence holds is for verifyEvidence to say.
 *
 * @param vkey  the log's verifier key, from the reader's policy
 * @throws Refusal  `note-…` for the signature, `scan-receipt-malformed`, `scan-receipt-differs`
 */
export async function verifyReceipt(crypto: Crypto, file: ReceiptFile, vkey: string): Promise<Receipt> {
  // One signature, ours: a line by nobody known could be changed unseen.
  if (parseNote(file.receipt).signatures.length !== 1) throw new Refusal("scan-receipt-malformed");
  const receipt = parseReceiptText(await verifyNote(crypto, file.receipt, [vkey]));
  const evidence = hex(crypto.sha256(canonical(file.evidence)));
  if (evidence !== receipt.evidence) throw new Refusal("scan-receipt-differs", { evidence });
  return receipt;
}
