import { decodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { type LogLine, readLines } from "./record.ts";

/** Indexes of the first `upTo` entries of a series, in its own order. */
export async function seriesIndexes(store: Reading, id: string, upTo: number): Promise<readonly number[]> {
  const values = await store.readMany(Array.from({ length: upTo }, (_, n) => keys.series(id, n + 1)));
  return values.map((value, n) => {
    if (!value) throw new Error(`series ${id} lacks entry ${n + 1}`);
    return decodeJson<number>(value);
  });
}

export const readSeries = async (store: Reading, id: string, upTo: number): Promise<readonly LogLine[]> =>
  readLines(store, await seriesIndexes(store, id, upTo));
