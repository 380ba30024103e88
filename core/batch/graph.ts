import { Refusal } from "../refusal.ts";
import { upstreamOf } from "./trace.ts";

/** A flow of mass, whole grams: from a plot or a closed batch into a batch. `gramsOut` is what it became there (leaf dries). */
export type Draw = { readonly from: string; readonly to: string; readonly gramsIn: number; readonly gramsOut: number };
export type Node = {
  readonly id: string;
  readonly closed: boolean;
  readonly draws: readonly Draw[];
  readonly drawnGrams: number;
  readonly labelledGrams: number;
  /** Lost or disposed of. */
  readonly lostGrams: number;
  /** Itself; what flowed from it is recalled with it (isRecalled). */
  readonly recalled: boolean;
};
export type Graph = ReadonlyMap<string, Node>;
/** Most grams out for grams in, as on the chain: in × numerator ÷ denominator, rounded down. */
export type Conversion = { readonly numerator: number; readonly denominator: number };

export const emptyGraph: Graph = new Map();
export const isPlot = (id: string): boolean => id.startsWith("plot/");

const nodeOf = (graph: Graph, id: string): Node => {
  const node = graph.get(id);
  if (!node) throw new Refusal("batch-unknown", { batch: id });
  return node;
};
const put = (graph: Graph, node: Node): Graph => new Map(graph).set(node.id, node);

export const massOf = (node: Node): number => node.draws.reduce((sum, { gramsOut }) => sum + gramsOut, 0);
export const leftOf = (node: Node): number => massOf(node) - node.drawnGrams - node.labelledGrams - node.lostGrams;

export const openBatch = (graph: Graph, id: string): Graph =>
  put(graph, { id, closed: false, draws: [], drawnGrams: 0, labelledGrams: 0, lostGrams: 0, recalled: false });

export function closeBatch(graph: Graph, id: string): Graph {
  const node = nodeOf(graph, id);
  if (node.closed) throw new Refusal("batch-not-open", { batch: id });
  if (node.recalled) throw new Refusal("batch-recalled", { batch: id });
  return put(graph, { ...node, closed: true });
}

/** @throws Refusal `batch-recalled` where it is already: a recall is never taken back. */
export function recall(graph: Graph, id: string): Graph {
  const node = nodeOf(graph, id);
  if (node.recalled) throw new Refusal("batch-recalled", { batch: id });
  return put(graph, { ...node, recalled: true });
}

/** A batch is recalled with anything that it flowed from, at any depth. */
export const isRecalled = (graph: Graph, id: string): boolean =>
  upstreamOf(graph, id).some((one) => nodeOf(graph, one).recalled);

/** @throws Refusal `batch-recalled` */
export function requireSound(graph: Graph, id: string): void {
  if (isRecalled(graph, id)) throw new Refusal("batch-recalled", { batch: id });
}

/** Exact, as on the chain: tonnes times a ratio's numerator is more than a number holds. */
const ceilingOf = (gramsIn: number, { numerator, denominator }: Conversion): number =>
  Number((BigInt(gramsIn) * BigInt(numerator)) / BigInt(denominator));

/** Adds a draw or refuses it as BatchLedger does. Only closed batches flow, only into open ones: so no cycle can ever form. */
export function draw(graph: Graph, flow: Draw, conversion: Conversion): Graph {
  const to = nodeOf(graph, flow.to);
  if (to.closed) throw new Refusal("batch-not-open", { batch: flow.to });
  if (to.recalled) throw new Refusal("batch-recalled", { batch: flow.to });
  const grown = put(graph, { ...to, draws: [...to.draws, flow] });
  if (isPlot(flow.from)) return grown;
  const from = nodeOf(graph, flow.from);
  if (!from.closed) throw new Refusal("batch-not-closed", { batch: flow.from });
  requireSound(graph, flow.from);
  if (flow.gramsIn > leftOf(from))
    throw new Refusal("batch-mass-exceeded", { requested: flow.gramsIn, left: leftOf(from) });
  const ceiling = ceilingOf(flow.gramsIn, conversion);
  if (flow.gramsOut > ceiling)
    throw new Refusal("yield-implausible", { gramsIn: flow.gramsIn, gramsOut: flow.gramsOut, ceiling });
  return put(grown, { ...from, drawnGrams: from.drawnGrams + flow.gramsIn });
}

export function label(graph: Graph, id: string, grams: number): Graph {
  const node = nodeOf(graph, id);
  if (!node.closed) throw new Refusal("batch-not-closed", { batch: id });
  requireSound(graph, id);
  if (grams > leftOf(node)) throw new Refusal("batch-mass-exceeded", { requested: grams, left: leftOf(node) });
  return put(graph, { ...node, labelledGrams: node.labelledGrams + grams });
}

/** Gives back the grams of labels that were void before their packs were sold: a label on a pack has left with its mass. */
export function unlabel(graph: Graph, id: string, grams: number): Graph {
  const node = nodeOf(graph, id);
  return put(graph, { ...node, labelledGrams: node.labelledGrams - grams });
}

/** Writes grams off that were lost or disposed of: they are no longer there to flow on or to be labelled. */
export function lose(graph: Graph, id: string, grams: number): Graph {
  const node = nodeOf(graph, id);
  if (!node.closed) throw new Refusal("batch-not-closed", { batch: id });
  if (grams > leftOf(node)) throw new Refusal("batch-mass-exceeded", { requested: grams, left: leftOf(node) });
  return put(graph, { ...node, lostGrams: node.lostGrams + grams });
}

/** Takes a batch over as it was weighed: what is missing to what was left is lost. */
export function takeOver(graph: Graph, id: string, grams: number): Graph {
  const node = nodeOf(graph, id);
  if (!node.closed) throw new Refusal("batch-not-closed", { batch: id });
  requireSound(graph, id);
  const left = leftOf(node);
  if (grams > left) throw new Refusal("batch-mass-exceeded", { requested: grams, left });
  return lose(graph, id, left - grams);
}
