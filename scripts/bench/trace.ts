import { loadavg } from "node:os";
import { links } from "#core/batch/links.ts";
import { diceOf } from "../clones/dice.ts";
import { machine, spreadOf } from "./machine.ts";
import { type HttpEffort, traceOverHttp } from "./trace-http.ts";
import { drawsOf, nodeOf, sizeOf } from "./trace-world.ts";

export type TraceEffort = HttpEffort & { readonly walks: number };
const FULL: TraceEffort = { links: 1_000_000, walks: 2000, requests: 500, entries: 100_000, sideBySide: 500 };
const QUICK: TraceEffort = { links: 20_000, walks: 200, requests: 50, entries: 1000, sideBySide: 20 };

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

/** What a graph of so many draws takes: where packs came from and where plots went, in memory and over HTTP, with a label's evidence. */
export async function benchTrace(effort: TraceEffort, say: (line: string) => void = () => {}) {
  const dice = diceOf(3);
  const some = (name: "pack" | "plot") => nodeOf(name, dice.whole(0, sizeOf(name, effort.links) - 1));
  const graph = links();
  for (const draw of drawsOf(effort.links)) graph.add(draw);
  const back = walked(effort.walks, () => {
    const pack = some("pack");
    return graph.upstream(pack).length + graph.origins(pack).size;
  });
  const forward = walked(effort.walks, () => graph.downstream(some("plot")).length);
  const inMemory = { machine: machine(), loadBefore: loadavg()[0], links: graph.size, back, forward };
  return { ...inMemory, ...(await traceOverHttp(effort, say)), loadAfter: loadavg()[0] };
}

/** Both directions of a graph of a million draws, with evidence from a log of a hundred thousand entries; --quick: of a few. */
export const bench = (args: readonly string[]) => benchTrace(args.includes("--quick") ? QUICK : FULL, console.error);
