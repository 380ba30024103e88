import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { links } from "#core/batch/links.ts";
import { diceOf } from "../clones/dice.ts";
import { ask } from "./load.ts";
import { machine, spreadOf } from "./machine.ts";
import { drawsOf, nodeOf, sizeOf } from "./trace-world.ts";

const CHILD = fileURLToPath(new URL("trace-child.ts", import.meta.url));
const FULL = { links: 1_000_000, walks: 2000, requests: 500 };
const QUICK = { links: 20_000, walks: 200, requests: 50 };
export type TraceEffort = typeof FULL;

/** Times each walk after a tenth of them for warming up, and counts the nodes that it finds. */
function walked(count: number, walk: (n: number) => number) {
  const [taken, processor, found]: [number[], number[], number[]] = [[], [], []];
  for (let n = -Math.ceil(count / 10); n < count; n++) {
    const [began, used] = [performance.now(), process.cpuUsage()];
    const nodes = walk(n);
    const { user, system } = process.cpuUsage(used);
    if (n >= 0) {
      taken.push(performance.now() - began);
      processor.push((user + system) / 1000);
      found.push(nodes);
    }
  }
  return {
    milliseconds: spreadOf(taken),
    /** Without the time in which other work had the processor. */
    processorMilliseconds: spreadOf(processor),
    nodes: { p50: spreadOf(found).p50, most: Math.max(...found) },
  };
}

/** Where packs came from and where plots went, in memory and over HTTP, in a graph of so many draws. */
export async function benchTrace(effort: TraceEffort) {
  const dice = diceOf(3);
  const some = (name: "pack" | "plot") => nodeOf(name, dice.whole(0, sizeOf(name, effort.links) - 1));
  const graph = links();
  for (const draw of drawsOf(effort.links)) graph.add(draw);
  const back = walked(effort.walks, () => {
    const pack = some("pack");
    return graph.upstream(pack).length + graph.origins(pack).size;
  });
  const forward = walked(effort.walks, () => graph.downstream(some("plot")).length);

  const child = spawn(process.execPath, [CHILD, String(effort.links)], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { port, mebibytes } = JSON.parse(line) as { port: number; mebibytes: number };
    const url = (name: "pack" | "plot") => {
      const n = dice.whole(0, sizeOf(name, effort.links) - 1);
      return `http://127.0.0.1:${port}/${name === "plot" ? "plots" : "batches"}/${name}-${n}/trace`;
    };
    const over = async (name: "pack" | "plot") => {
      const urls = Array.from({ length: effort.requests }, () => url(name));
      await ask(urls.slice(0, effort.requests / 10));
      return spreadOf(await ask(urls));
    };
    return {
      machine: machine(),
      links: graph.size,
      /** Of the graph and its batches in a process of its own. */
      mebibytes,
      back,
      forward,
      http: { backMilliseconds: await over("pack"), forwardMilliseconds: await over("plot") },
    };
  } finally {
    child.stdin.end();
    await ended;
  }
}

/** Both directions of a graph of a million draws; --quick: of a few. */
export const bench = (args: readonly string[]) => benchTrace(args.includes("--quick") ? QUICK : FULL);
