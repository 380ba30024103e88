import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry, Statement } from "#core/entry.ts";
import { type Flag, refuseFlagged, standing } from "#core/ledger/flags.ts";
import { dateOf, isShut } from "#core/ledger/interval.ts";
import { find } from "#core/ledger/shelf.ts";
import { earlyHarvests } from "#core/rules/early.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { type Ground, ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

let g: Ground;
beforeEach(() => {
  g = ground();
  g.open("leaf-1", "fresh-leaf", "grower");
});
afterEach(() => expect(g.changedAgain()).toEqual([]));
const spray = (day: string, interval?: number) =>
  g.sign(g.people.grower, g.say.sprayed("plot-1", day, interval), ["plot/plot-1"]);
const pick = (day: string, batch = "leaf-1") =>
  g.sign(g.people.grower, g.say.picked("plot-1", batch, day), [`batch/${batch}`, "plot/plot-1"]);
const release = (by: "operator" | "certifier" | "grower" | "factory" = "operator", day = "2026-03-20"): Entry =>
  g.sign(g.people[by], released(day));
const released = (harvestedOn: string): Statement => ({
  type: "liangji:IntervalResolved",
  occurredAt: "2026-03-24T08:00:00+08:00",
  batch: "leaf-1",
  harvests: [{ plot: "plot-1", harvestedOn }],
  person: "示例人员",
  reason: "示例：送检合格",
});
const open = (): readonly Flag[] => standing(find(g.ledger.flags, "leaf-1"));
const used = () => refused(() => refuseFlagged("leaf-1", find(g.ledger.flags, "leaf-1")));
const decided = (entry: Entry) => refused(() => g.decide([entry]));

describe("leaf picked inside the interval", () => {
  it("is recorded and flagged up to the day before the plot opens, and not on that day", () => {
    g.add(spray("2026-03-14", 7));
    g.add(pick("2026-03-21"));
    expect(used()).toBe("accepted");
    g.add(pick("2026-03-20"));
    expect(open()).toMatchObject([{ plot: "plot-1", harvestedOn: "2026-03-20", opensOn: "2026-03-21" }]);
    expect(used()).toBe("interval-not-over");
  });

  it("is none if it was picked the day before the spraying", () => {
    g.add(spray("2026-03-14", 7));
    g.add(pick("2026-03-13"));
    expect(used()).toBe("accepted");
  });

  it("is flagged although the spraying was written down after the harvest", () => {
    g.add(pick("2026-03-20"));
    expect(used()).toBe("accepted");
    g.add(spray("2026-03-14", 7));
    expect(used()).toBe("interval-not-over");
  });

  it("is never passed where the interval is unknown", () => {
    g.add(spray("2026-03-01"));
    g.add(pick("2026-03-20"));
    expect(used()).toBe("interval-unknown");
  });
});

describe("a release", () => {
  beforeEach(() => {
    g.add(spray("2026-03-14", 7));
    g.add(pick("2026-03-20"));
  });

  it.each(["operator", "certifier"] as const)("by the %s lets the leaf pass, under the person's name", (by) => {
    g.add(release(by));
    expect(used()).toBe("accepted");
    expect(find(g.ledger.flags, "leaf-1")?.["plot-1/2026-03-20"]?.resolved).toMatchObject({
      actor: by,
      person: "示例人员",
    });
  });

  it("by the grower, or by someone with no authority, is refused", () => {
    expect(decided(release("grower"))).toBe("role-missing");
    expect(decided(release("factory"))).toBe("role-missing");
  });

  it("by an operator who grows the leaf or holds the batch is refused", () => {
    g.open("leaf-1", "fresh-leaf", "factory");
    g.add(g.sign(g.people.operator, g.say.surveyed("plot-1", "operator")));
    expect(decided(release())).toBe("own-harvest");
    g.add(g.sign(g.people.operator, { ...g.say.surveyed("plot-1", "grower"), basis: "示例二" } as Statement));
    expect(decided(release())).toBe("accepted");
    const on = g.batches.get("leaf-1");
    if (on) g.batches.set("leaf-1", { ...on, holder: holderOf("operator") });
    expect(decided(release())).toBe("own-harvest");
  });

  it("of a harvest that is not flagged, or was released before, is refused", () => {
    expect(decided(release("operator", "2026-03-19"))).toBe("nothing-to-resolve");
    g.add(release());
    expect(decided(release("certifier"))).toBe("nothing-to-resolve");
  });

  it("does not cover a spraying that is written down after it", () => {
    g.add(release());
    g.add(spray("2026-03-15", 14));
    expect(used()).toBe("interval-not-over");
    g.add(g.sign(g.people.certifier, released("2026-03-20")));
    expect(used()).toBe("accepted");
  });
});

const holderOf = (actor: "operator"): string => {
  g.open("other", "fresh-leaf", actor);
  return g.batches.get("other")?.holder ?? "";
};

describe("the gate, against a slow reading of the law", () => {
  const day = fc.integer({ min: 0, max: 6 }).map((n) => dateOf(utcSeconds("2026-02-01T00:00:00Z") + n * 86_400));
  const deed = fc.oneof(
    fc.record({ kind: fc.constant("spray" as const), day, interval: fc.option(fc.integer({ min: 0, max: 20 })) }),
    fc.record({ kind: fc.constant("pick" as const), day }),
    fc.record({ kind: fc.constant("release" as const), day }),
  );

  it("agrees in the ledger's rows and in what a reader finds in the entries, in whatever order things are written down", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 24 }), (deeds) => {
        g = ground();
        g.open("leaf-1", "fresh-leaf", "grower");
        const recorded: { index: number; actor: string; statement: Statement }[] = [];
        for (const one of deeds) {
          const entry =
            one.kind === "spray"
              ? spray(one.day, one.interval ?? undefined)
              : one.kind === "pick"
                ? pick(one.day)
                : release("operator", one.day);
          if (decided(entry) !== "accepted") continue;
          const [added] = g.add(entry);
          recorded.push({ index: added?.index ?? 0, actor: entry.actor, statement: entry.statement });
        }
        const slow = new Set(
          recorded.flatMap(({ index, statement: s }) =>
            s.type === "ObjectEvent" &&
            s.bizStep === "commissioning" &&
            !answered(recorded, index, s.eventTime.slice(0, 10))
              ? [s.eventTime.slice(0, 10)]
              : [],
          ),
        );
        const read = earlyHarvests(recorded, ["leaf-1"]).filter(({ released }) => !released);
        expect(
          open()
            .map(({ harvestedOn }) => harvestedOn)
            .sort(),
        ).toEqual([...slow].sort());
        expect([...new Set(read.map(({ harvestedOn }) => harvestedOn))].sort()).toEqual([...slow].sort());
        expect(used() === "accepted").toBe(slow.size === 0);
      }),
      { numRuns: 200 },
    );
  });

  /** Every spraying that shuts the day stands before a release of that day, and so does the harvest. */
  function answered(
    all: readonly { index: number; statement: Statement }[],
    index: number,
    harvestedOn: string,
  ): boolean {
    const shutting = all.filter(
      ({ statement: s }) =>
        s.type === "ObjectEvent" && s.bizStep === "liangji:applying" && isShut(s["liangji:application"], harvestedOn),
    );
    return shutting.every((spraying) =>
      all.some(
        ({ index: at, statement: s }) =>
          s.type === "liangji:IntervalResolved" &&
          s.harvests.some((one) => one.harvestedOn === harvestedOn) &&
          at > spraying.index &&
          at > index,
      ),
    );
  }
});
