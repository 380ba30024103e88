import type { Certificate } from "../read/views.ts";

const cell = (value: string | number): string => {
  const text = String(value);
  // A spreadsheet would run what begins like a formula.
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Certificates as RFC 4180 CSV, one line for each product; UTF-8 with a byte-order mark, or spreadsheets misread Chinese. */
export function certificatesCsv(certificates: readonly Certificate[]): string {
  const head = [
    ...["certificate", "state", "scheme", "holder", "product", "volumeGrams", "usedGrams", "leftGrams"],
    ...["plots", "validFrom", "validTo"],
  ];
  const lines = certificates.flatMap(({ certificate, state, document, volumes }) =>
    document.products.map(({ product, volumeGrams }) => {
      const used = volumes.find((one) => one.product === product)?.usedGrams ?? 0;
      return [
        ...[certificate, state, document.scheme, document.holder, product, volumeGrams, used, volumeGrams - used],
        ...[document.plots.join(" "), document.validFrom, document.validTo],
      ];
    }),
  );
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
