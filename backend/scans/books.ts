import { Refusal } from "#core/refusal.ts";
import type { ScanBook } from "#core/scan/book.ts";
import { withoutOld } from "#core/scan/book.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { under } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";

/** What is kept of codes' scans: in memory first, on disk soon after. Keys are the store's. */
export type Books = {
  read(key: string): Promise<ScanBook | undefined>;
  /** What was written is the same for every reader at once, and on disk with the next flush. `also`: rows that belong to it. */
  write(key: string, book: ScanBook, also?: readonly Write[]): void;
  flush(): Promise<void>;
  /** Takes out of every book on disk what is too old for any rule. `hour`: whole hours since 1970. */
  forget(hour: number): Promise<number>;
};

const MOST_IN_MEMORY = 20_000;
const BUSY_SECONDS = 5;
const MOST_PER_COMMIT = 5000;

/** Scans are statistics: a crash may lose those of the last second, and nobody waits for a disk. */
export function booksIn(store: Store): Books {
  /** null: looked for, and there is none yet. */
  const books = new Map<string, ScanBook | null>();
  const dirty = new Set<string>();
  let rows: Write[] = [];
  let flushing: Promise<void> = Promise.resolve();

  async function flushOnce(): Promise<void> {
    const keys = [...dirty].slice(0, MOST_PER_COMMIT);
    const also = rows;
    if (keys.length + also.length === 0) return;
    for (const key of keys) dirty.delete(key);
    rows = [];
    try {
      await store.commit([...keys.map((key) => ({ key, value: encodeJson(books.get(key)) })), ...also]);
    } catch (error) {
      for (const key of keys) dirty.add(key);
      rows = [...also, ...rows];
      throw error;
    }
    if (dirty.size > 0) return flushOnce();
  }
  const flush = (): Promise<void> => {
    flushing = flushing.catch(() => undefined).then(flushOnce);
    return flushing;
  };

  return {
    async read(key) {
      const known = books.get(key);
      if (known !== undefined) return known ?? undefined;
      const stored = await store.read(key);
      // Somebody else may have read and written it meanwhile.
      const newer = books.get(key);
      if (newer !== undefined) return newer ?? undefined;
      const book = stored ? decodeJson<ScanBook>(stored) : null;
      if (books.size >= 2 * MOST_IN_MEMORY) for (const one of books.keys()) if (!dirty.has(one)) books.delete(one);
      books.set(key, book);
      return book ?? undefined;
    },
    write(key, book, also = []) {
      if (!dirty.has(key) && dirty.size >= MOST_IN_MEMORY) throw new Refusal("overloaded", { seconds: BUSY_SECONDS });
      books.set(key, book);
      dirty.add(key);
      rows.push(...also);
    },
    flush,
    async forget(hour) {
      let changed = 0;
      for await (const [key, value] of store.scan(under("scan-book"))) {
        const book = books.get(key) ?? decodeJson<ScanBook>(value);
        const kept = withoutOld(book, hour);
        if (kept === book) continue;
        books.set(key, kept);
        dirty.add(key);
        changed += 1;
        if (dirty.size >= MOST_PER_COMMIT) await flush();
      }
      await flush();
      return changed;
    },
  };
}
