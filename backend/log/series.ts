import { decodeJson, encodeJson } from "../store/json.ts";
import { keys, sequenceIn } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import type { Hashed, Row } from "./derived.ts";
import { type LogLine, readLines } from "./record.ts";

type Link = { readonly id: string; readonly sequence: number };
/** Where an entry stands, and the row that says so. */
type Place = { readonly index: number; readonly row: string };

/** Where the entries of one commit are found in their series: one row for each series, under the first place that it gives. */
export function runsOf(entries: readonly Pick<Hashed, "entry" | "index">[]): readonly Row[] {
  const runs = new Map<string, { readonly first: number; readonly indexes: number[] }>();
  for (const { entry, index } of entries)
    for (const { id, sequence } of entry.series) {
      const run = runs.get(id) ?? { first: sequence, indexes: [] };
      run.indexes.push(index);
      runs.set(id, run);
    }
  return [...runs].map(([id, { first, indexes }]) => ({ key: keys.series(id, first), value: encodeJson(indexes) }));
}

/** @throws Damaged */
export function runIn(row: string, value: Uint8Array): readonly number[] {
  const indexes = decodeJson<readonly number[]>(value);
  if (!Array.isArray(indexes) || indexes.length === 0) throw new Damaged(row, "the row gives no places");
  return indexes;
}

/** Indexes of the first `upTo` entries of a series, in its own order. */
export async function seriesIndexes(store: Reading, id: string, upTo: number): Promise<readonly number[]> {
  const indexes: number[] = [];
  for await (const [key, value] of store.scan({ from: keys.series(id, 1), to: keys.series(id, upTo + 1) })) {
    if (key !== keys.series(id, indexes.length + 1)) break;
    indexes.push(...runIn(key, value));
  }
  if (indexes.length < upTo) throw new Error(`series ${id} lacks entry ${indexes.length + 1}`);
  return indexes.slice(0, upTo);
}

export const readSeries = async (store: Reading, id: string, upTo: number): Promise<readonly LogLine[]> =>
  readLines(store, await seriesIndexes(store, id, upTo));

/** What is stored about these places, by `keys.series`. One that is in no row is not among them. */
export async function placesAt(reading: Reading, links: readonly Link[]): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  const add = (id: string, row: string, value: Uint8Array): void =>
    runIn(row, value).forEach((index, n) => {
      places.set(keys.series(id, sequenceIn(row) + n), { index, row });
    });
  const rows = links.map(({ id, sequence }) => keys.series(id, sequence));
  const begun = await reading.readMany(rows);
  links.forEach(({ id }, at) => {
    const value = begun[at];
    if (value) add(id, rows[at] ?? "", value);
  });
  // The others are in a run that begins before them.
  for (const { id, sequence } of links) {
    if (places.has(keys.series(id, sequence))) continue;
    const before = await reading.lastIn({ from: keys.series(id, 1), to: keys.series(id, sequence) });
    if (before) add(id, ...before);
  }
  return places;
}
