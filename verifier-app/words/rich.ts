/** A sentence with bold parts: `["袋上印的批次是 ", ["260325-01"]]`. */
export type Rich = readonly (string | readonly [string])[];
export const plainText = (rich: Rich): string =>
  rich.map((part) => (typeof part === "string" ? part : part[0])).join("");
