import { equal, hex } from "#core/bytes.ts";
import { apply } from "#core/ledger/apply.ts";
import { fetchedLedger, type Ledger, ledgerOver, type Root } from "#core/ledger/ledger.ts";
import { emptyRange, nodesForRoot, type Range, rangeRoot } from "#core/log/range.ts";
import { sha256 } from "../crypto.ts";
import { keys, under } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import type { Store } from "../store/store.ts";
import { checkLines } from "./check-lines.ts";
import { type Edge, MOST_PER_COMMIT } from "./commit.ts";
import { readStored } from "./derived.ts";
import { readHead, rowOfHead, type SignedHead } from "./head.ts";
import type { LogKey } from "./key.ts";
import { changedRows, EMPTY_DIGEST, fetchRows } from "./ledger.ts";
import type { Mark } from "./mark.ts";
import { LOWEST_STORED, readNodes, rootAt } from "./nodes.ts";
import { decodeLine, type LogLine } from "./record.ts";

/** What the sequencer starts from. */
export type LogState = Edge & { readonly ledger: Ledger; readonly mark: Mark };

/** The newest lines are checked against everything that is stored about them; older ones are left to the daily scrub. */
const TAIL = 256;
const WHAT_TO_DO =
  "Nothing was changed. Restore the newest copy of the data folder, should it say the same once more; npm run fsck tells of any copy whether it is whole.";

/**
 * Takes the log up at its right edge: what a crash left above the head is cleared away, the root is recomputed from the
 * stored tree and compared with the head and its signature, and the newest lines with all that follows from them.
 * The time it takes does not grow with the log. Refuses, with what is wrong and what to do, when anything differs.
 */
export async function recoverLog(store: Store, mark: Mark, key: LogKey, roots: readonly Root[]): Promise<LogState> {
  const reading = store.snapshot();
  try {
    const stored = await readHead(reading);
    await refuseBehindMark(reading, stored?.size ?? 0, mark);
    const head = stored ?? (await beginLog(store, reading, key));
    const above = await entriesAbove(reading, head);
    const range = await rangeAt(reading, head.size);
    refuseOtherHead(head, rangeRoot(sha256, range), key);
    await checkTail(reading, head.size);
    if (above > 0) await clearAbove(store, head.size, above);
    return { ledger: fetchedLedger(roots), range, head, mark };
  } catch (error) {
    throw error instanceof Damaged ? damagedLog(error) : error;
  } finally {
    await reading.close();
  }
}

/** The refusal to start on damage: which row, what is wrong with it, what to do. */
export const damagedLog = (found: Damaged): Error =>
  new Error(`log damaged at ${found.where}: ${found.what}. ${WHAT_TO_DO}`, { cause: found });

async function beginLog(store: Store, reading: Reading, key: LogKey): Promise<SignedHead> {
  for (const prefix of ["e", "n", "u", "s", "p", "l"]) {
    const [first] = await reading.keysIn(under(prefix), 1);
    if (first !== undefined)
      throw new Damaged(keys.head, `there is no signed head, but there are rows such as ${first}`);
  }
  const root = rangeRoot(sha256, emptyRange());
  const head = { size: 0, root: hex(root), time: 0, ledger: EMPTY_DIGEST, checkpoint: key.signHead(0, root) };
  await store.commit([rowOfHead(head)]);
  return head;
}

/** What was acknowledged is there, or this is an older state of the log. */
async function refuseBehindMark(reading: Reading, size: number, { last }: Mark): Promise<void> {
  if (!last) return;
  if (size < last.size) throw new Damaged(keys.head, `${last.size} entries were acknowledged, the store gives ${size}`);
  if (hex(await rootAt(reading, last.size)) !== last.root)
    throw new Damaged(keys.head, `the first ${last.size} entries are not those that were acknowledged`);
}

/** How many entries lie above the head: those of one commit that was cut off, never acknowledged, or none. */
async function entriesAbove(reading: Reading, { size }: SignedHead): Promise<number> {
  const above = await reading.keysIn({ from: keys.entry(size), to: under("e").to }, MOST_PER_COMMIT + 1);
  if (above.length > MOST_PER_COMMIT)
    throw new Damaged(
      keys.head,
      `the head is of ${size} entries, but more than one commit lies above it: it is an old head`,
    );
  return above.length;
}

/** The tree's right edge from its stored nodes. */
async function rangeAt(reading: Reading, size: number): Promise<Range> {
  const nodes = nodesForRoot(size);
  const hashes = await readNodes(reading, nodes);
  return { size, peaks: nodes.map(({ level }, at) => ({ level, hash: hashes[at] as Uint8Array })) };
}

function refuseOtherHead(head: SignedHead, root: Uint8Array, key: LogKey): void {
  if (head.root !== hex(root))
    throw new Damaged(keys.head, `the head of ${head.size} entries has another root than the stored tree`);
  // Ed25519 is deterministic: the same head signs to the same text.
  if (head.checkpoint !== key.signHead(head.size, root))
    throw new Damaged(keys.head, "its checkpoint is not signed by this log key for this origin");
}

/** The last lines give the tree that is stored, the places that are stored, and nothing that the ledger does not have yet. */
async function checkTail(reading: Reading, size: number): Promise<void> {
  const from = Math.max(0, size - TAIL);
  const lines: LogLine[] = [];
  for await (const [key, value] of reading.scan({ from: keys.entry(from), to: keys.entry(size) })) {
    const index = from + lines.length;
    if (key !== keys.entry(index)) throw new Damaged(keys.entry(index), `entry ${index} is missing`);
    lines.push(decodeLine(index, value));
  }
  if (from + lines.length < size)
    throw new Damaged(keys.entry(from + lines.length), `entry ${from + lines.length} is missing`);
  const { range } = await checkLines(reading, await rangeAt(reading, from), lines);
  if (!equal(rangeRoot(sha256, range), rangeRoot(sha256, await rangeAt(reading, size))))
    throw new Damaged(keys.entry(from), "the newest entries do not lead to the stored tree");
  await checkLedgerOf(reading, lines);
}

/** Adding the newest lines to the ledger once more changes no row of it. */
async function checkLedgerOf(reading: Reading, lines: readonly LogLine[]): Promise<void> {
  const ledger = fetchedLedger([]);
  await fetchRows(
    reading,
    ledger,
    lines.map(({ entry }) => entry),
  );
  const layer = ledgerOver(ledger);
  for (const { entry, index, leafHash } of lines) apply(layer, entry, index, leafHash, sha256);
  await readStored(reading, changedRows(layer));
}

/** Entries of a commit that never became part of the log, and the tree nodes that they completed. */
async function clearAbove(store: Store, size: number, count: number): Promise<void> {
  const gone: string[] = [];
  for (let index = size; index < size + count; index++) {
    gone.push(keys.entry(index));
    for (
      let [level, leaves] = [LOWEST_STORED, (index + 1) / 2 ** LOWEST_STORED];
      Number.isInteger(leaves);
      [level, leaves] = [level + 1, leaves / 2]
    )
      gone.push(keys.node(level, leaves - 1));
  }
  await store.commit(
    gone.map((key) => ({ key, gone: true })),
    { begun: true },
  );
}
