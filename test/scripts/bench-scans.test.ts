import { expect, it } from "vitest";
import { benchScans } from "#scripts/bench/scans.ts";

it("npm run bench scans measures what it says: every scan of an issued code is counted", async () => {
  const figures = await benchScans({ labels: 50, scans: 200, connections: 4 });
  expect(figures.answers).toEqual({ 200: 200 });
  expect(figures.milliseconds.runs).toBe(200);
  for (const figure of [figures.scansPerSecond, figures.scansPerProcessorSecond, figures.residentMiB])
    expect(figure).toBeGreaterThan(0);
});
