import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cities } from "#core/scan/cities.ts";
import { type Dice, diceOf } from "../clones/dice.ts";
import { machine, spreadOf } from "./machine.ts";
import { benchLabel, benchSerial } from "./scans-labels.ts";

const CHILD = fileURLToPath(new URL("scans-child.ts", import.meta.url));
export type ScanEffort = { readonly labels: number; readonly scans: number; readonly connections: number };
const FULL: ScanEffort = { labels: 100_000, scans: 20_000, connections: 32 };
const QUICK: ScanEffort = { labels: 1000, scans: 2000, connections: 16 };

/** One person somewhere who scans one of the labels. */
function someScan(dice: Dice, { labels }: ScanEffort) {
  const [latitude, longitude] = cities[dice.whole(0, cities.length - 1)]?.at ?? [0, 0];
  return {
    body: JSON.stringify({ ...benchLabel, serial: benchSerial(dice.whole(0, labels - 1)) }),
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": `${dice.whole(1, 223)}.${dice.whole(0, 255)}.${dice.whole(0, 255)}.${dice.whole(1, 254)}`,
      "x-latitude": String(latitude),
      "x-longitude": String(longitude),
    },
  };
}

/** How many scans a second the service counts while the client runs on the same machine, and how long each takes. */
export async function benchScans(effort: ScanEffort) {
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-bench-scans-"));
  const child = spawn(process.execPath, [CHILD, dataDir, String(effort.labels)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const agent = new Agent({ keepAlive: true, maxSockets: effort.connections });
    const dice = diceOf(1);
    const each: number[] = [];
    const statuses = new Map<number, number>();
    const scan = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const { body, headers } = someScan(dice, effort);
        const sent = performance.now();
        request(
          {
            agent,
            port: Number(port),
            method: "POST",
            path: "/scans",
            headers: { ...headers, "content-length": body.length },
          },
          (response) => {
            response.resume().once("end", () => {
              each.push(performance.now() - sent);
              const status = response.statusCode ?? 0;
              statuses.set(status, (statuses.get(status) ?? 0) + 1);
              resolve();
            });
          },
        )
          .once("error", reject)
          .end(body);
      });
    const run = (count: number): Promise<unknown> => {
      let left = count;
      return Promise.all(
        Array.from({ length: effort.connections }, async () => {
          while (left-- > 0) await scan();
        }),
      );
    };
    await run(effort.scans / 10);
    each.length = 0;
    statuses.clear();
    const before = await usedBy(child.pid);
    const began = performance.now();
    await run(effort.scans);
    const seconds = (performance.now() - began) / 1000;
    agent.destroy();
    const after = await usedBy(child.pid);
    return {
      machine: machine(),
      effort,
      answers: Object.fromEntries(statuses),
      scansPerSecond: Math.round(effort.scans / seconds),
      milliseconds: spreadOf(each),
      /** What one core would do that has nothing else to do: other work on the machine takes time, but no processor time of ours. */
      scansPerProcessorSecond: Math.round(effort.scans / Math.max(1, after.processorSeconds - before.processorSeconds)),
      residentMiB: after.residentMiB,
    };
  } finally {
    child.stdin.end();
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function usedBy(pid: number | undefined): Promise<{ processorSeconds: number; residentMiB: number }> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "cputimes=,rss=", "-p", String(pid)]);
  const [processorSeconds = 0, kib = 0] = stdout.trim().split(/\s+/).map(Number);
  return { processorSeconds, residentMiB: Math.round(kib / 1024) };
}

/** Scans over HTTP against the service's own app and store; --quick: a few. */
export const bench = (args: readonly string[]) => benchScans(args.includes("--quick") ? QUICK : FULL);
