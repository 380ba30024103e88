import { apply } from "#core/ledger/apply.ts";
import { ledgerOf } from "#core/ledger/ledger.ts";
import { sha256 } from "../crypto.ts";
import { keys, under } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import type { Finding } from "./check.ts";
import { readHead } from "./head.ts";
import { changedRows } from "./ledger.ts";
import { decodeLine } from "./record.ts";

/**
 * Adds up the whole log anew and compares every row of the ledger with the result. Memory grows with what the log adds up
 * to: for a copy on a bench, not for a service at work, which has the head's digest of these rows (checkLog).
 *
 * @returns how many rows there are, or the first that is not what the entries give
 */
export async function checkLedger(reading: Reading): Promise<{ readonly rows: number } | Finding> {
  try {
    const ledger = ledgerOf([]);
    const size = (await readHead(reading))?.size ?? 0;
    let index = 0;
    for await (const [, value] of reading.scan({ from: keys.entry(0), to: keys.entry(size) })) {
      const { entry, leafHash } = decodeLine(index, value);
      apply(ledger, entry, index++, leafHash, sha256);
    }
    const wanted = new Map(changedRows(ledger).map(({ key, value }) => [key, value]));
    const rows = wanted.size;
    for await (const [key, value] of reading.scan(under("l"))) {
      const known = wanted.get(key);
      if (!known) throw new Damaged(key, "no entry gives this row");
      if (!Buffer.from(known).equals(value)) throw new Damaged(key, "the row is not what the entries give");
      wanted.delete(key);
    }
    const [missing] = wanted.keys();
    if (missing !== undefined) throw new Damaged(missing, "the row is missing");
    return { rows };
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return { where: error.where, what: error.what };
  }
}
