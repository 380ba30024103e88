import type { Drawing, Mark } from "./drawing.ts";

/** A thermal printer: its dots per millimetre (203 dpi: 8, 300 dpi: 12) and the font with Chinese letters on it. */
export type ThermalPrinter = { readonly dotsPerMm: 8 | 12; readonly font: string };
export const thermalPrinters = {
  "203": { dotsPerMm: 8, font: "E:SIMSUN.FNT" },
  "300": { dotsPerMm: 12, font: "E:SIMSUN.FNT" },
} as const satisfies Readonly<Record<string, ThermalPrinter>>;

/** ZPL II of labels, one format each: UTF-8 (^CI28), the printer's own QR (^BQ model 2, level M) and EAN-13 (^BE). */
export const labelsZpl = (drawings: readonly Drawing[], printer: ThermalPrinter): string =>
  drawings.map((drawing) => labelZpl(drawing, printer)).join("");

function labelZpl({ width, height, marks }: Drawing, printer: ThermalPrinter): string {
  const dots = (mm: number): number => Math.round(mm * printer.dotsPerMm);
  const head = `^XA^CI28^PW${dots(width)}^LL${dots(height)}^LH0,0`;
  return `${[head, ...marks.map((mark) => markZpl(mark, printer, dots)), "^XZ"].join("\n")}\n`;
}

function markZpl(mark: Mark, { font, dotsPerMm }: ThermalPrinter, dots: (mm: number) => number): string {
  if (mark.kind === "text") {
    const em = dots(mark.size);
    return `^FT${dots(mark.x)},${dots(mark.y)}^A@N,${em},${em},${font}^FH_^FD${dataOf(mark.text)}^FS`;
  }
  const at = `^FO${dots(mark.x)},${dots(mark.y)}`;
  if (mark.kind === "line") return `${at}^GB${dots(mark.width)},2,2^FS`;
  if (mark.kind === "ean") {
    const module = Math.max(2, Math.floor((mark.width / mark.bits.length) * dotsPerMm));
    return `${at}^BY${module}^BEN,${dots(mark.height)},N,N^FD${mark.digits.slice(0, 12)}^FS`;
  }
  const module = Math.min(10, Math.max(1, Math.floor((mark.size / mark.matrix.length) * dotsPerMm)));
  return `${at}^BQN,2,${module}^FH_^FDMA,${dataOf(mark.text)}^FS`;
}

/** ^FH_: what would be a command, and the escape itself, as hex. */
const dataOf = (text: string): string =>
  text.replaceAll(/[\^~_]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase()}`);
