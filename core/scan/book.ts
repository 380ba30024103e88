import type { Cell } from "./cell.ts";
import { judgeScans } from "./judge.ts";
import { scanRules } from "./rules.ts";
import type { Scan, ScanFacts, ScanJudgement, ScanReason } from "./scan.ts";

/** All that is kept about the scans of one code. */
export type ScanBook = {
  /** Every scan that ever counted. */
  readonly total: number;
  /** Whole hours since 1970. */
  readonly firstHour: number;
  /** The newest, in the order of their hours. */
  readonly scans: readonly Scan[];
  /** The newest case that this code opened; `hour` when. */
  readonly case?: { readonly id: string; readonly hour: number; readonly reasons: readonly ScanReason[] };
};
/** How the operator closed a case. `hour` when. */
export type ScanCaseEnd = { readonly outcome: "false-alarm" | "copied"; readonly hour: number };

const MOST_SCANS = 64;
const MOST_PLACES = 12;
const HOURS_A_DAY = 24;

/** The book with one more scan, or the same book: one network counts once an hour. Scans past the window, and above the bound, stay as a number only. */
export function withScan(book: ScanBook | undefined, scan: Scan): ScanBook {
  if (!book) return { total: 1, firstHour: scan.hour, scans: [scan] };
  if (book.scans.some(({ hour, token }) => hour === scan.hour && token === scan.token)) return book;
  const scans = [...book.scans, scan].sort((a, b) => a.hour - b.hour);
  return withoutOld({ ...book, total: book.total + 1, scans: scans.slice(-MOST_SCANS) }, scan.hour);
}

/** Without the scans that no rule looks at any more. The same book when there are none. */
export function withoutOld(book: ScanBook, now: number): ScanBook {
  const scans = book.scans.filter(({ hour }) => hour > now - scanRules.windowDays * HOURS_A_DAY);
  return scans.length === book.scans.length ? book : { ...book, scans };
}

/**
 * What a code's scans say now. A case closed as a false alarm takes the scans before it with it; one closed as copied stays.
 *
 * @param end  how the book's case was closed, if it was
 */
export function judgeBook(
  { scans, case: opened }: ScanBook,
  now: number,
  facts: ScanFacts,
  end: ScanCaseEnd | undefined,
): ScanJudgement {
  if (opened && end?.outcome !== "false-alarm") return { state: "copied-likely", reasons: opened.reasons };
  const counted = end ? scans.filter(({ hour }) => hour > end.hour) : scans;
  return judgeScans(counted, now, facts);
}

/** How often and when last a code was scanned in a cell. */
export type ScanPlace = { readonly cell: Cell; readonly scans: number; readonly lastHour: number };

/** Where the kept scans were, the most scanned first; those of unknown place are in no cell. */
export function placesIn({ scans }: ScanBook): readonly ScanPlace[] {
  const places = new Map<Cell, ScanPlace>();
  for (const { cell, hour } of scans)
    if (cell !== undefined) places.set(cell, { cell, scans: (places.get(cell)?.scans ?? 0) + 1, lastHour: hour });
  return [...places.values()].sort((a, b) => b.scans - a.scans || b.lastHour - a.lastHour).slice(0, MOST_PLACES);
}
