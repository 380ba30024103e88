import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { placesAt, runsOf, seriesIndexes } from "#backend/log/series.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { type Store, storeOf } from "#backend/store/store.ts";
import type { Entry } from "#core/entry.ts";

const IDS = ["batch/a", "batch/a-1", "plot/a", "plot/b"];
/** Entries by the series that each is in, commit by commit. */
const commits = fc.array(fc.array(fc.subarray(IDS), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-series-"));
  db = await openDatabase(folder);
  store = storeOf(db, () => undefined);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Stores them, and returns what the rows must give: the indexes of each series in its order. */
async function stored(all: readonly (readonly string[])[][]): Promise<Map<string, number[]>> {
  await db.clear();
  const known = new Map(IDS.map((id) => [id, [] as number[]]));
  let index = 0;
  for (const commit of all) {
    const entries = commit.map((ids) => {
      const series = ids.map((id) => ({ id, sequence: known.get(id)?.push(index) ?? 0, previous: "" }));
      return { entry: { series } as unknown as Entry, index: index++ };
    });
    const rows = runsOf(entries);
    expect(rows).toHaveLength(new Set(commit.flat()).size);
    if (rows.length > 0) await store.commit(rows);
  }
  return known;
}

it("gives the places of every series, whatever was committed together", async () => {
  await fc.assert(
    fc.asyncProperty(commits, async (all) => {
      for (const [id, indexes] of await stored(all))
        for (let upTo = 0; upTo <= indexes.length; upTo++)
          expect(await seriesIndexes(store, id, upTo)).toEqual(indexes.slice(0, upTo));
    }),
    { numRuns: 50 },
  );
});

it("finds single places by whatever row they are in, and none that was not given", async () => {
  const asked = fc.array(fc.record({ id: fc.constantFrom(...IDS), sequence: fc.integer({ min: 1, max: 40 }) }));
  await fc.assert(
    fc.asyncProperty(commits, asked, async (all, links) => {
      const known = await stored(all);
      const places = await placesAt(store, links);
      for (const { id, sequence } of links)
        expect(places.get(keys.series(id, sequence))?.index).toBe(known.get(id)?.[sequence - 1]);
    }),
    { numRuns: 50 },
  );
});

it("says which place is missing instead of giving others", async () => {
  await stored([[["plot/a"], ["plot/a"]], [["plot/a"]], [["plot/a"]]]);
  await db.del(keys.series("plot/a", 3));
  expect(await seriesIndexes(store, "plot/a", 2)).toEqual([0, 1]);
  await expect(seriesIndexes(store, "plot/a", 3)).rejects.toThrow("series plot/a lacks entry 3");
  await expect(seriesIndexes(store, "plot/a", 4)).rejects.toThrow("series plot/a lacks entry 3");
  await expect(seriesIndexes(store, "plot/a", 5)).rejects.toThrow("series plot/a lacks entry 3");
});
