import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parts } from "#backend/store/parts.ts";
import { type Entry, leafOf } from "#core/entry.ts";
import { type Ground, type Life, layGround } from "./life.ts";
import { productEntry } from "./products.ts";
import { readerOf } from "./reader.ts";
import { found, times } from "./scale.ts";
import { answersAfterSync, callsIn, type Left, timesOf, traced } from "./strace.ts";

const REQUESTS = 7;
const PER_REQUEST = 20;
const MOST_FILES = 99;
const LONGEST_TO_LEAVE_SECONDS = 1;

/** LevelDB's files by what they are for. Its own notes are not among them: they may fail, and nothing is lost. */
const kinds: Readonly<Record<string, { readonly is: RegExp; readonly nth: (n: string) => string }>> = {
  log: { is: /^\d+\.log$/, nth: (n) => `/${n}.log` },
  table: { is: /^\d+\.ldb$/, nth: (n) => `/${n}.ldb` },
  manifest: { is: /^MANIFEST-\d+$/, nth: (n) => `/MANIFEST-${n}` },
  "new current": { is: /^\d+\.dbtmp$/, nth: (n) => `/${n}.dbtmp` },
  current: { is: /^CURRENT$/, nth: () => "/CURRENT" },
  folder: { is: /^$/, nth: () => "" },
};
const errorsOf: Readonly<Record<string, readonly string[]>> = {
  openat: ["EMFILE"],
  read: ["EIO"],
  write: ["EIO", "ENOSPC"],
  fdatasync: ["EIO", "ENOSPC"],
  fsync: ["EIO", "ENOSPC"],
  rename: ["EIO", "ENOSPC"],
};
type Fault = {
  readonly part: string;
  readonly kind: string;
  readonly call: string;
  readonly nth: number;
  readonly error: string;
};
/** The bytes of what was acknowledged, by index. */
type Acknowledged = ReadonlyMap<number, Uint8Array>;

let ground: Ground;
let before: Acknowledged;
const at = (name: string): string => join(ground.folder, name);
beforeAll(async () => {
  // Nothing is anchored: the chain would rightly refuse a store that is set back for the next run.
  ground = await layGround({ smallStore: true }, "eth_sendRawTransaction");
  const life = await ground.begin();
  before = await record(life);
  await life.kill();
  await keep(at("base"), ground.folder);
});
afterAll(() => ground.close());

/** What a life begins with: the store, and the mark of how far it was acknowledged. */
async function keep(to: string, from: string): Promise<void> {
  for (const name of ["store", "mark"]) {
    await rm(join(to, name), { recursive: true, force: true });
    await cp(join(from, name), join(to, name), { recursive: true });
  }
}

/** Records one request after the other for as long as they are answered. */
async function record({ pid, url }: Life): Promise<Acknowledged> {
  const acknowledged = new Map<number, Uint8Array>();
  for (let n = 0; n < REQUESTS; n++) {
    const entries = Array.from({ length: PER_REQUEST }, (_, m) => productEntry(`tea-${pid}-${n}-${m}`));
    const indexes = await post(await url, entries).catch(() => undefined);
    if (!indexes) break;
    for (const [m, index] of indexes.entries()) acknowledged.set(index, leafOf(entries[m] as Entry));
  }
  return acknowledged;
}

async function post(url: string | undefined, entries: readonly Entry[]): Promise<readonly number[] | undefined> {
  const headers = { "content-type": "application/json" };
  const reply = await fetch(`${url}/entries`, { method: "POST", headers, body: JSON.stringify({ entries }) });
  if (reply.status !== 201) return undefined;
  return ((await reply.json()) as { entries: { index: number }[] }).entries.map(({ index }) => index);
}

/** Every call that one cycle makes on the store, from opening it to commits and compactions, with every error that it may meet. */
async function everyFault(): Promise<readonly Fault[]> {
  await keep(ground.folder, at("base"));
  const calls = ["writev", ...Object.keys(errorsOf)].join(",");
  const life = await ground.begin({}, traced(at("trace"), ["-e", `trace=${calls}`]));
  const acknowledged = await record(life);
  await life.leave();
  expect(acknowledged.size).toBe(REQUESTS * PER_REQUEST);
  const trace = await readFile(at("trace"), "utf8");
  expect(answersAfterSync(trace)).toEqual({ answers: REQUESTS, early: 0 });

  // strace counts for each thread: LevelDB's caller and its compactions.
  const counts = new Map<string, number>();
  const faults = new Map<string, Fault>();
  for (const part of parts)
    for (const { thread, call, path } of callsIn(trace, at(`store/${part}`))) {
      const [kind] = Object.entries(kinds).find(([, { is }]) => is.test(path)) ?? [];
      if (kind === undefined) continue;
      const which = `${part} ${kind} ${call}`;
      const nth = (counts.get(`${thread} ${which}`) ?? 0) + 1;
      counts.set(`${thread} ${which}`, nth);
      for (const error of errorsOf[call] ?? [])
        faults.set(`${which} ${nth} ${error}`, { part, kind, call, nth, error });
    }
  return [...faults.values()];
}

type Outcome = { readonly acknowledged: Acknowledged; readonly code: number | null; readonly left: Left | undefined };

/** One life in which that call fails. */
async function lifeWith({ part, kind, call, nth, error }: Fault): Promise<Outcome> {
  await keep(ground.folder, at("base"));
  const name = kinds[kind]?.nth ?? (() => "");
  const paths = new Set(
    Array.from({ length: MOST_FILES }, (_, n) => at(`store/${part}`) + name(`${n + 1}`.padStart(6, "0"))),
  );
  const only = [...paths].flatMap((path) => ["-P", path]);
  const inject = ["-e", `trace=${call}`, "-e", `inject=${call}:error=${error}:when=${nth}`];
  const life = await ground.begin({}, traced(at("trace"), [...only, ...inject]));
  const acknowledged = await record(life);
  const { code, said } = await (acknowledged.size === REQUESTS * PER_REQUEST ? life.leave() : life.ended);
  return { acknowledged, code, left: timesOf(await readFile(at("trace"), "utf8"), said) };
}

/** How many of these a new start does not have in their places. It also takes a new entry. */
async function lostAfterRestart(...lives: readonly Acknowledged[]): Promise<number> {
  const service = await ground.serve();
  try {
    const reader = readerOf(service.policy.log.vkey);
    const head = reader.checkpoint(await (await fetch(`${service.url}/log/checkpoint`)).text());
    const leaves = await reader.entries(service.url, head.size);
    expect(await post(service.url, [productEntry("tea-after")])).toEqual([head.size]);
    return lives.flatMap((one) => [...one]).filter(([index, leaf]) => !leaves[index]?.equals(leaf)).length;
  } finally {
    await service.close();
  }
}

it("R2: whichever call on the disk fails, it leaves at once, and acknowledged nothing that is not there", async () => {
  const all = await everyFault();
  const faults = all.filter((_, n) => n % Math.round(all.length / times(all.length)) === 0);
  let [left, unharmed, unmet, acknowledged, sinceCall, sinceTold] = [0, 0, 0, 0, 0, 0];
  for (const fault of faults) {
    const life = await lifeWith(fault);
    const lost = await lostAfterRestart(before, life.acknowledged);
    // Whatever answered everything, and ended when it was told to, was not harmed: LevelDB can do without that call.
    expect([fault, lost, life.code]).toEqual([fault, 0, life.acknowledged.size === REQUESTS * PER_REQUEST ? 0 : 1]);
    acknowledged += life.acknowledged.size;
    if (life.left === undefined) unmet += 1;
    else if (life.code === 0) unharmed += 1;
    else {
      left += 1;
      sinceCall = Math.max(sinceCall, life.left.sinceCall);
      sinceTold = Math.max(sinceTold, life.left.sinceTold);
    }
  }
  const milliseconds = { sinceCallMs: Math.round(sinceCall * 1000), sinceToldMs: Math.round(sinceTold * 1000) };
  const failed = faults.length - unmet;
  found("R2", { calls: all.length, failed, left, unharmed, acknowledged, lost: 0, ...milliseconds });
  expect(unmet).toBeLessThanOrEqual(faults.length / 10);
  expect(sinceTold).toBeLessThanOrEqual(LONGEST_TO_LEAVE_SECONDS);
});
