import { isReceiptFile, parseReceiptFile, type ReceiptFile } from "#core/receipt/file.ts";

const opened = new Map<string, ReceiptFile>();

/** The evidence in a file that was chosen, as text. A receipt around it is remembered for the section that tells of it. */
export function evidenceIn(text: string): string {
  try {
    const json: unknown = JSON.parse(text);
    if (!isReceiptFile(json)) return text;
    const file = parseReceiptFile(json);
    const evidence = JSON.stringify(file.evidence);
    opened.set(evidence, file);
    return evidence;
  } catch {
    return text; // neither: the verification says that its form is wrong
  }
}

/** The receipt that stood around this evidence in the file opened. */
export const receiptAround = (evidence: string | undefined): ReceiptFile | undefined =>
  evidence === undefined ? undefined : opened.get(evidence);
