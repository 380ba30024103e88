import { Refusal } from "../refusal.ts";

export type DigitalLink = { readonly gtin: string; readonly lot: string; readonly serial: string };

/** GS1 check digit: weights 3 and 1 from the right. */
export function isGtin14(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  return [...text].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 3 : 1), 0) % 10 === 0;
}

/** GS1 CSET 82 (General Specifications fig. 7.11-1), 1–20 characters for AI 10 and 21. */
const CSET82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;
/** A path segment of one or two dots would be taken away on the way here (RFC 3986 §5.2.4), however it is encoded. */
const isValue = (text: string): boolean => CSET82.test(text) && text !== "." && text !== "..";
/** Everything outside RFC 3986 unreserved is percent-encoded in upper case (URI Syntax 1.6 §4.4). */
const encode = (text: string): string =>
  text.replaceAll(
    /[^A-Za-z0-9\-._~]/g,
    (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

function decode(text: string): string {
  const plain = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, byte: string) =>
    String.fromCharCode(Number.parseInt(byte, 16)),
  );
  if (!isValue(plain) || encode(plain) !== text) throw new Refusal("label-url-malformed");
  return plain;
}

/** GS1 Digital Link URI Syntax 1.6: /01/{gtin14}/10/{lot}/21/{serial}. */
export function digitalLinkPath({ gtin, lot, serial }: DigitalLink): string {
  if (!isGtin14(gtin)) throw new Refusal("gtin-check-digit", { gtin });
  if (!isValue(lot) || !isValue(serial)) throw new Refusal("label-url-malformed");
  return `/01/${gtin}/10/${encode(lot)}/21/${encode(serial)}`;
}

export function parseDigitalLinkPath(path: string): DigitalLink {
  const [, gtin, lot, serial] = /^\/01\/(\d{14})\/10\/([^/]+)\/21\/([^/]+)$/.exec(path) ?? [];
  if (!gtin || !lot || !serial) throw new Refusal("label-url-malformed");
  if (!isGtin14(gtin)) throw new Refusal("gtin-check-digit", { gtin });
  return { gtin, lot: decode(lot), serial: decode(serial) };
}
