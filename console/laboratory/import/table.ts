import { decodeText } from "./decode.ts";

export type Table = { readonly rows: readonly (readonly string[])[]; readonly encoding: string };
export type Unreadable = "too-big" | "encoding" | "not-a-table" | "old-excel";

export const MOST_BYTES = 1_000_000;
const MOST_ROWS = 500;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const starts = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** A file that a laboratory's system wrote, as text in cells: a spreadsheet (.xlsx, its first sheet) or delimited text. */
export async function readTable(bytes: Uint8Array<ArrayBuffer>): Promise<Table | Unreadable> {
  if (bytes.length > MOST_BYTES) return "too-big";
  if (starts(bytes, OLE)) return "old-excel";
  if (starts(bytes, ZIP)) return readSheetOf(bytes);
  const decoded = decodeText(bytes);
  if (!decoded) return "encoding";
  const { default: Papa } = await import("papaparse");
  const { data } = Papa.parse<string[]>(decoded.text.replace(/^\ufeff/, ""), { skipEmptyLines: "greedy" });
  return data.length > MOST_ROWS ? "too-big" : { rows: data, encoding: decoded.encoding };
}

async function readSheetOf(bytes: Uint8Array<ArrayBuffer>): Promise<Table | Unreadable> {
  const { readSheet } = await import("read-excel-file/universal");
  try {
    const rows = await readSheet<string>(bytes.buffer, { parseNumber: numberAsShown });
    return rows.length > MOST_ROWS
      ? "too-big"
      : { rows: rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell)))), encoding: "xlsx" };
  } catch {
    return "not-a-table";
  }
}

/** Excel keeps 0.12 as 0.12 or as 0.12000000000000001: fifteen digits are what it shows and means (ECMA-376 takes IEEE 754 doubles). */
function numberAsShown(text: string): string {
  const digits = text.replace(/^-?0*\.?0*/, "").replace(/\D/g, "").length;
  return digits <= 15 && !/e/i.test(text) ? text : plainNumber(Number(Number(text).toPrecision(15)));
}
const plainNumber = (value: number): string =>
  String(value).includes("e") ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);
