import { equal, hex } from "#core/bytes.ts";
import type { Decided } from "#core/ledger/decide.ts";
import type { Ledger } from "#core/ledger/ledger.ts";
import { type Range, rangeRoot } from "#core/log/range.ts";
import { leafHash } from "#core/log/tree.ts";
import { sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import { LONGEST_WAIT_MS, type Store, within } from "../store/store.ts";
import { nodesOf, placesOf, type Row } from "./derived.ts";
import { rowOfHead, type SignedHead } from "./head.ts";
import type { LogKey } from "./key.ts";
import { changedRows, digestAfter, rowsBefore } from "./ledger.ts";
import type { Mark } from "./mark.ts";
import { rootAt } from "./nodes.ts";
import { encodeLine, leafIn } from "./record.ts";
import { runsOf } from "./series.ts";

export const MOST_PER_COMMIT = 256;

/** Where the log stands: its right edge, and the head that is signed over it. */
export type Edge = { readonly range: Range; readonly head: SignedHead };
/** What one commit adds. `layer` is what it makes of `ledger`; `captures` are names of captures that have none yet, `names` those of ids. */
export type Addition = {
  readonly entries: readonly Decided[];
  readonly recordedAt: number;
  readonly ledger: Ledger;
  readonly layer: Ledger;
  readonly captures: readonly Row[];
  readonly names: readonly Row[];
};

/**
 * The commit protocol, top to bottom. Whatever fails in it ends the process: what is on disk is then for start-up to find out.
 *
 * @returns where the log stands now; nothing of it may be answered, shown or published before this returns
 */
export async function commit(
  store: Store,
  mark: Mark,
  key: LogKey,
  { range, head }: Edge,
  added: Addition,
): Promise<Edge> {
  const { entries, recordedAt, ledger, layer, captures, names } = added;
  // 1. Entries and tree nodes go to disk above the head, where nobody reads: after a crash here, start-up clears them away.
  const lines = entries.map(({ index, leaf }) => ({ key: keys.entry(index), value: encodeLine(recordedAt, leaf) }));
  const grown = nodesOf(
    range,
    entries.map((one) => one.leafHash),
  );
  const begun = await store.commit([...lines, ...grown.nodes], { begun: true });

  // 2. They are read back, hashed anew, and the root is worked out from what the store gives.
  const root = await rootReadBack(store, range, grown.range, await begun.readBack());

  // 3. Only now a head is signed, over that root.
  const size = grown.range.size;
  const summed = [...changedRows(layer), ...captures];
  const signed = {
    size,
    root: hex(root),
    time: recordedAt,
    ledger: digestAfter(head.ledger, rowsBefore(ledger, layer), summed),
    checkpoint: key.signHead(size, root),
  };

  // 4. The commit point: the head, and with it in one synced batch everything by which the new entries are found.
  const rows = [...entries.flatMap(placesOf), ...runsOf(entries), ...summed, ...names, rowOfHead(signed)];
  const found = await store.commit(rows, { begun: true });

  // 5. Nobody is told before these, too, have been read back, and before it stands outside the store how far the log is.
  await Promise.all([found.readBack(), within(LONGEST_WAIT_MS, mark.set(signed))]);
  return { range: grown.range, head: signed };
}

/** Names captures whose entries are all in the log already: the same head, but that its digest knows of the names. */
export async function commitCaptures(store: Store, { range, head }: Edge, captures: readonly Row[]): Promise<Edge> {
  const knowing = { ...head, ledger: digestAfter(head.ledger, [], captures) };
  await (await store.commit([...captures, rowOfHead(knowing)], { begun: true })).readBack();
  return { range, head: knowing };
}

/**
 * The root of the tree as the store now has it, if what was decided about leads to it, and the new lines, hashed anew, to
 * the same nodes.
 *
 * @param stored  the new lines, and then the nodes that they completed
 * @throws Damaged
 */
async function rootReadBack(
  store: Reading,
  before: Range,
  decided: Range,
  stored: readonly Uint8Array[],
): Promise<Uint8Array> {
  const count = decided.size - before.size;
  const again = nodesOf(
    before,
    stored.slice(0, count).map((line) => leafHash(sha256, leafIn(line))),
  );
  const other = again.nodes.find(({ value }, at) => !equal(value, stored[count + at] ?? new Uint8Array()));
  if (other) throw new Damaged(other.key, "the row is not what its entries give");
  const root = await rootAt(store, decided.size);
  if ([again.range, decided].some((one) => !equal(root, rangeRoot(sha256, one))))
    throw new Damaged(keys.head, "the tree read back has another root than the one that was worked out");
  return root;
}
