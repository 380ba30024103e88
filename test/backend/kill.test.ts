import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { readHead } from "#backend/log/head.ts";
import { readLines } from "#backend/log/record.ts";
import { openDatabase } from "#backend/store/open.ts";
import { storeOf } from "#backend/store/store.ts";
import { fromHex, hex } from "#core/bytes.ts";
import { root } from "#core/log/tree.ts";

const CHILD = fileURLToPath(new URL("sequencer-child.ts", import.meta.url));
/** Acknowledgements after which each life of the service ends: early, in the middle of group commits, late. */
const LIVES = [1, 7, 150, 400];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-kill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One life: started, loaded, killed without warning. Returns what it acknowledged, and with how many entries it began. */
async function life(acknowledgements: number): Promise<{ began: number; acks: Map<number, string> }> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const acks = new Map<number, string>();
  let began = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind, index, leafHash] = line.split(" ");
    if (kind === "size") began = Number(index);
    if (kind === "ack" && leafHash) acks.set(Number(index), leafHash);
    if (acks.size === acknowledgements) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return { began, acks };
}

it("loses nothing that it acknowledged, however often it is killed under load", async () => {
  const acknowledged = new Map<number, string>();
  for (const count of LIVES) {
    const { began, acks } = await life(count);
    expect(began).toBeGreaterThanOrEqual(acknowledged.size);
    expect(acks.size).toBeGreaterThanOrEqual(count);
    for (const [index, leafHash] of acks) acknowledged.set(index, leafHash);
  }
  const db = await openDatabase(folder);
  const store = storeOf(db, () => undefined);
  const head = await readHead(store);
  const lines = await readLines(
    store,
    Array.from({ length: head?.size ?? 0 }, (_, index) => index),
  );
  for (const [index, leafHash] of acknowledged) expect(lines[index]?.leafHash).toBe(leafHash);
  expect(
    hex(
      root(
        sha256,
        lines.map((line) => fromHex(line.leafHash)),
      ),
    ),
  ).toBe(head?.root);
  expect(acknowledged.size).toBeGreaterThanOrEqual(LIVES.reduce((sum, one) => sum + one, 0));
  await db.close();
});
