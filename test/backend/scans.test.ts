import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#backend/context.ts";
import { sha256 } from "#backend/crypto.ts";
import { createApp } from "#backend/http/app.ts";
import { type Listening, listen } from "#backend/listen.ts";
import { createLogger } from "#backend/logger.ts";
import { readLedger } from "#backend/read/ledger.ts";
import { booksIn } from "#backend/scans/books.ts";
import { listCases } from "#backend/scans/cases.ts";
import { type ScanCounter, startScanCounter } from "#backend/scans/counter.ts";
import { networkOf, tokens } from "#backend/scans/source.ts";
import { encodeJson } from "#backend/store/json.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { type Store, storeOf } from "#backend/store/store.ts";
import { idHash } from "#core/chain/questions.ts";
import { unredeemed } from "#core/label/redemption.ts";
import { encodeSerial } from "#core/label/serial.ts";
import type { LabelId } from "#core/label/url.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { refusedLater } from "../core/refused.ts";

const START = utcSeconds("2026-05-06T01:00:00Z");
const HOUR = 3600;
const DAY = 24 * HOUR;
const serials = Array.from({ length: 12 }, (_, n) => encodeSerial(new Uint8Array([0, 0, 0, 0, 0, 0, 7, n])));
const label = (n: number): LabelId => ({ product: "green-tea-50g", batch: "pack-1", serial: serials[n] ?? "" });
const log = createLogger("silent");

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let store: Store;
let now: number;
let counter: ScanCounter;
/** Label 10 is void, 11 was never activated. */
const index = {
  history: {
    batches: new Map([[idHash(sha256, "pack-1"), { product: idHash(sha256, "green-tea-50g") }]]),
    mints: new Map([
      ["root", { activatedAt: START - DAY, voided: { 10: "示例" } }],
      ["later", { activatedAt: 0, voided: {} }],
    ]),
  },
} as unknown as Context["index"];
const start = (): ScanCounter => startScanCounter({ store, ledger: readLedger(store, []), index, now: () => now, log });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-scans-"));
  db = await openDatabase(folder);
  store = storeOf(db, () => undefined);
  now = START;
  await store.commit(
    serials.map((serial, n) => ({
      key: keys.label("pack-1", serial),
      value: encodeJson({ root: n === 11 ? "later" : "root", index: n }),
    })),
  );
  counter = start();
});
afterEach(async () => {
  await counter.stop();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const [haikou, beijing, chengdu, harbin] = ["n20e110", "n39e116", "n30e104", "n45e126"];
let addresses = 0;
/** From a network of its own, `hours` after the last. */
const scan = (n: number, cell?: string, hours = 0) => {
  now += hours * HOUR;
  return counter.count(label(n), { address: `10.${Math.floor(addresses / 250)}.${addresses++ % 250}.1`, cell });
};
const close = (id: string, outcome: "false-alarm" | "copied", at = now) =>
  store.commit([
    {
      key: keys.ledger("scanCases", id),
      value: encodeJson({
        statement: {
          type: "liangji:ScanCaseClosed",
          occurredAt: `${new Date(at * 1000).toISOString().slice(0, 19)}Z`,
          case: id,
          batch: "pack-1",
          outcome,
          reason: "示例：一个微信群里转发了网址",
        },
        actor: "brand-operator",
        index: 77,
      }),
    },
  ]);

describe("counting", () => {
  it("counts one network once an hour, and others beside it", async () => {
    const from = { address: "203.0.113.7" };
    expect(await counter.count(label(0), from)).toEqual({
      scans: 1,
      firstHour: START / HOUR,
      state: "ordinary",
      reasons: [],
      places: [],
    });
    expect((await counter.count(label(0), { address: "203.0.113.200" })).scans).toBe(1);
    expect((await counter.count(label(0), { address: "203.0.114.7" })).scans).toBe(2);
    expect((await counter.count(label(1), from)).scans).toBe(1);
    now += HOUR;
    expect((await counter.count(label(0), from)).scans).toBe(3);
  });
  it("does not count what is not on sale: printed and not activated, or void", async () => {
    for (const n of [10, 11]) {
      expect(await scan(n, haikou)).toEqual({ scans: 0, state: "ordinary", reasons: [], places: [] });
      expect(await scan(n, haikou, 1)).toEqual({ scans: 0, state: "ordinary", reasons: [], places: [] });
    }
  });
  it("has everything again after a stop, and at most a second less after a crash", async () => {
    await scan(0, haikou);
    await scan(0, haikou);
    await counter.stop();
    counter = start();
    expect((await scan(0, haikou)).scans).toBe(3);
    await counter.flush();
    await scan(0, haikou);
    const crashed = counter;
    counter = start();
    expect((await scan(0, haikou)).scans).toBe(4);
    await crashed.stop();
  });
  it("counts a hundred at once, each once", async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => scan(0)));
    expect(all.map(({ scans }) => scans).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  });
  it("takes 120 of one code in a minute, and others as before", async () => {
    for (let n = 0; n < 120; n++) await counter.count(label(0), { address: "203.0.113.7" });
    expect(await refusedLater(() => counter.count(label(0), { address: "198.51.100.1" }))).toBe("rate-limited");
    expect((await scan(1)).scans).toBe(1);
    now += 60;
    expect((await scan(0)).scans).toBe(2);
  });
});

describe("a code that turns amber", () => {
  const amber = async (n: number) => {
    await scan(n, haikou);
    await scan(n, beijing, 3);
    return scan(n, chengdu, 3);
  };

  it("says why at the third place within a day, and opens one case, whose list does not give the code away", async () => {
    const told = await amber(0);
    expect(told.state).toBe("copied-likely");
    expect(told.reasons).toEqual([{ rule: "places-in-a-day", hours: 24, places: [haikou, beijing, chengdu] }]);
    const { case: opened, places } = await scan(0, harbin, 1);
    expect(places.map(({ cell }) => cell)).toEqual([harbin, chengdu, beijing, haikou]);
    expect(opened).toEqual(told.case);
    await counter.flush();
    const { cases, more } = await listCases(store, readLedger(store, []));
    expect(more).toBe(false);
    expect(cases).toEqual([
      {
        case: told.case?.case,
        product: "green-tea-50g",
        batch: "pack-1",
        code: `${serials[0]?.slice(0, 4)}…${serials[0]?.slice(-1)}`,
        openedAt: told.case?.openedAt,
        reasons: told.reasons,
      },
    ]);
    expect(JSON.stringify(cases)).not.toContain(serials[0]);
  });
  it("stays amber as long as nobody looks, also when the scans are forgotten", async () => {
    await amber(0);
    expect((await scan(0, haikou, 400 * 24)).state).toBe("copied-likely");
  });
  it("is ordinary again when the operator closed the case as a false alarm, and opens another only for new scans", async () => {
    const first = await amber(0);
    now += HOUR;
    await close(first.case?.case ?? "", "false-alarm");
    const after = await scan(0, harbin, 1);
    expect(after).toMatchObject({ state: "ordinary", reasons: [], scans: 4 });
    expect(after.case?.closed).toMatchObject({
      outcome: "false-alarm",
      reason: "示例：一个微信群里转发了网址",
      index: 77,
    });
    await scan(0, haikou, 1);
    const second = await scan(0, beijing, 1);
    expect(second.state).toBe("copied-likely");
    expect(second.case?.case).not.toBe(first.case?.case);
    expect(second.case?.closed).toBeUndefined();
    await counter.flush();
    expect((await listCases(store, readLedger(store, []))).cases.map((one) => one.closed?.outcome)).toEqual([
      undefined,
      "false-alarm",
    ]);
  });
  it("stays amber when the operator found that there are copies, and says so", async () => {
    const { case: opened } = await amber(0);
    await close(opened?.case ?? "", "copied");
    const after = await scan(0, haikou, 1);
    expect(after.state).toBe("copied-likely");
    expect(after.case?.closed?.outcome).toBe("copied");
  });
  it("is found when its hidden code was used and it then turns up in two other places", async () => {
    const opened = (first?: object) =>
      store.commit([
        {
          key: keys.redemptions("pack-1", serials[0] ?? ""),
          value: encodeJson({ ...unredeemed, ...(first && { first }) }),
        },
      ]);
    await scan(0, haikou);
    await opened({ at: now, province: "46", token: "t" });
    for (const cell of [beijing, beijing]) expect((await scan(0, cell, 100)).state).toBe("ordinary");
    await opened();
    expect((await scan(0, chengdu, 100)).state).toBe("ordinary");
    await opened({ at: START, province: "46", token: "t" });
    expect((await scan(0, chengdu)).reasons.map(({ rule }) => rule)).toEqual(["after-opening"]);
  });
  it("is found by the region of sale that the operator set for its product", async () => {
    const region = { product: "green-tea-50g", longitude: 109_800_000, latitude: 19_200_000, kilometres: 250 };
    await store.commit([
      {
        key: keys.ledger("saleRegions", "green-tea-50g"),
        value: encodeJson({
          statement: { type: "liangji:SaleRegionSet", ...region },
          actor: "brand-operator",
          index: 3,
        }),
      },
    ]);
    for (const cell of [haikou, beijing, chengdu]) expect((await scan(0, cell, 240)).state).toBe("ordinary");
    expect((await scan(0, harbin, 240)).reasons.map(({ rule }) => rule)).toEqual(["outside-region"]);
  });
});

describe("what is kept", () => {
  const everything = async (): Promise<string> => {
    const rows: string[] = [];
    for await (const [key, value] of store.scan({ from: "", to: "~" })) rows.push(`${key} ${Buffer.from(value)}`);
    return rows.join("\n");
  };
  it("of a thousand scans no address, no network and no place finer than a cell is on disk", async () => {
    for (let n = 0; n < 1000; n++) {
      if (n % 100 === 0) now += HOUR;
      await counter.count(label(n % 10), { address: `198.51.${n % 256}.77`, cell: haikou });
    }
    await counter.flush();
    const text = await everything();
    expect(text).toContain(haikou);
    expect(text).not.toMatch(/198\.51|\d+\.\d+/);
    expect(text.match(/scan-book\//g)).toHaveLength(10);
  });
  it("a token is another for another code, another day and another start", () => {
    const own = tokens();
    const base = own("a", "203.0.113.7", START);
    expect(own("a", "203.0.113.99", START + HOUR)).toBe(base);
    expect(own("b", "203.0.113.7", START)).not.toBe(base);
    expect(tokens()("a", "203.0.113.7", START)).not.toBe(base);
    // 16:00 UTC is midnight in Beijing.
    expect(own("a", "203.0.113.7", START + 16 * HOUR)).not.toBe(base);
    expect(own("a", "203.0.113.7", START)).not.toBe(base);
  });
  it.each([
    ["203.0.113.7", "203.0.113"],
    ["::ffff:203.0.113.7", "203.0.113"],
    ["2001:db8:12:34::1", "2001:db8:12"],
    ["2001:DB8:0012:ffff:1:2:3:4", "2001:db8:12"],
    ["2001:db8::1", "2001:db8:0"],
    ["::1", "0:0:0"],
    ["fe80::1%eth0", "fe80:0:0"],
    ["", "none"],
    ["unknown", "none"],
  ])("of %s goes no further than %s", (address, network) => expect(networkOf(address)).toBe(network));
  it("at most 64 scans of a code, and after 180 days only their number", async () => {
    for (let n = 0; n < 70; n++) await scan(0, haikou);
    await scan(1, haikou);
    await counter.flush();
    const books = booksIn(store);
    const book = (n: number) => books.read(keys.scanBook("pack-1", serials[n] ?? ""));
    expect((await book(0))?.scans).toHaveLength(64);
    expect(await booksIn(store).forget(START / HOUR + 180 * 24 - 1)).toBe(0);
    expect(await books.forget(START / HOUR + 180 * 24)).toBe(2);
    expect(await book(0)).toMatchObject({ total: 70, scans: [] });
    expect(await book(1)).toMatchObject({ total: 1, scans: [], firstHour: START / HOUR });
  });
});

describe("POST /scans", () => {
  let listening: Listening;
  beforeEach(async () => {
    const context = {
      store,
      index,
      log,
      scans: counter,
      ledger: readLedger(store, []),
      placeHeaders: { latitude: "x-latitude", longitude: "x-longitude" },
      verifierDir: "/nonexistent",
      consoleDir: "/nonexistent",
      publicUrl: "",
    } as unknown as Context;
    listening = await listen(createApp(context).app, "127.0.0.1", 0);
  });
  afterEach(() => listening.close());
  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${listening.port}/scans`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it("takes the place that the proxy gives, as a cell", async () => {
    const at = (latitude: string, longitude: string, forwarded: string) =>
      post(label(0), { "x-latitude": latitude, "x-longitude": longitude, "x-forwarded-for": forwarded });
    await at("20.0444", "110.1999", "203.0.113.1");
    await at("39.9042", "116.4074", "203.0.114.1");
    await at("north", "116.4", "203.0.115.1");
    expect((await at("30.5728", "104.0668", "203.0.116.1")).body).toMatchObject({
      scans: 4,
      reasons: [{ places: [haikou, beijing, chengdu] }],
    });
  });
  it("answers alike for a code never issued, one that cannot be, and one of another batch", async () => {
    const none = encodeSerial(new Uint8Array([0, 9, 9, 9, 9, 9, 9, 9]));
    const answers = [
      await post({ ...label(0), serial: none }),
      await post({ ...label(0), serial: "not-a-code" }),
      await post({ ...label(0), batch: "pack-2" }),
      await post({ ...label(0), product: "made-tea" }),
      await post({ ...label(0), batch: "../../x" }),
    ];
    expect(answers[0]).toMatchObject({ status: 404, body: { code: "label-unknown" } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
  it("stops who tries codes after ten in vain, in one budget with the evidence, and not others", async () => {
    const guesser = { "x-forwarded-for": "203.0.113.9" };
    const guess = () => post({ ...label(0), serial: "0000000000000" }, guesser);
    for (let n = 0; n < 9; n++) expect((await guess()).status).toBe(404);
    const evidence = await fetch(`http://127.0.0.1:${listening.port}/evidence/p/a/b/b/s/c`, { headers: guesser });
    expect(evidence.status).toBe(404);
    expect((await guess()).status).toBe(429);
    expect((await post(label(0), guesser)).status).toBe(429);
    expect((await post(label(0), { "x-forwarded-for": "203.0.113.10" })).status).toBe(200);
  });
  it("refuses what is more than a label", async () => {
    expect(await post({ ...label(0), latitude: 20.0444 })).toMatchObject({
      status: 400,
      body: { code: "field-invalid" },
    });
  });
});
