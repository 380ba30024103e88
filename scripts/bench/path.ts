import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { askChain } from "#core/chain/ask.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { nobleCrypto } from "#core/noble.ts";
import { plant } from "#core/work/garden.ts";
import { claim } from "#core/work/land.ts";
import { sampleAuthor, sha256 } from "../author.ts";
import { buildMissing } from "../build.ts";
import { type Client, connect } from "../client.ts";
import { freePort } from "../free-port.ts";
import { nodeCrypto } from "../node-crypto.ts";
import { postRpc, withNodesAt } from "../rpc.ts";
import { brand } from "../sample/cast.ts";
import { settingsFrom } from "../settings.ts";
import { startSystem } from "../system.ts";
import { machine, type Spread, spreadOf } from "./machine.ts";

const ENTRIES = 2048;

/** Times `runs` calls one after another, after a tenth of them for warming up; milliseconds. */
async function time(runs: number, work: () => Promise<unknown>): Promise<Spread> {
  const taken: number[] = [];
  for (let n = -Math.ceil(runs / 10); n < runs; n++) {
    const began = performance.now();
    await work();
    if (n >= 0) taken.push(performance.now() - began);
  }
  return spreadOf(taken);
}

const gzipped = async (url: string) =>
  gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()), { level: 9 }).length;

/** Bytes of the page as a phone loads it for its first verdict: the document, and the scripts and styles that it names. */
async function pageBytes(label: string): Promise<number> {
  const html = await (await fetch(label)).text();
  const named = [...html.matchAll(/"(\/assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => new URL(path ?? "", label).href,
  );
  const parts = await Promise.all(named.map(gzipped));
  return parts.reduce((sum, bytes) => sum + bytes, gzipSync(html, { level: 9 }).length);
}

/** Signed entries a second, durable when answered: requests of 32, eight at a time, signed beforehand. */
async function entriesPerSecond(client: Client): Promise<number> {
  const operator = sampleAuthor("brand-operator");
  const words = { zh: "压测", en: "bench" };
  const signed = await Promise.all(
    Array.from({ length: ENTRIES }, async (_, n) => {
      const said = { claim: `bench-${n}`, product: "fresh-leaf", title: words, grade: "self-declared" } as const;
      const [step] = claim({ occurredAt: "2026-01-01T08:00:00+08:00", ...said });
      if (!step) throw new Error("a step was expected");
      return ((await client.prepare(operator, step)).body as { entries: unknown[] }).entries;
    }),
  );
  const requests = Array.from({ length: ENTRIES / 32 }, (_, n) => signed.slice(n * 32, n * 32 + 32).flat());
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let entries = requests.pop(); entries; entries = requests.pop()) await client.post("/entries", { entries });
    }),
  );
  return Math.round((ENTRIES * 1000) / (performance.now() - began));
}

/** The way of one label through a freshly started system. */
export async function bench(): Promise<unknown> {
  await buildMissing(console.error);
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-bench-"));
  const began = performance.now();
  const system = await startSystem(
    settingsFrom({ DATA_DIR: dataDir, PORT: String(await freePort()), ANCHOR_SECONDS: "1" }),
    () => {},
  );
  const startMs = Math.round(performance.now() - began);
  try {
    const { ready } = system;
    const client = await connect(ready.service);
    const evidence = await client.get<object>(new URL(ready.evidence).pathname);
    const policy = withNodesAt(client.policy, ready.service);
    const now = () => Math.floor(Date.now() / 1000);
    const ask = () => askChain(parseBundle(evidence), policy, now(), postRpc, sha256);
    const view = await ask();
    const grower = sampleAuthor("tea-garden-1");
    const [planting] = plant(brand.domain, {
      plot: "plot-1",
      time: "2026-01-01T08:00:00+08:00",
      variety: "海南大叶",
      plantedOn: "2019-09-12",
      plantsPerMu: 2200,
    });
    if (!planting) throw new Error("a step was expected");
    const figures = {
      startToReadyMs: startMs,
      appendOneSignedEntryMs: await time(100, () => client.perform(grower, [planting])),
      evidenceMs: await time(50, () => client.get(new URL(ready.evidence).pathname)),
      askChainMs: await time(50, ask),
      verifyNativeMs: await time(50, () => verifyEvidence(evidence, policy, now(), view, nodeCrypto)),
      verifyNobleMs: await time(5, () => verifyEvidence(evidence, policy, now(), view, nobleCrypto)),
      signedEntriesPerSecond: await entriesPerSecond(client),
      evidenceBytesGzip: await gzipped(ready.evidence),
      pageBytesGzip: await pageBytes(ready.label),
    };
    return { at: new Date().toISOString(), machine: machine(), figures };
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
