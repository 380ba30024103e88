import { expect, it } from "vitest";
import { links } from "#core/batch/links.ts";
import { benchTrace } from "#scripts/bench/trace.ts";
import { drawsOf, nodeOf } from "#scripts/bench/trace-world.ts";

it("npm run bench trace measures what it says: a pack's leaf closes to the gram, and every walk finds its nodes", async () => {
  const graph = links();
  for (const draw of drawsOf(5000)) graph.add(draw);
  const origins = [...graph.origins(nodeOf("pack", 7)).values()];
  expect(origins.length).toBeGreaterThan(10);
  expect(origins.reduce((a, b) => a + b, 0)).toBe(24_000);
  const { back, forward, http, mebibytes } = await benchTrace({ links: 5000, walks: 20, requests: 10 });
  for (const { nodes, milliseconds } of [back, forward])
    expect([milliseconds.runs, nodes.p50 > 10]).toEqual([20, true]);
  expect([http.backMilliseconds.runs, http.forwardMilliseconds.runs]).toEqual([10, 10]);
  expect(mebibytes).toBeGreaterThan(0);
});
