import { deepEqual, equal } from "node:assert/strict";
import { writeSync } from "node:fs";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "#backend/crypto.ts";
import { checkLog } from "#backend/log/check.ts";
import { openLogKey } from "#backend/log/key.ts";
import { readPublished, refuseIfPublishedDiffers, writePublished } from "#backend/log/published.ts";
import { openDatabase } from "#backend/store/open.ts";
import { type Reading, readingOf } from "#backend/store/reading.ts";
import { Damaged } from "#backend/store/sealed.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { ground, ORIGIN } from "../backend/ground.ts";
import { type OpenLog, openLog } from "../backend/log-of.ts";
import { refusedLater } from "../core/refused.ts";
import { type Dice, diceOf } from "./dice.ts";
import { foreignTree } from "./foreign-tree.ts";
import { readerOf } from "./reader.ts";

/**
 * Flips bits of a log's files, one at a time, and says on stdout what came of each. Arguments: a folder, seed, from, to. In a process
 * of its own, because LevelDB may abort on what it reads.
 */
const COMMITS = 8;
const PER_COMMIT = 20;
/** Whatever the service reads again when it starts; LevelDB's own notes are for people. */
const kinds = [
  /^store\/\w+\/\d+\.ldb$/,
  /^store\/\w+\/\d+\.log$/,
  /^store\/\w+\/MANIFEST-\d+$/,
  /^store\/\w+\/CURRENT$/,
  /^mark$/,
  /^published\.json$/,
];
const g = ground();
const product = (n: number) => prepareEntry(g.sign(g.people.operator, g.say.defined(`tea-${n}`)), sha256);
const submitted = Array.from({ length: COMMITS * PER_COMMIT }, (_, n) => product(n));

/** Refused at the start, named by the check, or every row as it was. */
export type Outcome = "refused" | "named" | "harmless";
type Open = { readonly db: Awaited<ReturnType<typeof openDatabase>>; readonly log: OpenLog };

/** As the service starts, down to what it showed last. */
async function start(folder: string): Promise<Open> {
  const db = await openDatabase(folder, { writeBufferSize: 65_536 });
  try {
    const log = await openLog(folder, db, g);
    const published = await readPublished(folder, openLogKey(folder, ORIGIN));
    if (published) await refuseIfPublishedDiffers(log.store, log.sequencer.head, published);
    return { db, log };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function rowsOf(reading: Reading): Promise<ReadonlyMap<string, Buffer>> {
  const all = new Map<string, Buffer>();
  for await (const [key, value] of reading.scan({ from: "", to: "~" })) all.set(key, Buffer.from(value));
  return all;
}

/** Flips one bit of one file of the twin, which is made anew; says which. */
async function harm(dice: Dice): Promise<string> {
  await rm(twin, { recursive: true, force: true });
  await cp(whole, twin, { recursive: true });
  const names = [
    "mark",
    "published.json",
    ...(await readdir(join(twin, "store"), { recursive: true })).map((name) => `store/${name}`),
  ];
  const kind = kinds[dice.below(kinds.length)] as RegExp;
  const files = names.filter((name) => kind.test(name));
  const name = files[dice.below(files.length)] ?? "";
  const bytes = await readFile(join(twin, name));
  const bit = dice.below(bytes.length * 8);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  await writeFile(join(twin, name), bytes);
  return `${name} bit ${bit}`;
}

/** How many rows are given otherwise than they were written, and how many are not given. */
async function compare(reading: Reading): Promise<{ wrong: number; missing: number }> {
  let [wrong, missing] = [0, 0];
  for (const [key, value] of rows) {
    const given = await reading.read(key).catch((error: unknown) => {
      if (error instanceof Damaged) return undefined;
      throw error;
    });
    if (!given) missing += 1;
    else if (!value.equals(given)) wrong += 1;
  }
  return { wrong, missing };
}

/** One flip: what came of it, or an error that says what went wrong with us. */
async function trial(dice: Dice): Promise<Outcome> {
  const what = await harm(dice);
  const opened = await start(twin).catch((error: unknown) => error);
  if (opened instanceof Error) return "refused";
  const { db, log } = opened as Open;
  const reading = readingOf(db);
  const { wrong, missing } = await compare(reading);
  equal(wrong, 0, what);
  equal("where" in (await checkLog(reading, openLogKey(twin, ORIGIN))), missing > 0, what);

  // One entry more: whatever is signed then is over all that was there, to the bit.
  const more = product(COMMITS * PER_COMMIT);
  if ((await refusedLater(() => log.sequencer.submit([more]))) === "accepted") {
    const { size, root } = readerOf(openLogKey(whole, ORIGIN).vkey).checkpoint(log.sequencer.head.checkpoint);
    const tree = foreignTree([...submitted, more].map(({ leaf }) => leaf));
    deepEqual([size, root], [submitted.length + 1, tree.root(size)], what);
  }
  await db.close();
  return missing > 0 ? "named" : "harmless";
}

const folder = process.argv[2] ?? "";
const [seed = 0, from = 0, to = 0] = process.argv.slice(3).map(Number);
const [whole, twin] = [join(folder, "whole"), join(folder, "twin")];
await rm(whole, { recursive: true, force: true });
const first = await start(whole);
for (let n = 0; n < COMMITS; n++)
  await first.log.sequencer.submit(submitted.slice(n * PER_COMMIT, (n + 1) * PER_COMMIT), `capture-${n}`);
const { size, root, checkpoint } = first.log.sequencer.head;
await writePublished(whole, { newest: { size, root, checkpoint }, witnessed: undefined });
const rows = await rowsOf(readingOf(first.db));
await first.db.close();
for (let n = from; n < to; n++) writeSync(1, `${await trial(diceOf(seed + n))}\n`);
