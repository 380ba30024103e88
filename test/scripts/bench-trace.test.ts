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
  const few = { links: 5000, walks: 20, requests: 10, entries: 600, sideBySide: 10 };
  const { back, forward, http, log, evidence, memoryMiB } = await benchTrace(few);
  for (const { nodes, milliseconds } of [back, forward])
    expect([milliseconds.runs, nodes.p50 > 10]).toEqual([20, true]);
  for (const { traceMs, evidenceMs, bothMs } of [http.back, http.forward]) {
    expect([traceMs.runs, evidenceMs.runs, bothMs.runs]).toEqual([10, 10, 10]);
    expect(bothMs.p50).toBeGreaterThan(Math.max(traceMs.p50, evidenceMs.p50));
  }
  // A story's twenty entries, and the admissions of four hands other than the operator's.
  expect([log.labelledBatches, evidence.entries]).toEqual([20, 24]);
  expect(evidence.bytes).toBeGreaterThan(20_000);
  expect([memoryMiB.graph > 0, memoryMiB.service.own > 0]).toEqual([true, true]);
});
