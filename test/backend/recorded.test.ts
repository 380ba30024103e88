import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { recordedAmong } from "#backend/log/recorded.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { base64url } from "#core/bytes.ts";
import { type Entry, signedBytes } from "#core/entry.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { refusedLater } from "../core/refused.ts";
import { type Ground, ground, hashOf, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog, submitter } from "./log-of.ts";

const SERIES = ["batch/leaf-1", "plot/plot-1"];
let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
let picked: readonly Entry[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-recorded-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
  g.open("leaf-1", "fresh-leaf", "grower");
  const { people, say } = g;
  const submit = submitter(log, g);
  await submit(people.operator, say.admitted("grower"));
  await submit(people.operator, say.surveyed("plot-1", "grower"));
  // Three that are recorded together: of each series one row gives all their places.
  picked = ["2026-03-20", "2026-03-21", "2026-03-22"].map((day) => next(day));
  await send(...picked);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Signs a picking that follows all that were signed before. */
function next(day: string): Entry {
  const entry = g.sign(g.people.grower, g.say.picked("plot-1", "leaf-1", day), SERIES);
  for (const { id, sequence } of entry.series) g.ledger.series.own.set(id, { sequence, previous: hashOf(entry) });
  return entry;
}
const send = (...entries: readonly Entry[]) => log.sequencer.submit(entries.map((one) => prepareEntry(one, sha256)));
const signedAgain = ({ signature: _old, ...unsigned }: Entry, by: keyof Ground["people"]): Entry => ({
  ...unsigned,
  signature: base64url(g.people[by].sign(signedBytes(ORIGIN, unsigned))),
});
const size = () => log.sequencer.head.size;

describe("an entry in a series, sent again", () => {
  it("is answered with the place that it has, and is not recorded again", async () => {
    const before = size();
    expect(await send(...picked)).toMatchObject(picked.map((one, n) => ({ index: 2 + n, leafHash: hashOf(one) })));
    expect(await send(picked[1] as Entry)).toMatchObject([{ index: 3, leafHash: hashOf(picked[1] as Entry) }]);
    expect(size()).toBe(before);
  });

  it("is answered so together with the next, in one submission", async () => {
    const fourth = next("2026-03-23");
    expect(await send(picked[2] as Entry, fourth)).toMatchObject([{ index: 4 }, { index: 5 }]);
  });

  it("is refused under another signature, wherever in its row it stands", async () => {
    for (const one of picked)
      expect(await refusedLater(() => send(signedAgain(one, "grower")))).toBe("entry-duplicate");
  });

  it("is no excuse for another statement in its place", async () => {
    const [first, second] = picked as [Entry, Entry];
    const other = signedAgain({ ...second, statement: first.statement }, "grower");
    expect(await refusedLater(() => send(other))).toBe("series-conflict");
  });
});

describe("an entry in no series, sent again", () => {
  it("is answered with the place that it has, and refused under another signature", async () => {
    const entry = g.sign(g.people.operator, g.say.defined("tea"));
    const first = await send(entry);
    expect(await send(entry)).toEqual(first);
    expect(await refusedLater(() => send(signedAgain(entry, "operator")))).toBe("entry-duplicate");
  });
});

it("is not looked for beyond the end of its series, and not found where its place is gone", async () => {
  const prepared = picked.map((one) => prepareEntry(one, sha256));
  const found = async (length: number) => (await recordedAmong(log.store, prepared, () => length)).size;
  expect([await found(0), await found(3)]).toEqual([0, 3]);
  await db.del(keys.series("batch/leaf-1", 1));
  expect(await found(3)).toBe(0);
});
