import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { diceOf } from "../clones/dice.ts";
import { LOG_ORIGIN } from "../system.ts";
import { filledTo } from "./fill.ts";
import { ask } from "./load.ts";
import { memoryOf, processorMsOf, spreadOf } from "./machine.ts";
import { evidencePath, wholeStories } from "./trace-labels.ts";
import { sizeOf } from "./trace-world.ts";

const CHILD = fileURLToPath(new URL("trace-child.ts", import.meta.url));

export type HttpEffort = {
  /** Draws of the graph. */
  readonly links: number;
  /** Of each direction, after a tenth of them for warming up. */
  readonly requests: number;
  /** Of the log from which the evidence comes, and how many of its stories went on at the same time. */
  readonly entries: number;
  readonly sideBySide: number;
};
type Say = (line: string) => void;

/** The service in a process of its own, over the graph and a log that its own sequencer filled: each trace, then the evidence of a label. */
export async function traceOverHttp({ links, requests, entries, sideBySide }: HttpEffort, say: Say) {
  const scratch = await mkdtemp(join(tmpdir(), "liangji-bench-trace-"));
  const [dataDir = ""] = await filledTo([entries], LOG_ORIGIN, join(scratch, "filled"), say, sideBySide);
  const stories = wholeStories(entries, sideBySide);
  const args = [CHILD, String(links), dataDir, LOG_ORIGIN, String(stories)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  try {
    say(`labels for ${stories} batches`);
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { port, mebibytes } = JSON.parse(line) as { port: number; mebibytes: number };
    const url = `http://127.0.0.1:${port}`;
    const dice = diceOf(5);
    const evidence = () => `${url}${evidencePath(dice.whole(0, stories - 1), dice.whole(0, 1000))}`;
    const trace = (name: "pack" | "plot") =>
      `${url}/${name === "plot" ? "plots" : "batches"}/${name}-${dice.whole(0, sizeOf(name, links) - 1)}/trace`;
    const one = await (await fetch(evidence())).text();
    say("measuring over HTTP");
    return {
      log: { entries, labelledBatches: stories },
      evidence: { entries: (JSON.parse(one) as { entries: unknown[] }).entries.length, bytes: one.length },
      http: {
        back: await asked(child, requests, () => [trace("pack"), evidence()]),
        forward: await asked(child, requests, () => [trace("plot"), evidence()]),
      },
      memoryMiB: { graph: mebibytes, service: memoryOf(child.pid ?? 0) },
    };
  } finally {
    child.stdin.end();
    await ended;
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Both, one after another over one connection, as a browser asks: compressed. */
async function asked({ pid = 0 }: ChildProcess, requests: number, pair: () => readonly [string, string]) {
  const pairs = (count: number) => Array.from({ length: count }, pair).flat();
  const headers = { "accept-encoding": "gzip" };
  await ask(pairs(Math.ceil(requests / 10)), headers);
  const before = processorMsOf(pid);
  const each = await ask(pairs(requests), headers);
  const processorMs = processorMsOf(pid) - before;
  const traces = each.filter((_, n) => n % 2 === 0);
  const proofs = each.filter((_, n) => n % 2 === 1);
  return {
    traceMs: spreadOf(traces),
    evidenceMs: spreadOf(proofs),
    bothMs: spreadOf(traces.map((taken, n) => taken + (proofs[n] ?? 0))),
    /** Of the service for one trace and its evidence, on average, whatever else the machine is busy with. */
    serviceProcessorMs: Number((processorMs / requests).toFixed(2)),
  };
}
