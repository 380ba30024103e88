import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { leavesOf, testLog } from "#test/core/log-signer.ts";
import { type Answer, ask, cosignedAt } from "./running-witness.ts";

const WITNESS = fileURLToPath(new URL("../../scripts/witness.ts", import.meta.url));
const NAME = "witness.example/w1";
/** Cosignatures after which each life of the witness ends, with requests under way. */
const LIVES = [1, 2, 25, 40, 10];

const log = testLog("log.example/2026");
const histories = [leavesOf(600, "a"), leavesOf(600, "b")];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-witness-kill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What every life has cosigned so far: history and size, and the largest size of which the log has an answer. */
const cosigned: { readonly history: number; readonly size: number }[] = [];
let largest = 0;

async function life(cosignatures: number): Promise<void> {
  const args = ["--data", folder, "--name", NAME, "--log", log.vkey, "--port", "0"];
  const child = spawn(process.execPath, [WITNESS, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let [url, vkey, count] = ["", "", 0];
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /http:\S+/.exec(line)?.[0] ?? "";
    vkey = /^公钥 vkey\s+(\S+)/.exec(line)?.[1] ?? "";
    if (vkey) break;
  }
  const first = await ask(url, log, histories[0] ?? [], 0, 1);
  if (largest > 0) {
    expect(first.status).toBe(409);
    expect(Number(first.text)).toBeGreaterThanOrEqual(largest);
  }
  let known = first.status === 409 ? Number(first.text) : 0;

  /** Sends one history after another, from wherever the witness says it stands, until it is dead. */
  async function sender(n: number): Promise<void> {
    for (let size = known + 1; size < 600; size = known + 1 + ((n + size) % 3)) {
      const history = (n + size) % 2;
      const answer: Answer | undefined = await ask(url, log, histories[history] ?? [], known, size).catch(
        () => undefined,
      );
      if (!answer) return;
      if (answer.status === 409) known = Number(answer.text);
      if (answer.status !== 200) continue;
      await cosignedAt(vkey, log.note(histories[history] ?? [], size), answer.text);
      cosigned.push({ history, size });
      [largest, known] = [Math.max(largest, size), Math.max(known, size)];
      if (++count === cosignatures) child.kill("SIGKILL");
    }
  }
  await Promise.all(Array.from({ length: 6 }, (_, n) => sender(n)));
  await ended;
  expect(child.signalCode).toBe("SIGKILL");
  expect(count).toBeGreaterThanOrEqual(cosignatures);
}

it("never cosigns a second history, however often it is killed while two are sent to it", async () => {
  for (const cosignatures of LIVES) await life(cosignatures);
  expect(new Set(cosigned.map(({ history }) => history)).size).toBe(1);
  expect(cosigned.length).toBeGreaterThanOrEqual(LIVES.reduce((sum, one) => sum + one, 0));
});
