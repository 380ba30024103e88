import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#scripts/free-port.ts";
import type { Ready } from "#scripts/system.ts";

let folder: string;
let env: NodeJS.ProcessEnv;
let child: ChildProcess;
let ready: Ready;

/** Starts `npm start`'s script as a process of its own and waits until it has said so much. */
async function startUntil(words: string): Promise<void> {
  child = spawn(process.execPath, ["scripts/start.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const { stdout, stderr } = child;
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [stdout, stderr])
      stream?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(words)) resolve();
      });
    child.once("close", (code) => reject(new Error(`exit ${code}: ${said}`)));
  });
}
/** Ready when it says how to stop it. */
async function start(): Promise<Ready> {
  await startUntil("Ctrl-C");
  return JSON.parse(await readFile(join(env.DATA_DIR ?? "", "ready.json"), "utf8")) as Ready;
}
const killed = (signal: NodeJS.Signals) =>
  new Promise<number | null>((resolve) => {
    child.once("close", resolve);
    child.kill(signal);
  });
const run = (script: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const one = execFile(process.execPath, [script, ...args], { env: { ...env, ...more } }, (_error, stdout, stderr) =>
      resolve({ code: one.exitCode ?? -1, out: stdout + stderr }),
    );
  });
const verify = (source: string, policy = ready.policy) =>
  run("scripts/verify.ts", [source, "--policy", policy, "--json"]);
const statusOf = (out: string, name: string) =>
  (JSON.parse(out) as { checks: { name: string; status: string }[] }).checks.find((check) => check.name === name)
    ?.status;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-survive-"));
  const port = String(await freePort());
  env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATA_DIR: join(folder, "data"),
    PORT: port,
    ANCHOR_SECONDS: "1",
  };
  await startUntil("loading sample data… 20");
  await killed("SIGKILL");
  ready = await start();
});
afterAll(async () => {
  if (child?.exitCode === null && child.signalCode === null) await killed("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

describe("npm start", () => {
  it("goes on with the sample where kill -9 cut its loading off, nothing twice", async () => {
    const lines = (await readFile(join(env.DATA_DIR ?? "", "sample.jsonl"), "utf8")).split("\n").filter(Boolean);
    const sent = lines.map((line) => JSON.parse(line) as { n?: number; request?: { path: string } });
    const entries = new Set(
      sent.flatMap(({ n, request }) => (request && request.path !== "/acts" && request.path !== "/mints" ? [n] : [])),
    );
    const checkpoint = await (await fetch(`${ready.log.url}checkpoint`)).text();
    expect(checkpoint.split("\n")[1]).toBe(String(entries.size));
    const { code, out } = await verify(ready.evidence);
    expect([code, statusOf(out, "log-witnessed")]).toEqual([0, "passed"]);
  });
  it("has the same label with the same verdict after kill -9 and another start", async () => {
    const before = await verify(ready.evidence);
    expect(before.code).toBe(0);
    await killed("SIGKILL");
    const again = await start();
    const witnesses = ready.witnesses.map((one, at) => ({ ...one, url: again.witnesses[at]?.url }));
    expect(again).toEqual({ ...ready, rpc: again.rpc, witnesses });
    ready = again;
    expect((await verify(again.evidence)).code).toBe(0);
  });
  it("refuses a taken port and changes nothing", async () => {
    const second = await run("scripts/start.ts", [], { DATA_DIR: join(folder, "other") });
    expect([second.code, second.out.includes(`端口 ${env.PORT} 已被占用`)]).toEqual([1, true]);
    expect(existsSync(join(folder, "other", "chain.jsonl"))).toBe(false);
  });
  it("refuses a data folder that another server has open, in one sentence", async () => {
    const second = await run("scripts/start.ts", [], { PORT: String(await freePort()) });
    expect(second.code).toBe(1);
    expect(second.out).toMatch(/正在使用|in use|another/);
    expect(second.out).not.toMatch(/\n\s+at /);
  });
  it("refuses a chain that does not answer, in one sentence", async () => {
    const second = await run("scripts/start.ts", [], {
      PORT: String(await freePort()),
      DATA_DIR: join(folder, "third"),
      CHAIN_RPC_URL: `http://127.0.0.1:${await freePort()}`,
      DEPLOYER_KEY: `0x${"1".repeat(64)}`,
    });
    expect([second.code, second.out.includes("连不上链")]).toEqual([1, true]);
    expect(second.out).not.toMatch(/\n\s+at /);
  });
});

describe("npm run verify", () => {
  it("checks a label's address, and a saved file, without the page", async () => {
    const file = join(folder, "evidence.json");
    await writeFile(file, await (await fetch(ready.evidence)).text());
    expect((await verify(ready.label)).code).toBe(0);
    const policy = join(folder, "policy.json");
    const pinned = JSON.parse(await readFile(ready.policy, "utf8")) as { chain: { rpc: string[] } };
    await writeFile(policy, JSON.stringify({ ...pinned, chain: { ...pinned.chain, rpc: [ready.rpc] } }));
    expect((await verify(file, policy)).code).toBe(0);
  });
  it("names the failed check of a forged file and exits with 1", async () => {
    const file = join(folder, "forged.json");
    await writeFile(file, (await (await fetch(ready.evidence)).text()).replace(/"quantity":\d+/, '"quantity":1'));
    const { code, out } = await verify(file);
    expect([code, statusOf(out, "entry-signature")]).toEqual([1, "failed"]);
  });
  it("exits with 2 once service and chain are gone, which end cleanly on SIGTERM", async () => {
    const file = join(folder, "offline.json");
    await writeFile(file, await (await fetch(ready.evidence)).text());
    expect(await killed("SIGTERM")).toBe(0);
    expect(existsSync(join(env.DATA_DIR ?? "", "ready.json"))).toBe(false);
    const { code, out } = await verify(file);
    expect([code, statusOf(out, "nodes-agree")]).toEqual([2, "unknown"]);
  });
});

describe("npm start on another chain", () => {
  it("refuses a data folder whose contracts that chain does not have", async () => {
    await rm(join(env.DATA_DIR ?? "", "chain.jsonl"));
    const again = await run("scripts/start.ts", []);
    expect([again.code, again.out.includes("合约不在链 31337 上")]).toEqual([1, true]);
    expect(again.out).not.toMatch(/\n\s+at /);
  });
});
