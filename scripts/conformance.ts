import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { claim } from "#core/work/land.ts";
import { sampleAuthor } from "./author.ts";
import { buildMissing } from "./build.ts";
import { type Client, connect } from "./client.ts";
import { freePort } from "./free-port.ts";
import { settingsFrom } from "./settings.ts";
import { startSystem } from "./system.ts";

const ROOT = join(import.meta.dirname, "..");
const DEBIAN_GO = "/usr/share/gocode";
const MOST_AT_ONCE = 256;
const PAUSE_MS = 200;

/**
 * Has a foreign client check a running log: `npm run conformance -- URL`, or one of its own with `--entries N` and every checkpoint
 * served while it grew. Needs Go and golang.org/x/mod, on Debian `apt-get install golang-go golang-golang-x-mod-dev`; it is no part
 * of `npm test`. Exit code 1 when the client refuses anything it should accept, or the reverse; 2 without Go.
 */
async function conformance(service: string, entries: number): Promise<number> {
  const client = await connect(service);
  const { vkey, origin } = client.policy.log;
  const checkpoints = await grow(client, entries);
  console.log(
    `${service}/log/ ${origin}: ${checkpoints.length} checkpoints, the newest of size ${sizeOf(checkpoints.at(-1))}`,
  );
  return runGo({ url: `${service}/log/`, vkey, checkpoints, vectors: join(ROOT, "test/vectors/big-tree.json") });
}

/** Requests of every size from 1 to 256, one after another, and the checkpoints published meanwhile, to the last. */
async function grow(client: Client, entries: number): Promise<readonly string[]> {
  const operator = sampleAuthor("brand-operator");
  const words = { zh: "互通检验", en: "conformance" };
  const checkpoints = [await checkpointOf(client)];
  for (let n = 0, request = 1; n < entries; request++) {
    const count = Math.min(entries - n, 1 + ((request * 37) % MOST_AT_ONCE));
    const steps = Array.from({ length: count }, (_, at) =>
      claim({
        occurredAt: "2026-01-01T08:00:00+08:00",
        claim: `conformance-${n + at}`,
        product: "fresh-leaf",
        title: words,
        grade: "self-declared",
      }),
    ).flat();
    const signed = await Promise.all(steps.map((step) => client.prepare(operator, step)));
    await client.post("/entries", { entries: signed.flatMap(({ body }) => (body as { entries: unknown[] }).entries) });
    n += count;
    checkpoints.push(await checkpointOf(client));
  }
  const { entries: size } = await client.get<{ entries: number }>("/health");
  for (; sizeOf(checkpoints.at(-1)) !== String(size); checkpoints.push(await checkpointOf(client)))
    await pause(PAUSE_MS);
  return checkpoints.filter((one, at) => sizeOf(one) !== sizeOf(checkpoints[at - 1]));
}

const checkpointOf = async ({ service }: Client): Promise<string> => (await fetch(`${service}/log/checkpoint`)).text();
const sizeOf = (checkpoint = ""): string => checkpoint.split("\n")[1] ?? "";

function runGo(task: object): Promise<number> {
  const go = spawn("go", ["run", join(ROOT, "test/foreign/tlog.go")], {
    env: { ...process.env, GO111MODULE: "off", GOPATH: DEBIAN_GO },
    stdio: ["pipe", "inherit", "inherit"],
  });
  go.stdin.end(JSON.stringify(task));
  return new Promise((resolve, reject) => go.on("error", reject).on("close", (code) => resolve(code ?? 1)));
}

async function onOurOwn(entries: number): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-conformance-"));
  await buildMissing(console.log);
  const system = await startSystem(settingsFrom({ DATA_DIR: dataDir, PORT: String(await freePort()) }), () => {});
  try {
    return await conformance(system.ready.service, entries);
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: "string", default: "2000" } },
});
const [given] = positionals;
const version = spawnSync("go", ["version"], { encoding: "utf8" });
if (version.status !== 0) {
  console.error("要先装 Go：apt-get install golang-go golang-golang-x-mod-dev. Go is not installed.");
  process.exitCode = 2;
} else {
  console.log(version.stdout.trim());
  process.exitCode = given ? await conformance(given.replace(/\/$/, ""), 0) : await onOurOwn(Number(values.entries));
}
