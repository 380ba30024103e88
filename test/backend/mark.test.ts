import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Level } from "level";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { openMark } from "#backend/log/mark.ts";
import { forgetKept, openDatabase, putBack } from "#backend/store/open.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { ground } from "./ground.ts";
import { openLog } from "./log-of.ts";

const g = ground();
const product = (n: number) => prepareEntry(g.sign(g.people.operator, g.say.defined(`tea-${n}`)), sha256);
const root = "7".repeat(64);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-mark-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

it("says after a restart what was set last, and the one before when the last was torn", async () => {
  const mark = await openMark(folder);
  expect(mark.last).toBeUndefined();
  for (const size of [1, 2, 3]) await mark.set({ size, root });
  expect((await openMark(folder)).last).toEqual({ size: 3, root });
  // The third stands where the first stood, in one of two sectors.
  const file = join(folder, "mark");
  const at = (await readFile(file)).readBigUInt64BE(0) === 3n ? 0 : 4096;
  await flip(file, at + 20);
  expect((await openMark(folder)).last).toEqual({ size: 2, root });
  await flip(file, 4096 - at + 20);
  await expect(openMark(folder)).rejects.toThrow(/mark is damaged/);
});

it("refuses a store from which LevelDB left out the newest commit, and puts it back as it was", async () => {
  const db = await openDatabase(folder);
  const { sequencer } = await openLog(folder, db, g);
  await sequencer.submit([product(1)]);
  await sequencer.submit([product(2)]);
  await forgetKept(folder);
  // As a crash leaves it: copied while it is open.
  const twin = join(folder, "twin");
  for (const name of ["store", "mark", "log-key"]) await cp(join(folder, name), join(twin, name), { recursive: true });
  await db.close();
  const [log = ""] = (await readdir(join(twin, "store", "rows"))).filter((name) => name.endsWith(".log"));
  const file = join(twin, "store", "rows", log);
  await flip(file, (await readFile(file)).length - 5);
  const damaged = await readFile(file);

  const opened = await openDatabase(twin);
  await expect(openLog(twin, opened, g)).rejects.toThrow(/2 entries were acknowledged, the store gives 1/);
  expect(await readdir(join(twin, "store", "rows"))).not.toContain(log);
  await opened.close();
  await putBack(twin);
  expect(await readFile(file)).toEqual(damaged);
  expect((await readdir(twin)).sort()).toEqual(["log-key", "mark", "store"]);

  // With the bit right again, all is there.
  await flip(file, damaged.length - 5);
  const again = await openDatabase(twin);
  expect((await openLog(twin, again, g)).sequencer.head.size).toBe(2);
  await again.close();
});

it("leaves nothing behind once the store is found to have all that it had", async () => {
  for (let n = 1; n <= 2; n++) {
    const db = await openDatabase(folder);
    await (await openLog(folder, db, g)).sequencer.submit([product(n)]);
    await forgetKept(folder);
    await db.close();
  }
  expect((await readdir(folder)).sort()).toEqual(["log-key", "mark", "store"]);
});

it.each(["rows", "tree"])(
  "refuses a store whose %s say no more which files count, and leaves every file where it is",
  async (part) => {
    const db = await openDatabase(folder);
    const { sequencer } = await openLog(folder, db, g);
    await sequencer.submit([product(1)]);
    await forgetKept(folder);
    await db.close();
    const store = join(folder, "store");
    await rm(join(store, part, "CURRENT"));
    const before = (await readdir(store, { recursive: true })).sort();
    await expect(openDatabase(folder)).rejects.toThrow(
      /no CURRENT says which of them count\. Nothing was changed\. Restore/,
    );
    await putBack(folder);
    expect((await readdir(store, { recursive: true })).sort()).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(["log-key", "mark", "store"]);
  },
);

it("refuses a store of before there were parts, and leaves every file of it where it is", async () => {
  const old = new Level(join(folder, "store"));
  await old.put("head", "of an earlier version");
  await old.close();
  const before = (await readdir(join(folder, "store"))).sort();
  await expect(openDatabase(folder)).rejects.toThrow(/of an earlier version\. Nothing was changed\. Deploy anew/);
  await putBack(folder);
  expect((await readdir(join(folder, "store"), { recursive: true })).sort()).toEqual(before);
});

it.each(["rows", "tree"])("puts back what is left of a store whose %s are gone", async (part) => {
  const db = await openDatabase(folder);
  const { sequencer } = await openLog(folder, db, g);
  await sequencer.submit([product(1)]);
  await forgetKept(folder);
  await db.close();
  const store = join(folder, "store");
  await rm(join(store, part), { recursive: true });
  const files = async () => (await readdir(store, { recursive: true })).filter((name) => /\d+\.(log|ldb)$/.test(name));
  const before = await files();
  const opened = await openDatabase(folder);
  await expect(openLog(folder, opened, g)).rejects.toThrow(/log damaged at .*Nothing was changed/);
  await opened.close();
  await putBack(folder);
  expect(await files()).toEqual(before);
});
