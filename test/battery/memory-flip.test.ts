import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { checkLog } from "#backend/log/check.ts";
import { openLogKey } from "#backend/log/key.ts";
import type { Database, Operation } from "#backend/store/database.ts";
import { openDatabase } from "#backend/store/open.ts";
import { readingOf } from "#backend/store/reading.ts";
import { type Prepared, prepareEntry } from "#core/ledger/prepare.ts";
import { instead } from "../backend/faults.ts";
import { ground, ORIGIN } from "../backend/ground.ts";
import { openLog } from "../backend/log-of.ts";
import { refusedLater } from "../core/refused.ts";
import { type Dice, diceOf } from "./dice.ts";
import { found as note, times } from "./scale.ts";

const SEED = 20_261_127;
const g = ground();
const product = (n: number) => prepareEntry(g.sign(g.people.operator, g.say.defined(`tea-${n}`)), sha256);

/** The store as it is, but one operation of each batch is not as it was given. */
const storing = (db: Database, dice: Dice, flip: (operation: Operation) => Operation): Database =>
  instead(db, "batch", (operations: Operation[], options: { sync: boolean }) => {
    const at = dice.below(operations.length);
    return db.batch(
      operations.map((one, n) => (n === at ? flip(one) : one)),
      options,
    );
  });

type Flip = (db: Database, dice: Dice, entry: Prepared) => Database;
const flips: Readonly<Record<string, Flip>> = {
  "a value on its way to the disk": (db, dice) =>
    storing(db, dice, (one) => ("value" in one ? { ...one, value: flipped(one.value, dice) } : one)),
  "a value in memory, after it was sealed": (db, dice) =>
    storing(db, dice, (one) => {
      if ("value" in one) one.value.set(flipped(one.value, dice));
      return one;
    }),
  "a key on its way to the disk": (db, dice) =>
    storing(db, dice, (one) => ({ ...one, key: Buffer.from(flipped(Buffer.from(one.key), dice)).toString("latin1") })),
  "a leaf after it was hashed": (db, dice, { leaf }) => {
    leaf.set(flipped(leaf, dice));
    return db;
  },
  "the hash of a leaf": (db, dice, { leafHash }) => {
    leafHash.set(flipped(leafHash, dice));
    return db;
  },
};

function flipped(bytes: Uint8Array, dice: Dice): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = dice.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << dice.below(8));
  return copy;
}

it.each(Object.entries(flips))("R6: never stands by what it wrote when a bit flips in %s", async (what, flip) => {
  const dice = diceOf(SEED);
  const runs = times(200) / Object.keys(flips).length;
  let [found, started] = [0, 0];
  for (let n = 0; n < runs; n++) {
    const folder = await mkdtemp(join(tmpdir(), "liangji-flip-"));
    const db = await openDatabase(folder);
    const before = await openLog(folder, db, g);
    await before.sequencer.submit([product(1), product(2)]);
    const { checkpoint } = before.sequencer.head;

    const entry = product(3);
    const { sequencer, poisoned } = await openLog(folder, flip(db, dice, entry), g);
    expect([n, await refusedLater(() => sequencer.submit([entry]))]).toEqual([n, "storage-failed"]);
    expect(poisoned).toHaveLength(1);
    expect(sequencer.head.checkpoint).toBe(checkpoint);

    // What was written of it stays damaged, and whoever checks the log is told so, or the next start clears it away.
    const named = "where" in (await checkLog(readingOf(db), openLogKey(folder, ORIGIN)));
    const again = await openLog(folder, db, g).catch(() => undefined);
    if (named) found += 1;
    else expect([n, again?.sequencer.head.checkpoint]).toEqual([n, checkpoint]);
    if (again) started += 1;
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
  note("R6", { flipped: what, flips: runs, signed: 0, found, startsRefused: runs - started, seed: SEED });
});
