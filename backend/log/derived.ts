import { hex } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import type { Range } from "#core/log/range.ts";
import { encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import { appendLeaf } from "./nodes.ts";

export type Row = { readonly key: string; readonly value: Uint8Array };
/** An entry with the two hashes that its rows are made of; `unsigned` is hex, of the entry without its signature. */
export type Hashed = {
  readonly entry: Entry;
  readonly index: number;
  readonly leafHash: Uint8Array;
  readonly unsigned: string;
};

/** What the store holds about an entry besides the entry: tree nodes, its place by what it says, its place in each series. */
export function rowsOf(range: Range, one: Hashed): { range: Range; nodes: readonly Row[]; places: readonly Row[] } {
  const grown = appendLeaf(range, one.leafHash);
  return {
    range: grown.range,
    nodes: grown.nodes,
    places: [
      {
        key: keys.unsigned(one.unsigned),
        value: encodeJson({ index: one.index, leafHash: hex(one.leafHash) }),
      },
      ...one.entry.series.map(({ id, sequence }) => ({
        key: keys.series(id, sequence),
        value: encodeJson(one.index),
      })),
    ],
  };
}

/** Refuses rows that are not in the store to the letter. @throws Damaged */
export async function refuseUnlessStored(reading: Reading, rows: readonly Row[]): Promise<void> {
  const values = await reading.readMany(rows.map(({ key }) => key));
  rows.forEach(({ key, value }, at) => {
    const stored = values[at];
    if (!stored) throw new Damaged(key, "the row is missing");
    if (!Buffer.from(value.buffer, value.byteOffset, value.byteLength).equals(stored))
      throw new Damaged(key, "the row is not what its entry gives");
  });
}
