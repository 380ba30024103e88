import { Refusal } from "../refusal.ts";

const HEADER = /^%PDF-[12]\.\d[\r\n]/;
const END = "%%EOF";
const LINE_ENDS: readonly number[] = [0x0a, 0x0d];

export const isPdf = (bytes: Uint8Array): boolean => ascii(bytes.subarray(0, 5)) === "%PDF-";

/**
 * ISO 32000-2 §7.5: a header at the first byte, an end mark at the last, nothing behind it. Nothing inside is read: whoever
 * is given one saves it and opens it elsewhere.
 *
 * @throws Refusal `attachment-not-pdf`
 */
export function readPdf(bytes: Uint8Array): { readonly mediaType: "application/pdf" } {
  if (!HEADER.test(ascii(bytes.subarray(0, 9)))) throw new Refusal("attachment-not-pdf", { problem: "no header" });
  let end = bytes.length;
  while (LINE_ENDS.includes(bytes[end - 1] ?? 0)) end--;
  if (ascii(bytes.subarray(end - END.length, end)) !== END)
    throw new Refusal("attachment-not-pdf", { problem: "no end, or something follows it" });
  return { mediaType: "application/pdf" };
}

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
