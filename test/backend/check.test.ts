import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { checkLog } from "#backend/log/check.ts";
import { openLogKey } from "#backend/log/key.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { readingOf } from "#backend/store/reading.ts";
import { seal } from "#backend/store/sealed.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { type Ground, ground, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog, submitter } from "./log-of.ts";

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-check-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
  g.open("leaf-1", "fresh-leaf", "grower");
  const { people, say } = g;
  const submit = submitter(log, g, "c".repeat(32));
  await submit(people.operator, say.admitted("grower"));
  await submit(people.operator, say.surveyed("plot-1", "grower"));
  for (const day of [20, 21, 22, 23, 24, 25].map((one) => `2026-03-${one}`))
    await submit(people.grower, say.picked("plot-1", "leaf-1", day), ["batch/leaf-1", "plot/plot-1"]);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
const check = () => checkLog(readingOf(db), { origin: ORIGIN, vkey: openLogKey(folder, ORIGIN).vkey });
const everyKey = async () => (await db.keys().all()) as string[];

it("finds a log as it was written in order, and counts what it read", async () => {
  const rows = (await everyKey()).length;
  expect(await check()).toEqual({ rows, entries: 8, nodes: 1, links: 12, root: log.sequencer.head.root });
});

it("finds one flipped bit in any row, and names the row", async () => {
  for (const key of await everyKey()) {
    const stored = Buffer.from((await db.get(key)) as Uint8Array);
    for (const at of [0, 32, stored.length - 1]) {
      const flipped = Buffer.from(stored);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      await db.put(key, flipped);
      expect(await check()).toEqual({ where: key, what: "the stored value does not match its hash" });
    }
    await db.put(key, stored);
  }
});

it("finds a row that is listed and yet not found by its key, whatever it is of", async () => {
  for (const key of await everyKey()) {
    const hiding = new Proxy(db, {
      get: (target, name) => {
        const own = Reflect.get(target, name, target) as unknown;
        if (typeof own !== "function") return own;
        if (name !== "getMany") return own.bind(target);
        return async (wanted: string[]) =>
          (await target.getMany(wanted)).map((value, at) => (wanted[at] === key ? undefined : value));
      },
    });
    const name = { origin: ORIGIN, vkey: openLogKey(folder, ORIGIN).vkey };
    expect(await checkLog(readingOf(hiding), name)).toEqual({
      where: key,
      what: "the row is listed, but not found by its key",
    });
  }
});

it("finds any row of an entry that is gone, and names it", async () => {
  for (const key of (await everyKey()).filter((one) => /^([enusi]\/|head)/.test(one))) {
    const stored = (await db.get(key)) as Uint8Array;
    await db.del(key);
    expect(await check()).toMatchObject({ where: key });
    await db.put(key, stored);
  }
});

it("finds that the name of a capture is gone, also of one whose entries were there before, however often it came", async () => {
  const two = ["honey", "rice"].map((product) =>
    prepareEntry(g.sign(g.people.operator, g.say.defined(product)), sha256),
  );
  const [first, second] = ["a".repeat(32), "b".repeat(32)];
  await log.sequencer.submit(two, first);
  await Promise.all([log.sequencer.submit(two, second), log.sequencer.submit(two, second)]);
  await log.sequencer.submit(two, first);
  log = await openLog(folder, db, g);
  await log.sequencer.submit(two, second);
  expect(await check()).toMatchObject({ entries: 10 });
  const names = (await everyKey()).filter((key) => key.startsWith("j/"));
  expect(names).toHaveLength(8 + 2);
  for (const key of names) {
    const stored = (await db.get(key)) as Uint8Array;
    await db.del(key);
    expect(await check()).toMatchObject({ where: "l/", what: expect.stringMatching(/one is gone/) });
    await db.put(key, stored);
  }
});

it("finds any row of an entry that holds another's value, honestly sealed", async () => {
  for (const key of (await everyKey()).filter((one) => /^([nus]\/|head)/.test(one))) {
    const stored = (await db.get(key)) as Uint8Array;
    for (const value of key === keys.head ? [{ ...log.sequencer.head, size: 4 }] : [77, [77], [], [5, 6, 7, 8], {}]) {
      await db.put(key, seal(key, Buffer.from(JSON.stringify(value))));
      expect(await check()).toMatchObject({ where: expect.stringMatching(key.startsWith("s/") ? /^s\// : `^${key}$`) });
    }
    await db.put(key, stored);
  }
});

it("finds a row that no entry gives", async () => {
  await db.put("u/ff", seal("u/ff", Buffer.from("{}")));
  expect(await check()).toEqual({ where: "u/", what: "3 places are stored, 2 follow from the entries" });
});

it("finds an entry put in another's place", async () => {
  const other = (await log.store.read(keys.entry(3))) as Uint8Array;
  await db.put(keys.entry(4), seal(keys.entry(4), other));
  expect(await check()).toMatchObject({ where: expect.stringMatching(/^n\//) });
});

it("finds a head that another key signed", async () => {
  await rm(join(folder, "log-key"));
  expect(await check()).toMatchObject({ where: "head", what: expect.stringMatching(/does not verify/) });
});

it("reads a snapshot while the log grows, and finds it in order", async () => {
  const snapshot = log.store.snapshot();
  await log.sequencer.submit([prepareEntry(g.sign(g.people.operator, g.say.defined("tea")), sha256)]);
  const name = { origin: ORIGIN, vkey: openLogKey(folder, ORIGIN).vkey };
  expect(await checkLog(snapshot, name)).toMatchObject({ entries: 8 });
  await snapshot.close();
  expect(await check()).toMatchObject({ entries: 9 });
});
