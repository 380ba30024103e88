import { type Column, column } from "./column.ts";
import { type Draw, isPlot } from "./graph.ts";
import { apportion } from "./trace.ts";

/** Everything drawn, as a graph that answers both ways at once; the slow reference is trace.ts. */
export type Links = {
  readonly size: number;
  /** Adds one draw. Sources are plots (`plot/…`) or closed batches, so that no cycle can form (graph.ts). */
  add(draw: Draw): void;
  draws(id: string): readonly Draw[];
  /** What drew on a plot or a batch, each once. */
  targets(id: string): readonly string[];
  /** The batch and all it flowed from, each after its own sources. */
  upstream(id: string): readonly string[];
  /** The batch and all that holds some of it, nearest first. */
  downstream(id: string): readonly string[];
  /** Grams of the batch's mass by plot, closing to the gram at any depth. */
  origins(id: string): ReadonlyMap<string, number>;
};

const NONE = -1;

/** Edges in columns, chained from each end: a walk touches only what it returns, and adding costs the same at any size. */
export function links(): Links {
  const ids: string[] = [];
  const numbers = new Map<string, number>();
  const whole = () => column(Int32Array, NONE);
  const [from, to, nextIn, nextOut] = [whole(), whole(), whole(), whole()];
  const [firstIn, lastIn, firstOut, lastOut] = [whole(), whole(), whole(), whole()];
  const [gramsIn, gramsOut] = [column(Float64Array, 0), column(Float64Array, 0)];
  let size = 0;

  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const chain = (first: Column, last: Column, next: Column, node: number, edge: number): void => {
    if (first.get(node) === NONE) first.set(node, edge);
    else next.set(last.get(node), edge);
    last.set(node, edge);
  };
  function* along(first: Column, next: Column, node: number): Generator<number> {
    for (let edge = first.get(node); edge !== NONE; edge = next.get(edge)) yield edge;
  }
  const drawOf = (edge: number): Draw => ({
    from: ids[from.get(edge)] ?? "",
    to: ids[to.get(edge)] ?? "",
    gramsIn: gramsIn.get(edge),
    gramsOut: gramsOut.get(edge),
  });

  function upstream(start: number): readonly number[] {
    const order: number[] = [];
    const seen = new Set<number>();
    const stack = [start];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      // Met a second time, below all its sources: everything above it is done.
      if (top < 0) order.push(~top);
      else if (!seen.has(top) && !isPlot(ids[top] ?? "")) {
        seen.add(top);
        stack.push(~top);
        for (const edge of along(firstIn, nextIn, top)) stack.push(from.get(edge));
      }
    }
    return order;
  }

  function origins(start: number): ReadonlyMap<number, number> {
    const shares = new Map<number, ReadonlyMap<number, number>>();
    for (const node of upstream(start)) {
      const own = new Map<number, number>();
      for (const edge of along(firstIn, nextIn, node)) {
        const source = from.get(edge);
        const grown = shares.get(source) ?? new Map([[source, 1]]);
        const parts = apportion(gramsOut.get(edge), [...grown.values()]);
        let at = 0;
        for (const plot of grown.keys()) own.set(plot, (own.get(plot) ?? 0) + (parts[at++] ?? 0));
      }
      shares.set(node, own);
    }
    return shares.get(start) ?? new Map();
  }

  const numbered = <T>(id: string, walk: (node: number) => T, unknown: T): T => {
    const node = numbers.get(id);
    return node === undefined ? unknown : walk(node);
  };
  const named = (node: number): string => ids[node] ?? "";

  return {
    get size() {
      return size;
    },
    add(draw) {
      const [source, target] = [numberOf(draw.from), numberOf(draw.to)];
      const edge = size++;
      from.set(edge, source);
      to.set(edge, target);
      gramsIn.set(edge, draw.gramsIn);
      gramsOut.set(edge, draw.gramsOut);
      chain(firstIn, lastIn, nextIn, target, edge);
      chain(firstOut, lastOut, nextOut, source, edge);
    },
    draws: (id) => numbered(id, (node) => Array.from(along(firstIn, nextIn, node), drawOf), []),
    targets: (id) =>
      numbered(
        id,
        (node) => [...new Set(Array.from(along(firstOut, nextOut, node), (edge) => named(to.get(edge))))],
        [],
      ),
    upstream: (id) => numbered(id, (node) => upstream(node).map(named), [id]),
    downstream: (id) =>
      numbered(
        id,
        (node) => {
          const found = new Set([node]);
          for (const one of found) for (const edge of along(firstOut, nextOut, one)) found.add(to.get(edge));
          return [...found].map(named);
        },
        [id],
      ),
    origins: (id) => new Map(Array.from(numbered(id, origins, new Map()), ([plot, grams]) => [named(plot), grams])),
  };
}
