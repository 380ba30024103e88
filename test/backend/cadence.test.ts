import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cadence, type Move, type Standing, whatToAnchor } from "#backend/anchor/cadence.ts";

const NOW = 1_800_000_000;
const cadence: Cadence = { seconds: 600, entries: 10_000, heartbeatSeconds: 1200 };
const standing = (size: number, anchored: number, sizeDue = anchored, age = 0, frozen = false): Standing => ({
  size,
  sizeDue,
  anchored: { size: anchored, time: NOW - age, frozen },
  now: NOW,
});

const cadences = fc.record({
  seconds: fc.integer({ min: 1, max: 86_400 }),
  entries: fc.integer({ min: 1, max: 20_000 }),
  heartbeatSeconds: fc.integer({ min: 1, max: 86_400 }),
});
/** What can stand there: anchored ≤ due ≤ size. */
const standings = fc
  .tuple(
    fc.array(fc.oneof(fc.nat(600), fc.nat(100_000)), { minLength: 3, maxLength: 3 }),
    fc.nat(200_000),
    fc.boolean(),
  )
  .map(([sizes, age, frozen]) => {
    const [anchored = 0, due = 0, size = 0] = sizes.sort((a, b) => a - b);
    return standing(size, anchored, due, age, frozen);
  });
/** What stands there once the chain did what was said. */
const outcome = (before: Standing, move: Move): Standing => {
  if (move.kind === "wait") return before;
  const size = move.kind === "anchor" ? move.size : before.anchored.size;
  return { ...before, anchored: { size, time: before.now, frozen: false }, sizeDue: Math.max(before.sizeDue, size) };
};

describe("what to anchor", () => {
  it("waits until an entry is old enough, or enough of them wait", () => {
    expect(whatToAnchor(standing(300, 40), cadence)).toEqual({ kind: "wait" });
    expect(whatToAnchor(standing(300, 40, 41), cadence)).toEqual({ kind: "anchor", size: 256 });
    expect(whatToAnchor(standing(10_039, 40), cadence)).toEqual({ kind: "wait" });
    expect(whatToAnchor(standing(10_040, 40), cadence)).toEqual({ kind: "anchor", size: 9984 });
  });

  it("takes the last whole tile only while it covers everything that is due", () => {
    expect(whatToAnchor(standing(300, 40, 256), cadence)).toEqual({ kind: "anchor", size: 256 });
    expect(whatToAnchor(standing(300, 40, 257), cadence)).toEqual({ kind: "anchor", size: 300 });
    expect(whatToAnchor(standing(300, 256, 257), cadence)).toEqual({ kind: "anchor", size: 300 });
  });

  it("confirms a head that grows old, or lets the entries that wait do it", () => {
    expect(whatToAnchor(standing(40, 40, 40, 1199), cadence)).toEqual({ kind: "wait" });
    expect(whatToAnchor(standing(40, 40, 40, 1200), cadence)).toEqual({ kind: "heartbeat" });
    expect(whatToAnchor(standing(41, 40, 40, 1200), cadence)).toEqual({ kind: "anchor", size: 41 });
    expect(whatToAnchor(standing(0, 0, 0, NOW), cadence)).toEqual({ kind: "wait" });
  });

  it("never covers less than is due, never shrinks, and never says anything of a frozen log", () => {
    fc.assert(
      fc.property(standings, cadences, (at, every) => {
        const move = whatToAnchor(at, every);
        if (at.anchored.frozen) return move.kind === "wait";
        if (move.kind !== "anchor") return at.sizeDue <= at.anchored.size;
        return move.size > at.anchored.size && move.size >= at.sizeDue && move.size <= at.size;
      }),
    );
  });

  it("is content once the chain has done what it said", () => {
    fc.assert(
      fc.property(standings, cadences, (at, every) => {
        const then = outcome(at, whatToAnchor(at, every));
        return whatToAnchor(then, every).kind === "wait";
      }),
    );
  });

  it("lets no entry and no head wait longer than it was told", () => {
    fc.assert(
      fc.property(standings, cadences, (at, every) => {
        const { anchored } = outcome(at, whatToAnchor(at, every));
        const kept = at.anchored.frozen || (at.sizeDue <= anchored.size && at.size - anchored.size < every.entries);
        const fresh = at.anchored.frozen || anchored.size === 0 || at.now - anchored.time < every.heartbeatSeconds;
        return kept && fresh;
      }),
    );
  });
});

/** A day of entries that come evenly, looked at every 15 seconds: anchors, of those on whole tiles, and heartbeats. */
function dayOf(perHour: number): { anchors: number; whole: number; heartbeats: number } {
  const count = { anchors: 0, whole: 0, heartbeats: 0 };
  let anchored = { size: 256, time: 0, frozen: false };
  for (let now = 0; now < 86_400; now += 15) {
    const recorded = (time: number) => 256 + Math.floor((Math.max(0, time) * perHour) / 3600);
    const [size, sizeDue] = [recorded(now), recorded(now - cadence.seconds)];
    const move = whatToAnchor({ size, sizeDue: Math.max(sizeDue, anchored.size), anchored, now }, cadence);
    if (move.kind === "wait") continue;
    if (move.kind === "heartbeat") count.heartbeats += 1;
    else {
      count.anchors += 1;
      if (move.size % 256 === 0) count.whole += 1;
    }
    anchored = { size: move.kind === "anchor" ? move.size : size, time: now, frozen: false };
  }
  return count;
}

describe("transactions a day", () => {
  it.each([
    [0, { anchors: 0, whole: 0, heartbeats: 71 }],
    [60, { anchors: 134, whole: 5, heartbeats: 0 }],
    [10_000, { anchors: 156, whole: 156, heartbeats: 0 }],
    [100_000, { anchors: 239, whole: 239, heartbeats: 0 }],
  ])("with %i entries an hour are as docs/decisions/0012 says", (perHour, expected) => {
    expect(dayOf(perHour)).toEqual(expected);
  });
});
