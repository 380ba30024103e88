import { execFileSync } from "node:child_process";
import { statfsSync } from "node:fs";
import { cp, mkdir, mkdtemp, open, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openLogKey } from "#backend/log/key.ts";
import { type Entry, leafOf } from "#core/entry.ts";
import { ORIGIN } from "../backend/running.ts";
import { diceOf } from "./dice.ts";
import { type Ground, layGround } from "./life.ts";
import { productEntry } from "./products.ts";
import { readerOf } from "./reader.ts";
import { found, times } from "./scale.ts";

const SEED = 20_261_127;
const MIB = 2 ** 20;
const DISK_MIB = 16;
const PER_REQUEST = 20;
const MOST_REQUESTS = 40;
/** So little must be free that the disk may fill between the question and the write. */
const NARROW = { reserve: 8 * MIB, least: 4096 };
const WIDE = { reserve: 4 * MIB, least: 2 * MIB };
/** Bytes left free, at most: where the disk is found full then follows from LevelDB's buffer of 64 KiB. */
const phases = {
  log: { room: NARROW, leaves: 60_000 },
  table: { room: NARROW, leaves: 300_000 },
  noticed: { room: WIDE, leaves: 0 },
} as const;
type Phase = keyof typeof phases;

let ground: Ground;
let disk: string;
const filler = () => join(disk, "filler");
const data = () => join(disk, "data");
beforeAll(async () => {
  // Nothing is anchored: the chain would rightly refuse a store that is set back for the next run.
  ground = await layGround({ smallStore: true }, "eth_sendRawTransaction");
  disk = await mkdtemp(join(tmpdir(), "liangji-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_MIB}m`, "tmpfs", disk]);
});
afterAll(async () => {
  execFileSync("umount", [disk]);
  await rm(disk, { recursive: true });
  await ground.close();
});

const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

/** Others write until that much is free. */
async function fillUntil(leaves: number): Promise<void> {
  const handle = await open(filler(), "a");
  try {
    for (let free = freeBytes(); free > leaves; free = freeBytes())
      await handle.write(Buffer.alloc(Math.max(1, Math.min(MIB, free - leaves))));
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOSPC") throw error;
  } finally {
    await handle.close();
  }
}

type Told = { readonly status: number; readonly code: string; readonly indexes: readonly number[] };
/** The answer to a request, or undefined when the service is gone. */
async function post(url: string, entries: readonly Entry[]): Promise<Told | undefined> {
  const headers = { "content-type": "application/json" };
  try {
    const reply = await fetch(`${url}/entries`, { method: "POST", headers, body: JSON.stringify({ entries }) });
    const body = (await reply.json()) as { code?: string; entries?: { index: number }[] };
    return { status: reply.status, code: body.code ?? "", indexes: (body.entries ?? []).map(({ index }) => index) };
  } catch {
    return undefined;
  }
}

const statusOf = async (url: string, path: string): Promise<number> => (await fetch(url + path)).status;

/** What was acknowledged, by index. */
class Acknowledged {
  readonly leaves = new Map<number, Buffer>();
  #next = 0;

  /** Records until it is refused or nobody answers. */
  async record(url: string, most: number): Promise<Told | undefined> {
    let told: Told | undefined;
    for (let n = 0; n < most; n++) {
      const entries = Array.from({ length: PER_REQUEST }, () => productEntry(`tea-${this.#next++}`));
      told = await post(url, entries);
      if (told?.status !== 201) return told;
      for (const [m, index] of told.indexes.entries()) this.leaves.set(index, Buffer.from(leafOf(entries[m] as Entry)));
    }
    return told;
  }

  /** How many of the acknowledged the service does not give, read and checked without code of ours. */
  async missing(url: string, vkey: string): Promise<number> {
    const reader = readerOf(vkey);
    const { size } = reader.checkpoint(await (await fetch(`${url}/log/checkpoint`)).text());
    const leaves = await reader.entries(url, size);
    return [...this.leaves].filter(([index, leaf]) => !leaves[index]?.equals(leaf)).length;
  }
}

const dice = diceOf(SEED);
const free = () => truncate(filler(), 0);

/** An empty disk with a data folder of its own; it has the log's key. */
async function freshDisk(): Promise<void> {
  await rm(data(), { recursive: true, force: true });
  await rm(filler(), { force: true });
  await mkdir(data());
  await cp(join(ground.folder, "log-key"), join(data(), "log-key"));
}

/** Nothing is recorded and it says so; everything that was is still read and proved. */
async function servesReadersOnly(url: string, vkey: string, acknowledged: Acknowledged): Promise<void> {
  expect(await acknowledged.record(url, 1)).toEqual({ status: 503, code: "disk-full", indexes: [] });
  expect([await statusOf(url, "/health/ready"), await statusOf(url, "/health/live")]).toEqual([503, 200]);
  expect(await acknowledged.missing(url, vkey)).toBe(0);
  const [index = 0] = acknowledged.leaves.keys();
  expect(await statusOf(url, `/log/proof/${index}`)).toBe(200);
}

it("R4: on a full disk it loses nothing, serves readers, and goes on by itself when there is room", async () => {
  const { vkey } = openLogKey(ground.folder, ORIGIN);
  const cases = times(150);
  const counts = {
    cases,
    left: 0,
    leftAtLog: 0,
    leftAtTable: 0,
    leftLater: 0,
    refusedInTime: 0,
    acknowledged: 0,
    lost: 0,
    seed: SEED,
  };
  for (let n = 0; n < cases; n++) {
    const phase = (Object.keys(phases) as Phase[])[n % 3] as Phase;
    const { room, leaves } = phases[phase];
    const at = `seed ${SEED}, case ${n}, ${phase}`;
    await freshDisk();
    const acknowledged = new Acknowledged();
    const first = await ground.begin({ dataDir: data(), room });
    const url = (await first.url) ?? "";
    await acknowledged.record(url, 1 + dice.below(4));
    await fillUntil(leaves === 0 ? 0 : room.least + dice.below(leaves));
    const told = await acknowledged.record(url, MOST_REQUESTS);
    expect([undefined, "disk-full", "storage-failed"], at).toContain(told?.code);
    if (phase === "noticed") expect(told?.code, at).toBe("disk-full");

    let [serving, servingAt] = [first, url];
    if (told?.code === "disk-full") counts.refusedInTime += 1;
    else {
      const { code, said } = await first.ended;
      expect([code, said], at).toEqual([1, expect.stringContaining("storage failed")]);
      counts.left += 1;
      if (/\.log: |\.log'/.test(said)) counts.leftAtLog += 1;
      if (/\.ldb: |\.ldb'/.test(said)) counts.leftAtTable += 1;
      serving = await ground.begin({ dataDir: data(), room });
      servingAt = (await serving.url) ?? (await serving.ended).said;
    }
    await fillUntil(0);
    expect(servingAt, at).toMatch(/^http/);
    await servesReadersOnly(servingAt, vkey, acknowledged);

    await free();
    expect(await statusOf(servingAt, "/health/ready"), at).toBe(200);
    const again = await acknowledged.record(servingAt, 2);
    if (again?.code === "storage-failed") {
      // LevelDB wanted to merge tables while nothing was free: the next write tells.
      expect((await serving.ended).code, at).toBe(1);
      counts.leftLater += 1;
      serving = await ground.begin({ dataDir: data(), room });
      expect((await acknowledged.record((await serving.url) ?? "", 2))?.status, at).toBe(201);
    } else expect(again?.status, at).toBe(201);
    await serving.kill();
    const last = await ground.serve({ dataDir: data(), room });
    const lost = await acknowledged.missing(last.url, vkey);
    await last.close();
    expect([lost, at]).toEqual([0, at]);
    counts.acknowledged += acknowledged.leaves.size;
  }
  found("R4", counts);
  expect(counts.left).toBeGreaterThan(0);
  expect(counts.refusedInTime).toBeGreaterThan(0);
});
