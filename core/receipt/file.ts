import * as z from "zod/mini";
import { parse } from "../evidence/form.ts";

export const RECEIPT_FORMAT = "liangji-receipt/v1";
/** One file to keep: the signed receipt, and the evidence that it is about. */
export const receiptFile = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  receipt: z.string().check(z.maxLength(70_000)),
  evidence: z.record(z.string(), z.unknown()),
});
export type ReceiptFile = z.infer<typeof receiptFile>;

/** Whether a file means to be one; whether it is, parseReceiptFile says. */
export const isReceiptFile = (json: unknown): boolean =>
  (json as { readonly format?: unknown } | null | undefined)?.format === RECEIPT_FORMAT;

export const parseReceiptFile = (json: unknown): ReceiptFile => parse(receiptFile, json, "scan-receipt-malformed");
