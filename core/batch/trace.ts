import type { Graph } from "./graph.ts";

/** Splits whole grams in proportion to weights so that the parts sum exactly (largest remainder; ties to the earlier). */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = exact.map((value) => value / sum);
  const short = Number(BigInt(total) - parts.reduce((a, b) => a + b, 0n));
  const order = exact
    .map((value, at) => ({ at, rest: value % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const { at } of order.slice(0, short)) parts[at] = (parts[at] ?? 0n) + 1n;
  return parts.map(Number);
}

/** Where a batch's mass grew: grams by plot, closing to the gram with the batch's own mass, at any depth. */
export function originsOf(graph: Graph, id: string): ReadonlyMap<string, number> {
  const shares = new Map<string, Map<string, number>>();
  for (const batch of upstreamOf(graph, id)) {
    const own = new Map<string, number>();
    for (const { from, gramsOut } of graph.get(batch)?.draws ?? []) {
      const sources = from.startsWith("plot/") ? new Map([[from, 1]]) : (shares.get(from) ?? new Map<string, number>());
      const parts = apportion(gramsOut, [...sources.values()]);
      [...sources.keys()].forEach((plot, n) => {
        own.set(plot, (own.get(plot) ?? 0) + (parts[n] ?? 0));
      });
    }
    shares.set(batch, own);
  }
  return shares.get(id) ?? new Map();
}

/** The batch and everything it flowed from, sources before what they flow into. */
export function upstreamOf(graph: Graph, id: string): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const stack: { readonly id: string; readonly done: boolean }[] = [{ id, done: false }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.done) order.push(top.id);
    if (top.done || seen.has(top.id) || !graph.has(top.id)) continue;
    seen.add(top.id);
    stack.push({ id: top.id, done: true });
    for (const { from } of graph.get(top.id)?.draws ?? []) stack.push({ id: from, done: false });
  }
  return order;
}

/** The batch and everything that holds some of it: what a recall touches. */
export function downstreamOf(graph: Graph, id: string): readonly string[] {
  const into = new Map<string, string[]>();
  for (const { draws } of graph.values())
    for (const { from, to } of draws) into.set(from, [...(into.get(from) ?? []), to]);
  const found = new Set([id]);
  for (const batch of found) for (const next of into.get(batch) ?? []) found.add(next);
  return [...found];
}
