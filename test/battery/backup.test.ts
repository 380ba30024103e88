import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkLog } from "#backend/log/check.ts";
import { openLogKey } from "#backend/log/key.ts";
import { openDatabase } from "#backend/store/open.ts";
import { readingOf } from "#backend/store/reading.ts";
import { backup } from "#scripts/backup.ts";
import { ORIGIN } from "../backend/running.ts";
import { diceOf } from "./dice.ts";
import { foreignTree } from "./foreign-tree.ts";
import { type Ground, layGround } from "./life.ts";
import { load } from "./load.ts";
import { readerOf } from "./reader.ts";
import { found, times } from "./scale.ts";

const SEED = 20_261_130;
const MOST_BEFORE = 1000;

let ground: Ground;
let copies: string;
let copy: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), "liangji-backups-"));
  copy = join(copies, "one");
  // Nothing is anchored: a chain that saw what came after the backup would rightly refuse it.
  ground = await layGround({ smallStore: true }, "eth_sendRawTransaction");
});
afterAll(async () => {
  await ground.close();
  await rm(copies, { recursive: true, force: true });
});

it("R15: a backup made under load has all that was acknowledged before it, in order, and serves on an empty folder", async () => {
  const dice = diceOf(SEED);
  const runs = times(20);
  const { vkey } = openLogKey(ground.folder, ORIGIN);
  const reader = readerOf(vkey);
  const people = load("tea");
  let [slowestBackup, slowestRestore, later] = [0, 0, 0];
  for (let n = 0; n < runs; n++) {
    const life = await ground.begin();
    const url = (await life.url) ?? "";
    const enough = people.acknowledged.size + 1 + dice.below(MOST_BEFORE);
    let done = false;
    const loaded = people.on(url, () => done);
    await people.reached(enough);
    const began = performance.now();
    await backup(ground.folder, copy);
    slowestBackup = Math.max(slowestBackup, performance.now() - began);
    done = true;
    await loaded;
    await life.kill();

    const restoring = performance.now();
    const service = await ground.serve({ dataDir: copy });
    slowestRestore = Math.max(slowestRestore, performance.now() - restoring);
    const head = reader.checkpoint(await (await fetch(`${service.url}/log/checkpoint`)).text());
    const leaves = await reader.entries(service.url, head.size);
    await service.close();
    expect(head.root.equals(foreignTree(leaves).root(head.size)), `seed ${SEED}`).toBe(true);
    const missing = [...people.acknowledged].filter(([index, { leaf }]) => !leaves[index]?.equals(leaf));
    later += missing.length;
    for (const [, { at }] of missing) expect(at, `seed ${SEED}`).toBeGreaterThan(began);

    const db = await openDatabase(copy);
    expect(await checkLog(readingOf(db), { origin: ORIGIN, vkey })).toMatchObject({ root: head.root.toString("hex") });
    await db.close();
    await rm(copy, { recursive: true });
  }
  const [backupMs, restoreMs] = [Math.round(slowestBackup), Math.round(slowestRestore)];
  found("R15", {
    runs,
    entries: people.acknowledged.size,
    lostFromBefore: 0,
    laterThanBackup: later,
    backupMs,
    restoreMs,
  });
});

it("refuses to back up into what is there, or into the data folder itself", async () => {
  await expect(backup(ground.folder, copies)).rejects.toThrow(/It is there already/);
  await expect(backup(ground.folder, join(ground.folder, "copy"))).rejects.toThrow(/It is inside the data folder/);
});
