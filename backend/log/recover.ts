import { fromHex, hex } from "#core/bytes.ts";
import { apply, type Ledger, ledgerOf, type Root } from "#core/ledger/ledger.ts";
import { emptyRange, type Range, rangeRoot } from "#core/log/range.ts";
import { sha256 } from "../crypto.ts";
import { keys, under } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { readHead, type SignedHead, writeHead } from "./head.ts";
import type { LogKey } from "./key.ts";
import { appendLeaf } from "./nodes.ts";
import { decodeLine, type LogLine } from "./record.ts";

/** What the sequencer starts from; everything in it follows from the entries. */
export type LogState = { readonly ledger: Ledger; readonly range: Range; readonly head: SignedHead };

/** Reads every entry back, recomputes the tree and compares it with the stored head. Refuses to go on when they differ. */
export async function recoverLog(
  store: Store,
  key: LogKey,
  roots: readonly Root[],
  seen: (line: LogLine) => void,
): Promise<LogState> {
  const ledger = ledgerOf(roots);
  let range = emptyRange();
  for await (const [at, value] of store.scan(under("e"))) {
    const index = range.size;
    if (at !== keys.entry(index)) throw new Error(`log damaged: entry ${index} is missing`);
    const line = decodeLine(index, value);
    seen(line);
    apply(ledger, line.entry, index, line.leafHash, sha256);
    range = appendLeaf(range, fromHex(line.leafHash)).range;
  }
  const head = (await readHead(store)) ?? (await beginLog(store, key, range));
  if (head.size !== range.size)
    throw new Error(`log damaged: head says ${head.size} entries, ${range.size} are stored`);
  const root = rangeRoot(sha256, range);
  // Ed25519 is deterministic: the same head signs to the same text.
  if (head.root !== hex(root) || head.checkpoint !== key.signHead(head.size, root))
    throw new Error(
      `log damaged: the stored checkpoint of size ${head.size} is not that of the stored entries, or of this log key and origin`,
    );
  return { ledger, range, head };
}

async function beginLog(store: Store, key: LogKey, range: Range): Promise<SignedHead> {
  if (range.size > 0) throw new Error(`log damaged: ${range.size} entries without a head`);
  const root = rangeRoot(sha256, range);
  const head = { size: 0, root: hex(root), time: 0, checkpoint: key.signHead(0, root) };
  await store.commit([writeHead(head)]);
  return head;
}
