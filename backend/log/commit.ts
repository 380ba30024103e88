import { hex } from "#core/bytes.ts";
import type { Decided } from "#core/ledger/decide.ts";
import { type Range, rangeRoot } from "#core/log/range.ts";
import { sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";
import { rowsOf } from "./derived.ts";
import { type SignedHead, writeHead } from "./head.ts";
import type { LogKey } from "./key.ts";
import { encodeLine } from "./record.ts";

export type Staged = { readonly range: Range; readonly head: SignedHead; readonly writes: readonly Write[] };

/** Everything that makes these entries part of the log, for one atomic write: entries, tree nodes, series, dedup, signed head. */
export function stage(range: Range, entries: readonly Decided[], recordedAt: number, key: LogKey): Staged {
  const writes: Write[] = [];
  let grown = range;
  for (const one of entries) {
    const rows = rowsOf(grown, one);
    grown = rows.range;
    writes.push({ key: keys.entry(one.index), value: encodeLine(recordedAt, one.leaf) }, ...rows.nodes, ...rows.places);
  }
  const root = rangeRoot(sha256, grown);
  const head: SignedHead = {
    size: grown.size,
    root: hex(root),
    time: recordedAt,
    checkpoint: key.signHead(grown.size, root),
  };
  return { range: grown, head, writes: [...writes, writeHead(head)] };
}

/** Reads back what was just written, and refuses to stand by it when a byte differs (a CT log died of one flipped bit). */
export async function readBack(store: Store, writes: readonly Write[]): Promise<void> {
  const written = writes.flatMap((write) => ("value" in write ? [write] : []));
  const values = await store.readMany(written.map(({ key }) => key));
  const wrong = written.find(({ value }, at) => !Buffer.from(value).equals(values[at] ?? Buffer.alloc(0)));
  if (wrong) throw new Error(`read back differs at ${wrong.key}`);
}
