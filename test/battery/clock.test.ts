import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { readLine, rfc3339 } from "#backend/log/record.ts";
import { openDatabase } from "#backend/store/open.ts";
import { type Entry, occurredAt, type Statement } from "#core/entry.ts";
import type { Telling } from "#core/evidence/telling.ts";
import { timesOf } from "#core/evidence/times.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { type Ground, ground, NOW } from "../backend/ground.ts";
import { type OpenLog, openLog } from "../backend/log-of.ts";
import { refusedLater } from "../core/refused.ts";
import { found } from "./scale.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * One thing that somebody does at `at`, true seconds since the row began. `phone` is how far their clock is off, `zone` how they
 * spell it. `recorded` is what the log then says (same count of seconds), or why it refuses; `late` whether readers see it flagged.
 */
type Deed = {
  readonly at: number;
  readonly phone?: number;
  readonly zone?: string;
  readonly recorded: number | "time-in-future";
  readonly late?: boolean;
  /** The service starts anew before this. */
  readonly restart?: boolean;
};
type Row = {
  readonly what: string;
  /** The service's clock at a true time. */
  readonly server: (at: number) => number;
  readonly deeds: readonly Deed[];
};
const right = (at: number): number => at;

/** What each clock error may do, and no more: nothing is ever dated back, and only what seems to lie ahead is refused. */
const rows: readonly Row[] = [
  {
    what: "the service falls back an hour",
    server: (at) => (at < 60 ? at : at - HOUR),
    deeds: [
      { at: 30, recorded: 30 },
      { at: 90, recorded: 30 },
      { at: 330, recorded: 30 },
      { at: HOUR + 20, recorded: "time-in-future" },
      { at: HOUR + 20, phone: -HOUR, recorded: 30 },
      { at: HOUR + 120, phone: -HOUR, recorded: 120 },
    ],
  },
  {
    what: "the service jumps an hour ahead and is put right",
    server: (at) => (at >= 60 && at < 120 ? at + HOUR : at),
    deeds: [
      { at: 30, recorded: 30 },
      { at: 90, recorded: 90 + HOUR },
      { at: 150, recorded: 90 + HOUR },
      { at: 91 + HOUR, recorded: 91 + HOUR },
    ],
  },
  {
    what: "the service falls back a day and starts anew",
    server: (at) => (at < 60 ? at : at - DAY),
    deeds: [
      { at: 30, recorded: 30 },
      { at: 90, recorded: 30, restart: true },
      { at: DAY + 90, phone: -DAY, recorded: 90 },
    ],
  },
  {
    what: "the service's clock stands still",
    server: (at) => Math.min(at, 60),
    deeds: [
      { at: 60, recorded: 60 },
      { at: 200, recorded: 60 },
      { at: 360, recorded: 60 },
      { at: 361, recorded: "time-in-future" },
    ],
  },
  {
    what: "a leap second is counted twice",
    server: (at) => (at < 60 ? at : at - 1),
    deeds: [
      { at: 59, recorded: 59 },
      { at: 60, recorded: 59 },
      { at: 61, recorded: 60 },
    ],
  },
  {
    what: "a phone is three days behind",
    server: right,
    deeds: [{ at: 10, phone: -3 * DAY, recorded: 10, late: true }],
  },
  {
    what: "a phone is two days behind, to the second and by one more",
    server: right,
    deeds: [
      { at: 10, phone: -2 * DAY, recorded: 10 },
      { at: 20, phone: -2 * DAY - 1, recorded: 20, late: true },
    ],
  },
  { what: "a phone is an hour behind", server: right, deeds: [{ at: 10, phone: -HOUR, recorded: 10 }] },
  {
    what: "a phone is five minutes ahead, to the second",
    server: right,
    deeds: [{ at: 10, phone: 300, recorded: 10 }],
  },
  {
    what: "a phone is five minutes and a second ahead",
    server: right,
    deeds: [
      { at: 10, phone: 301, recorded: "time-in-future" },
      { at: 11, phone: 300, recorded: 11 },
    ],
  },
  {
    what: "a phone is three days ahead, and keeps what was refused until it is true",
    server: right,
    deeds: [
      { at: 10, phone: 3 * DAY, recorded: "time-in-future" },
      { at: 3 * DAY + 10, phone: 0, recorded: 3 * DAY + 10 },
    ],
  },
  {
    what: "phones are set to other time zones",
    server: right,
    deeds: [
      { at: 10, zone: "Z", recorded: 10 },
      { at: 20, zone: "+14:00", recorded: 20 },
      { at: 30, zone: "-11:30", recorded: 30 },
    ],
  },
];

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-clock-"));
  db = await openDatabase(folder);
  g = ground();
});
afterEach(async () => {
  await log.sequencer.idle();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same instant as a clock in `zone` shows it. */
function spelled(seconds: number, zone: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const offset = sign ? (sign === "-" ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * 60) : 0;
  return rfc3339(seconds + offset).replace("Z", zone);
}

it.each(rows)("R7: $what", async ({ what, server, deeds }) => {
  let at = 0;
  const open = async (): Promise<OpenLog> => openLog(folder, db, g, () => NOW + server(at));
  log = await open();
  const lines: { readonly entry: Entry; readonly recordedAt: number }[] = [];
  let newest = 0;
  for (const [n, deed] of deeds.entries()) {
    at = deed.at;
    if (deed.restart) {
      await log.sequencer.idle();
      await db.close();
      await db.open();
      log = await open();
    }
    const time = spelled(NOW + at + (deed.phone ?? 0), deed.zone ?? "+08:00");
    const entry = g.sign(g.people.operator, { ...g.say.defined(`tea-${n}`), occurredAt: time } as Statement);
    const { size } = log.sequencer.head;
    const said = await refusedLater(() => log.sequencer.submit([prepareEntry(entry, sha256)]));
    expect([n, said]).toEqual([n, typeof deed.recorded === "number" ? "accepted" : deed.recorded]);
    expect(log.sequencer.head.time).toBeGreaterThanOrEqual(newest);
    newest = log.sequencer.head.time;
    if (said !== "accepted") {
      expect(log.sequencer.head.size).toBe(size);
      continue;
    }
    const line = await readLine(log.store, size);
    // The phone's word stands in the leaf as it was written, the service's beside it.
    expect(occurredAt(line.entry.statement)).toBe(time);
    expect(line.recordedAt - NOW).toBe(deed.recorded);
    expect(log.sequencer.head.time).toBe(line.recordedAt);
    const telling = { bundle: { anchors: [] } } as unknown as Telling;
    const { late } = timesOf(telling, { index: size, recordedAt: rfc3339(line.recordedAt), entry, proof: [] });
    expect([n, late]).toEqual([n, deed.late ?? false]);
    lines.push(line);
  }
  const dated = lines.map(({ recordedAt }) => recordedAt);
  expect(dated).toEqual([...dated].sort((a, b) => a - b));
  found("R7", { what, deeds: deeds.length, recorded: lines.length, refused: deeds.length - lines.length });
});
