import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { checkLog } from "#backend/log/check.ts";
import { checkLedger } from "#backend/log/check-ledger.ts";
import { openLogKey } from "#backend/log/key.ts";
import { fetchRows } from "#backend/log/ledger.ts";
import { openDatabase } from "#backend/store/open.ts";
import { readingOf } from "#backend/store/reading.ts";
import type { Entry, Statement } from "#core/entry.ts";
import { fetchedLedger, ledgerOver } from "#core/ledger/ledger.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { find } from "#core/ledger/shelf.ts";
import { refused, refusedLater } from "../core/refused.ts";
import { type Ground, ground, hashOf, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog } from "./log-of.ts";

const day = fc.integer({ min: 1, max: 24 }).map((n) => `2026-03-${String(n).padStart(2, "0")}`);
const one = fc.integer({ min: 1, max: 2 });
/** What somebody does next; whether it may be recorded is for the log to say. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant("define" as const), n: one, gtin: fc.option(one), at: day }),
  fc.record({ kind: fc.constant("survey" as const), n: one, at: day }),
  fc.record({
    kind: fc.constant("admit" as const),
    who: fc.constantFrom("grower" as const, "packer" as const),
    at: day,
  }),
  fc.record({ kind: fc.constant("spray" as const), n: one, year: fc.constantFrom("2025", "2026"), at: day, days: one }),
  fc.record({ kind: fc.constant("pick" as const), n: one, at: day }),
  fc.record({ kind: fc.constant("release" as const), n: one, at: day }),
  fc.record({ kind: fc.constant("test" as const), n: one, at: day }),
  fc.record({ kind: fc.constant("withdraw" as const), n: one, at: day }),
  fc.record({ kind: fc.constant("certify" as const), n: one, at: day }),
  fc.record({ kind: fc.constant("claim" as const), n: one, at: day }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

function entryOf({ people, say, sign }: Ground, what: Deed): Entry {
  const dated = (statement: Statement): Statement =>
    "occurredAt" in statement ? { ...statement, occurredAt: `${what.at}T08:00:00+08:00` } : statement;
  switch (what.kind) {
    case "define": {
      const gtin = what.gtin === null ? {} : { gtin: `0000000000000${what.gtin}` };
      return sign(people.operator, dated({ ...say.defined(`tea-${what.n}`), ...gtin } as Statement));
    }
    case "survey":
      return sign(people.operator, dated(say.surveyed(`plot-${what.n}`, "grower")));
    case "admit":
      return sign(people.operator, dated(say.admitted(what.who)));
    case "spray":
      return sign(people.grower, say.sprayed(`plot-${what.n}`, `${what.year}${what.at.slice(4)}`, what.days), [
        `plot/plot-${what.n}`,
      ]);
    case "pick":
      return sign(people.grower, say.picked(`plot-${what.n}`, "leaf-1", what.at), [
        "batch/leaf-1",
        `plot/plot-${what.n}`,
      ]);
    case "release":
      return sign(people.operator, {
        type: "liangji:IntervalResolved",
        occurredAt: "2026-03-24T08:00:00+08:00",
        batch: "leaf-1",
        harvests: [{ plot: `plot-${what.n}`, harvestedOn: what.at }],
        person: "示例人员",
        reason: "示例",
      });
    case "test":
      return sign(people.laboratory, dated(say.tested(`report-${what.n}`, "leaf-1")), ["batch/leaf-1"]);
    case "withdraw":
      return sign(people.laboratory, {
        type: "liangji:TestReportWithdrawn",
        occurredAt: "2026-03-24T08:00:00+08:00",
        report: `report-${what.n}`,
        reason: "示例",
      });
    case "certify":
      return sign(people.certifier, dated(say.certified(`cert-${what.n}`)));
    case "claim":
      return sign(people.operator, {
        type: "liangji:ClaimMade",
        occurredAt: `${what.at}T08:00:00+08:00`,
        claim: "old",
        product: `tea-${what.n}`,
        title: { zh: "老", en: "old" },
        grade: "tradition",
      });
  }
}

/** Sends an entry, and follows the series that it goes into when it is taken. */
async function send(g: Ground, log: OpenLog, entry: Entry): Promise<void> {
  const code = await refusedLater(() => log.sequencer.submit([prepareEntry(entry, sha256)]));
  if (code !== "accepted") return;
  for (const { id, sequence } of entry.series) g.ledger.series.own.set(id, { sequence, previous: hashOf(entry) });
}

it("keeps on disk, whatever is recorded and restarted in between, what the whole log adds up to", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 24 }), fc.nat(23), async (deeds, restart) => {
      const folder = await mkdtemp(join(tmpdir(), "liangji-rows-"));
      const db = await openDatabase(folder);
      const g = ground();
      g.open("leaf-1", "fresh-leaf", "grower");
      let log = await openLog(folder, db, g);
      const { people, say, sign } = g;
      for (const actor of ["grower", "packer", "laboratory"] as const)
        await send(g, log, sign(people.operator, say.admitted(actor)));
      await send(g, log, sign(people.accreditor, say.admitted("certifier")));
      for (const [n, what] of deeds.entries()) {
        await send(g, log, entryOf(g, what));
        if (n === restart) log = await openLog(folder, db, g);
      }
      expect(await checkLedger(readingOf(db))).not.toHaveProperty("where");
      expect(await checkLog(readingOf(db), openLogKey(folder, ORIGIN))).not.toHaveProperty("where");
      await db.close();
      await rm(folder, { recursive: true, force: true });
    }),
    { numRuns: 40 },
  );
});

it("finds a ledger row that is gone, and one that went back to what it was", async () => {
  const folder = await mkdtemp(join(tmpdir(), "liangji-rows-"));
  const db = await openDatabase(folder);
  const g = ground();
  const log = await openLog(folder, db, g);
  const { people, say, sign } = g;
  const check = async () => [
    await checkLedger(readingOf(db)),
    await checkLog(readingOf(db), openLogKey(folder, ORIGIN)),
  ];
  await send(g, log, sign(people.operator, say.admitted("grower")));
  await send(g, log, sign(people.operator, say.surveyed("plot-1", "grower")));
  await send(g, log, sign(people.grower, say.sprayed("plot-1", "2026-03-01", 1), ["plot/plot-1"]));
  const keys = (await db.keys({ gt: "l/", lt: "l0" }).all()) as string[];
  expect(keys.map((key) => key.split("/")[1])).toEqual([
    "actors",
    "documents",
    "openings",
    "plots",
    "series",
    "treatments",
  ]);
  const old = new Map<string, Uint8Array>();
  for (const key of keys) old.set(key, (await db.get(key)) as Uint8Array);
  await send(g, log, sign(people.grower, say.sprayed("plot-1", "2026-03-05", 1), ["plot/plot-1"]));
  expect(await check()).toMatchObject([{ rows: 6 }, { entries: 4 }]);
  for (const key of keys) {
    const now = (await db.get(key)) as Uint8Array;
    await db.del(key);
    expect(await check()).toMatchObject([{ where: key, what: "the row is missing" }, { where: "l/" }]);
    await db.put(key, now);
  }
  for (const key of ["l/series/plot/plot-1", "l/openings/plot-1/2026"]) {
    const now = (await db.get(key)) as Uint8Array;
    await db.put(key, old.get(key) as Uint8Array);
    expect(await check()).toMatchObject([{ where: key }, { where: "l/" }]);
    await expect(openLog(folder, db, g)).rejects.toThrow(`log damaged at ${key}: `);
    await db.put(key, now);
  }
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

it("never takes a row that was not fetched for one that is not there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "liangji-rows-"));
  const db = await openDatabase(folder);
  const g = ground();
  const ledger = fetchedLedger(g.roots);
  await fetchRows(readingOf(db), ledger, [g.sign(g.people.operator, g.say.defined("tea"))]);
  const layer = ledgerOver(ledger);
  expect(find(layer.products, "tea")).toBeUndefined();
  expect(() => refused(() => find(layer.products, "other"))).toThrow("not fetched: other");
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
