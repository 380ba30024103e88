import type { Entry } from "#core/entry.ts";
import type { Range } from "#core/log/range.ts";
import type { AggregationEvent } from "#core/statement/aggregating.ts";
import { batchOfUri } from "#core/statement/uri.ts";
import { hashOfId } from "../crypto.ts";
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

/** The tree nodes that entries complete when they are appended. */
export function nodesOf(
  range: Range,
  leafHashes: readonly Uint8Array[],
): { readonly range: Range; readonly nodes: readonly Row[] } {
  const nodes: Row[] = [];
  let grown = range;
  for (const hash of leafHashes) {
    const added = appendLeaf(grown, hash);
    grown = added.range;
    nodes.push(...added.nodes);
  }
  return { range: grown, nodes };
}

/** Where an entry is found again, beside its series: by what it says if it is in none, by the product that it makes a claim about, by the plot that it shows, and by the batches that it packs into boxes. */
export const placesOf = ({ entry, index, unsigned }: Hashed): readonly Row[] => [
  ...(entry.series.length === 0 ? [{ key: keys.unsigned(unsigned), value: encodeJson(index) }] : []),
  ...(entry.statement.type === "liangji:ClaimMade"
    ? [{ key: keys.claim(entry.statement.product, index), value: encodeJson(index) }]
    : []),
  ...(entry.statement.type === "liangji:SceneCaptured"
    ? [{ key: keys.scene(entry.statement.plot, index), value: encodeJson(index) }]
    : []),
  ...(entry.statement.type === "AggregationEvent"
    ? packedBatches(entry.statement).map((batch) => ({ key: keys.packing(batch, index), value: encodeJson(index) }))
    : []),
];

const packedBatches = ({ action, childQuantityList = [] }: AggregationEvent): readonly string[] =>
  action === "ADD" ? childQuantityList.flatMap(({ epcClass }) => batchOfUri(epcClass)?.batch ?? []) : [];

/** The names of ids, under the hashes by which contracts know them. */
export const namesOf = (ids: Iterable<string>): readonly Row[] =>
  [...ids].map((id) => ({ key: keys.id(hashOfId(id)), value: Buffer.from(id) }));

/** The values of rows as the store gives them, if it gives each to the letter. @throws Damaged */
export async function readStored(reading: Reading, rows: readonly Row[]): Promise<readonly Uint8Array[]> {
  const values = await reading.readMany(rows.map(({ key }) => key));
  return rows.map(({ key, value }, at) => {
    const stored = values[at];
    if (!stored) throw new Damaged(key, "the row is missing");
    if (!Buffer.from(value.buffer, value.byteOffset, value.byteLength).equals(stored))
      throw new Damaged(key, "the row is not what its entry gives");
    return stored;
  });
}
