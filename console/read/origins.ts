import type { Batch } from "./views.ts";

/** Plots that leaf in a batch came from, through any number of layers. */
export function plotsBehind(all: readonly Batch[], batch: string): ReadonlySet<string> {
  const known = new Map(all.map((one) => [one.batch, one]));
  const seen = new Set<string>();
  const plots = new Set<string>();
  const visit = (id: string): void => {
    const one = seen.has(id) ? undefined : known.get(id);
    seen.add(id);
    if (!one) return;
    for (const { plot } of one.plots) plots.add(plot);
    for (const source of one.sources) visit(source.batch);
  };
  visit(batch);
  return plots;
}
