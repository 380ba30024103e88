import { groupSerial } from "../label/grouped.ts";
import type { LabelContent } from "./label.ts";

const columns = [
  ["no", "serial", "printed", "url", "hidden", "gtin13", "name", "net", "origin", "producer"],
  ["madeOn", "bestBefore", "grade", "batch"],
].flat();

/** RFC 4180 with a byte order mark, one line for each label, for a print shop that sets its own layout. */
export function labelsCsv(contents: readonly LabelContent[]): string {
  const rows = contents.map((one, n) => [
    ...[String(n + 1), one.serial, groupSerial(one.serial), one.url],
    ...[one.hidden ? groupSerial(one.hidden) : "", one.gtin13 ?? "", one.name, one.net, one.origin, one.producer],
    ...[one.madeOn, one.bestBefore, one.grade, one.batch],
  ]);
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A spreadsheet must not take a stranger's name for a formula. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
