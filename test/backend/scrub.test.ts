import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { openLogKey } from "#backend/log/key.ts";
import { dueIn, type Scrub, startScrub } from "#backend/log/scrub.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { seal } from "#backend/store/sealed.ts";
import { utf8 } from "#core/bytes.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { type Ground, ground, NOW, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog } from "./log-of.ts";

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
let scrub: Scrub;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-scrub-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
  for (let n = 0; n < 2; n++) await record(100, n);
  scrub = await scrubOf(log);
});
afterEach(async () => {
  await scrub.stop();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
const record = (count: number, n: number) =>
  log.sequencer.submit(
    Array.from({ length: count }, (_, k) =>
      prepareEntry(g.sign(g.people.operator, g.say.defined(`t-${n}-${k}`)), sha256),
    ),
  );
const scrubOf = ({ store }: OpenLog) =>
  startScrub({
    store,
    log: openLogKey(folder, ORIGIN),
    everySeconds: 86_400,
    now: () => NOW,
    logger: pino({ level: "silent" }),
  });

it("reads everything, says when it was through, and remembers it after a restart", async () => {
  expect(scrub.last).toBeUndefined();
  await scrub.scrubNow();
  expect(scrub.last).toEqual({ endedAt: NOW, entries: 200, rows: (await db.keys().all()).length - 1 });
  expect(log.poisoned).toEqual([]);
  expect((await scrubOf(await openLog(folder, db, g))).last).toEqual(scrub.last);
});

it("finds every row in order while entries are recorded", async () => {
  const through = scrub.scrubNow();
  for (let n = 3; n < 8; n++) await record(20, n);
  await through;
  expect([log.poisoned, scrub.last?.entries]).toEqual([[], 200]);
  await scrub.scrubNow();
  expect([log.poisoned, scrub.last?.entries]).toEqual([[], 300]);
});

it.each([
  ["an entry that nobody asks for", keys.entry(7), /damaged at e\/0+7: the stored value does not match its hash/],
  ["a ledger row that nobody asks for", "l/products/t-0-9", /damaged at l\/products\/t-0-9: /],
  ["a name", "", /damaged at i\/[0-9a-f]+: /],
])("ends the process when a bit has flipped in %s, and takes nothing more", async (_what, named, reason) => {
  const [anyName] = await log.store.keysIn({ from: "i/", to: "i0" }, 1);
  const key = named || (anyName ?? "");
  const stored = Buffer.from((await db.get(key)) as Uint8Array);
  stored[stored.length - 2] = (stored.at(-2) ?? 0) ^ 16;
  await db.put(key, stored);
  await scrub.scrubNow();
  expect(String(log.poisoned[0])).toMatch(reason);
  expect(scrub.last).toBeUndefined();
  await expect(record(1, 9)).rejects.toThrow("storage-failed");
});

it("ends the process when an entry was replaced by another, honestly sealed", async () => {
  await db.put(keys.entry(7), seal(keys.entry(7), (await log.store.read(keys.entry(8))) ?? utf8("")));
  await scrub.scrubNow();
  expect(String(log.poisoned[0])).toMatch(/damaged at n\/03\/0+: the row is not what its entry gives/);
});

it("gives up at once when the service stops", async () => {
  const through = scrub.scrubNow();
  await scrub.stop();
  await through;
  expect([scrub.last, log.poisoned]).toEqual([undefined, []]);
});

it("is due a day after the last one ended, though never at the very start", () => {
  const last = { endedAt: NOW, entries: 1, rows: 9 };
  expect([0, 3600, 86_000, 90_000].map((later) => dueIn(last, 86_400, NOW + later))).toEqual([
    86_400, 82_800, 600, 600,
  ]);
  expect(dueIn(undefined, 86_400, NOW)).toBe(600);
  // A clock that was put back does not put the scrub off.
  expect(dueIn(last, 86_400, NOW - 1_000_000)).toBe(86_400);
});
