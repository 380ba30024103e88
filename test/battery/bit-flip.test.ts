import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outcome } from "./bit-flip-child.ts";
import { found, times } from "./scale.ts";

const CHILD = fileURLToPath(new URL("bit-flip-child.ts", import.meta.url));
const SEED = 20_261_129;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-flips-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Flips from the `from`-th on, for as long as the process lives; how it ended. */
async function flip(from: number, to: number, outcomes: string[]): Promise<string> {
  const child = spawn(process.execPath, [CHILD, folder, `${SEED}`, `${from}`, `${to}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once("close", (code, signal) => resolve(signal ?? (code === 0 ? "" : said)));
  });
  for await (const line of createInterface({ input: child.stdout })) outcomes.push(line);
  return ended;
}

it("R5: shows no flipped bit and signs over none; who checks the log is told of each that matters", async () => {
  const flips = times(1000);
  const outcomes: string[] = [];
  while (outcomes.length < flips) {
    const end = await flip(outcomes.length, flips, outcomes);
    if (end === "") break;
    // LevelDB gave up on what it read, and the process with it: nothing was shown, nothing signed.
    expect(end, `seed ${SEED}, flip ${outcomes.length}`).toBe("SIGABRT");
    outcomes.push("aborted");
  }
  const count = (of: Outcome | "aborted") => outcomes.filter((one) => one === of).length;
  const counts = {
    refused: count("refused"),
    aborted: count("aborted"),
    named: count("named"),
    harmless: count("harmless"),
  };
  found("R5", { flips, ...counts, shown: 0, signedOver: 0, seed: SEED });
  expect(counts.refused + counts.aborted + counts.named + counts.harmless).toBe(flips);
});
