import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../free-port.ts";
import { type Memory, memoryOf } from "./machine.ts";

const CHAIN = fileURLToPath(new URL("chain-child.ts", import.meta.url));
const START = fileURLToPath(new URL("../start.ts", import.meta.url));
const LOOK_AGAIN_MS = 20;

export type BenchChain = { readonly url: string; readonly key: string; stop(): Promise<void> };

export async function startChainApart(journal: string): Promise<BenchChain> {
  const child = spawn(process.execPath, [CHAIN, journal], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { ...(JSON.parse(line) as { url: string; key: string }), stop };
}

/** The service as people run it, in a process of its own. */
export type Apart = {
  readonly url: string;
  /** From the start of the process until it takes entries. */
  readonly startSeconds: number;
  memoryMiB(): Memory;
  stop(): Promise<void>;
};

export async function startApart(dataDir: string, chain: BenchChain): Promise<Apart> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ready = join(dataDir, "ready.json");
  await rm(ready, { force: true });
  const began = performance.now();
  const child = spawn(process.execPath, [START], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      CHAIN_RPC_URL: chain.url,
      DEPLOYER_KEY: chain.key,
      ANCHOR_SECONDS: "86400",
      ANCHOR_ENTRIES: "999999",
    },
  });
  const ended = once(child, "exit");
  const until = async (so: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await so())) {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
      await wait(LOOK_AGAIN_MS);
    }
  };
  await until(() =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const startSeconds = Number(((performance.now() - began) / 1000).toFixed(2));
  await until(() => existsSync(ready));
  return {
    url,
    startSeconds,
    memoryMiB: () => memoryOf(child.pid ?? 0),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
