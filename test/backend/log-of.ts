import { sha256 } from "#backend/crypto.ts";
import { openLogKey } from "#backend/log/key.ts";
import { openMark } from "#backend/log/mark.ts";
import { recoverLog } from "#backend/log/recover.ts";
import { type CheckAhead, type Sequencer, startSequencer } from "#backend/log/sequencer.ts";
import type { Database } from "#backend/store/database.ts";
import { type Store, storeOf } from "#backend/store/store.ts";
import type { Root } from "#core/ledger/ledger.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { type Ground, hashOf, NOW } from "./ground.ts";

export type OpenLog = { readonly sequencer: Sequencer; readonly store: Store; readonly poisoned: readonly unknown[] };

/** Signs as people of the ground do, records, and lets the ground know what comes next in each series. */
export const submitter =
  ({ sequencer }: OpenLog, { sign, ledger }: Ground, capture?: string) =>
  async (...what: Parameters<Ground["sign"]>): Promise<void> => {
    const entry = sign(...what);
    await sequencer.submit([prepareEntry(entry, sha256)], capture);
    for (const { id, sequence } of entry.series) ledger.series.own.set(id, { sequence, previous: hashOf(entry) });
  };

/** The sequencer on a store, for people of a `ground`, without a chain or a port. */
export async function openLog(
  folder: string,
  db: Database,
  { facts, roots }: { readonly facts: Ground["facts"]; readonly roots: readonly Root[] },
  now: () => number = () => NOW,
  checkAhead?: CheckAhead,
): Promise<OpenLog> {
  const poisoned: unknown[] = [];
  const store = storeOf(db, (error) => poisoned.push(error));
  const key = openLogKey(folder, facts.origin);
  const start = await recoverLog(store, await openMark(folder), key, roots);
  const { recorded: _own, ...outside } = facts;
  return { sequencer: startSequencer(store, key, start, () => outside, now, checkAhead), store, poisoned };
}
