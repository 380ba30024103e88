import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { checkLog } from "#backend/log/check.ts";
import { openLogKey } from "#backend/log/key.ts";
import { encodeLine } from "#backend/log/record.ts";
import { keys, under } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { seal } from "#backend/store/sealed.ts";
import { utf8 } from "#core/bytes.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { type Ground, ground, NOW, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog, submitter } from "./log-of.ts";

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-recover-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
  g.open("leaf-1", "fresh-leaf", "grower");
  const { people, say } = g;
  const submit = submitter(log, g);
  await submit(people.operator, say.admitted("grower"));
  await submit(people.operator, say.surveyed("plot-1", "grower"));
  await submit(people.grower, say.sprayed("plot-1", "2026-03-01", 7), ["plot/plot-1"]);
  await submit(people.grower, say.picked("plot-1", "leaf-1"), ["batch/leaf-1", "plot/plot-1"]);
  await submit(people.operator, { ...say.defined("tea"), gtin: "01234567890128" } as never);
  // Eight entries complete the lowest node that has a row.
  for (const product of ["honey", "rice", "salt"]) await submit(people.operator, say.defined(product));
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
const everyKey = async () => (await db.keys().all()) as string[];
const start = () => openLog(folder, db, g);
const put = (key: string, value: Uint8Array) => db.put(key, seal(key, value));

it("says where, and what to do, when any row of the newest entries has a flipped bit, or is gone", async () => {
  const kinds = new Set<string>();
  for (const key of await everyKey()) {
    const stored = Buffer.from((await db.get(key)) as Uint8Array);
    const flipped = Buffer.from(stored);
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    await db.put(key, flipped);
    await expect(start()).rejects.toThrow(
      `log damaged at ${key}: the stored value does not match its hash. Nothing was changed. Restore the newest copy`,
    );
    await db.del(key);
    await expect(start()).rejects.toThrow(`log damaged at ${key}: `);
    await db.put(key, stored);
    kinds.add(key.replace(/^(l\/[a-z]+|[a-z]+).*/, "$1"));
  }
  const shelves = [
    "actors",
    "documents",
    "gtins",
    "openings",
    "panels",
    "pickings",
    "plots",
    "products",
    "series",
    "treatments",
  ].map((name) => `l/${name}`);
  expect([...kinds].sort()).toEqual(["e", "head", "i", ...shelves, "n", "s", "u"]);
  await start();
});

it("clears away what a crash left above the head, readable or not, and goes on", async () => {
  const { size } = log.sequencer.head;
  const before = await everyKey();
  for (let index = size; index < size + 7; index++) await put(keys.entry(index), encodeLine(NOW, utf8("{}")));
  await db.put(keys.entry(size + 7), Buffer.from("torn"));
  await put(keys.node(3, 1), new Uint8Array(32));
  const again = await start();
  expect(await everyKey()).toEqual(before);
  expect(again.sequencer.head).toEqual(log.sequencer.head);
  const next = prepareEntry(g.sign(g.people.operator, g.say.defined("next")), sha256);
  expect(await again.sequencer.submit([next])).toMatchObject([{ index: size }]);
  expect(await checkLog(again.store, openLogKey(folder, ORIGIN))).toMatchObject({ entries: size + 1 });
});

it("refuses a head that more than one commit lies above: it is not the newest", async () => {
  const { size } = log.sequencer.head;
  for (let n = 0; n < 257; n++) await put(keys.entry(size + n), encodeLine(NOW, utf8("{}")));
  await expect(start()).rejects.toThrow(
    /damaged at head: the head is of 8 entries, but more than one commit lies above it: it is an old head\. .*Restore/,
  );
  expect(await log.store.keysIn(under("e"), 999)).toHaveLength(size + 257);
});

it("refuses a head of more entries than there are", async () => {
  const value = { ...log.sequencer.head, size: 16 };
  await put(keys.head, utf8(JSON.stringify(value)));
  await expect(start()).rejects.toThrow(/damaged at n\/04\/0+: node 0 of level 4 is missing/);
});

it("starts from the right edge: damage far behind is left to the daily scrub", async () => {
  for (let n = 0; n < 3; n++)
    await log.sequencer.submit(
      Array.from({ length: 100 }, (_, k) =>
        prepareEntry(g.sign(g.people.operator, g.say.defined(`t-${n}-${k}`)), sha256),
      ),
    );
  await db.del(keys.entry(3));
  await start();
  expect(await checkLog(log.store, openLogKey(folder, ORIGIN))).toMatchObject({ where: keys.entry(3) });
});

it("poisons itself rather than give one place in a series twice", async () => {
  const row = keys.ledger("series", "plot/plot-1");
  const again = await start();
  await db.del(row);
  g.ledger.series.own.delete("plot/plot-1");
  const entry = g.sign(g.people.grower, g.say.sprayed("plot-1", "2026-03-24", 7), ["plot/plot-1"]);
  await expect(again.sequencer.submit([prepareEntry(entry, sha256)])).rejects.toThrow("storage-failed");
  expect(String(again.poisoned[0])).toMatch(/damaged at s\/plot\/plot-1\/0+1: an entry stands there already/);
});
