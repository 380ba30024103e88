import type { Logger } from "pino";
import type { LabelId } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import { judgeBook, placesIn, type ScanBook, type ScanPlace, withScan } from "#core/scan/book.ts";
import type { Cell } from "#core/scan/cell.ts";
import { scanRules } from "#core/scan/rules.ts";
import type { ScanFacts, ScanJudgement } from "#core/scan/scan.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import type { ChainIndex } from "../chain/follow.ts";
import { mintedLabel } from "../labels/label.ts";
import { redemptionsOf } from "../labels/redeem.ts";
import type { LedgerReader } from "../read/ledger.ts";
import { keys } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { booksIn } from "./books.ts";
import { type CaseEnd, caseIdOf, caseRow, endOf, masked } from "./cases.ts";
import { tokens } from "./source.ts";

/** What a code's scans say after this one. `firstHour`: whole hours since 1970; absent before the first that counted. */
export type Counted = ScanJudgement & {
  readonly scans: number;
  readonly firstHour?: number;
  readonly places: readonly ScanPlace[];
  readonly case?: { readonly case: string; readonly openedAt: number; readonly closed?: CaseEnd };
};
export type ScanCounter = {
  /** @throws Refusal `label-unknown`, `rate-limited`, `overloaded` */
  count(label: LabelId, from: { readonly address: string; readonly cell?: Cell | undefined }): Promise<Counted>;
  flush(): Promise<void>;
  stop(): Promise<void>;
};
type Counting = {
  readonly store: Store;
  readonly ledger: LedgerReader;
  readonly index: ChainIndex;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
};

const HOUR = 3600;
const FLUSH_MS = 1000;
const FORGET_MS = 24 * 3600 * 1000;
/** Of one code in a minute: more than any shop's shelf, fewer than it takes to keep a core busy. */
const MOST_A_MINUTE = 120;
const MINUTE = 60;

/** Counts scans, judges each code after every one, and opens a case when a code turns amber. */
export function startScanCounter({ store, ledger, index, now, log }: Counting): ScanCounter {
  const books = booksIn(store);
  const tokenOf = tokens();
  const allow = limiter(now);
  const troubled = (error: unknown): void => log.warn({ err: error }, "scans are not on disk yet");
  const flushing = setInterval(() => void books.flush().catch(troubled), FLUSH_MS).unref();
  const forget = (): void => void books.forget(Math.floor(now() / HOUR)).catch(troubled);
  const forgetting = setInterval(forget, FORGET_MS).unref();

  async function factsOf(label: LabelId): Promise<ScanFacts> {
    const [region, { first }] = await Promise.all([
      ledger.find("saleRegions", label.product),
      redemptionsOf(store, label),
    ]);
    const { latitude = 0, longitude = 0, kilometres = 0 } = region?.statement ?? {};
    return {
      ...(region && { sold: { latitude: latitude / 1e6, longitude: longitude / 1e6, kilometres } }),
      ...(first && { claimed: { hour: Math.floor(first.at / HOUR) } }),
    };
  }
  async function bookWithEnd(key: string): Promise<{ before: ScanBook | undefined; closed: CaseEnd | undefined }> {
    for (let before = await books.read(key); ; ) {
      const asked = before?.case?.id;
      const closed = asked === undefined ? undefined : await endOf(ledger, asked);
      before = await books.read(key);
      if (before?.case?.id === asked) return { before, closed };
    }
  }

  return {
    async count(label, { address, cell }) {
      const { mint, place } = await mintedLabel({ store, index }, label);
      const key = keys.scanBook(label.batch, label.serial);
      allow(key);
      const [hour, token] = [Math.floor(now() / HOUR), tokenOf(key, address, now())];
      const known = (await books.read(key))?.scans.length ?? 0;
      const facts = known < scanRules.afterOpening.places ? {} : await factsOf(label);
      const { before, closed } = await bookWithEnd(key);
      // From here to the write nothing is awaited: no other scan of this code comes between.
      const active = mint.activatedAt > 0 && mint.voided[place.index] === undefined;
      const book = active ? withScan(before, { hour, token, ...(cell && { cell }) }) : before;
      if (!book) return { state: "ordinary", reasons: [], scans: 0, places: [] };
      const end = closed && { outcome: closed.outcome, hour: Math.floor(utcSeconds(closed.occurredAt) / HOUR) };
      const judged = judgeBook(book, hour, facts, end);
      const told = (of: ScanBook, closed: CaseEnd | undefined): Counted => ({
        ...judged,
        scans: of.total,
        firstHour: of.firstHour,
        places: placesIn(of),
        ...(of.case && { case: { case: of.case.id, openedAt: of.case.hour * HOUR, ...(closed && { closed }) } }),
      });
      const opens = judged.state !== "ordinary" && (!book.case || end?.outcome === "false-alarm");
      if (!opens) {
        if (book !== before) books.write(key, book);
        return told(book, closed);
      }
      const openedAt = hour * HOUR;
      const id = caseIdOf(label, openedAt);
      const opened: ScanBook = { ...book, case: { id, hour, reasons: judged.reasons } };
      const { product, batch, serial } = label;
      books.write(key, opened, [
        caseRow({ case: id, product, batch, code: masked(serial), openedAt, reasons: judged.reasons }),
      ]);
      return told(opened, undefined);
    },
    flush: books.flush,
    async stop() {
      clearInterval(flushing);
      clearInterval(forgetting);
      if (!store.poisoned) await books.flush().catch(troubled);
    },
  };
}

/** So many of each code in each minute; nothing of it is written anywhere. */
function limiter(now: () => number): (key: string) => void {
  let minute = 0;
  const counts = new Map<string, number>();
  return (key) => {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute) counts.clear();
    minute = current;
    const count = (counts.get(key) ?? 0) + 1;
    if (count > MOST_A_MINUTE) throw new Refusal("rate-limited", { seconds: MINUTE });
    counts.set(key, count);
  };
}
