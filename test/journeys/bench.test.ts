import { expect, it } from "vitest";
import { benchLabels } from "#scripts/bench/labels.ts";
import { benchLog, growthOf } from "#scripts/bench/log.ts";

it("npm run bench log measures what it says: every event acknowledged and in the log", async () => {
  const effort = { warmUp: 1, captureSenders: 2, capturesEach: 2, singleSenders: 3, singlesEach: 21, proofs: 20 };
  const figures = await benchLog([900], effort, () => undefined);
  expect(figures.sizes.map(({ entries }) => entries)).toEqual([expect.any(Number)]);
  for (const { capturesOf100, singleCaptures, inclusionProofMs, startSeconds, memoryMiB } of figures.sizes) {
    expect([capturesOf100.answeredMs.runs, singleCaptures.answeredMs.runs, inclusionProofMs.runs]).toEqual([4, 63, 20]);
    for (const figure of [capturesOf100.entriesPerSecond, singleCaptures.perSecond, startSeconds, memoryMiB.own])
      expect(figure).toBeGreaterThan(0);
  }
  expect(Object.values(figures.raw).every((limit) => limit > 0)).toBe(true);
});

it("npm run bench log says how many times slower a log ten times as long is", () => {
  const at = (entries: number, captures: number, singles: number, proofs: number) => ({
    entries,
    capturesOf100: { answeredMs: { p99: captures } },
    singleCaptures: { answeredMs: { p99: singles } },
    inclusionProofMs: { p99: proofs },
  });
  expect(growthOf([at(10, 100, 50, 2), at(100, 110, 45, 2), at(1000, 121, 90, 3)])).toEqual([
    { from: 10, to: 100, captureP99: 1.1, singleP99: 0.9, proofP99: 1 },
    { from: 100, to: 1000, captureP99: 1.1, singleP99: 2, proofP99: 1.5 },
    { from: 10, to: 1000, captureP99: 1.1, singleP99: 1.34, proofP99: 1.22 },
  ]);
  expect(growthOf([at(10, 100, 50, 2), at(1000, 121, 50, 2)])).toMatchObject([{ captureP99: 1.1, singleP99: 1 }]);
});

it("npm run bench labels proves each of its labels, with at most 25 hashes", () => {
  const figures = benchLabels(1000);
  expect([figures.labels, figures.different, figures.proofHashes]).toEqual([1000, 1000, 10]);
  expect(Math.ceil(Math.log2(100_000))).toBeLessThanOrEqual(25);
});
