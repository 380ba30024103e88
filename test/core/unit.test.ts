import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { idHash } from "#core/chain/questions.ts";
import { encodeSerial } from "#core/label/serial.ts";
import type { Decided } from "#core/ledger/decide.ts";
import { unitSeries } from "#core/ledger/series-of.ts";
import { find } from "#core/ledger/shelf.ts";
import type { AggregationEvent } from "#core/statement/aggregating.ts";
import { batchUri } from "#core/statement/uri.ts";
import { labelCount } from "#core/unit/unit.ts";
import { pack, unpack } from "#core/work/unit.ts";
import { DOMAIN, type Ground, ground, NOW } from "../backend/ground.ts";
import { refused } from "./refused.ts";
import { type Deed, slowUnits } from "./slow-units.ts";

const TIME = "2026-03-24T10:00:00+08:00";
const ROOTS = ["a".repeat(64), "b".repeat(64)] as const;
const SIZE = 300;
const codes = Array.from({ length: 4 }, (_, n) => encodeSerial(new Uint8Array([0, 0, 0, 0, 0, 0, 9, n])));
const code = (n: number): string => codes[n] ?? "";
type Packer = "packer" | "factory";

let g: Ground;
let voided: Set<string>;
/** Two mints of 300 labels each: the packer's, and that of a factory which packs as well. */
beforeEach(() => {
  g = ground();
  voided = new Set();
  g.add(g.sign(g.people.operator, g.say.admitted("factory", ["factory", "packer"])));
  g.onChain.set("factory", { key: g.people.factory.key, roles: 0xff });
  ROOTS.forEach((root, n) => {
    g.mints.set(root, {
      batch: idHash(sha256, `pack-${n}`),
      product: idHash(sha256, "tea"),
      packer: idHash(sha256, n === 0 ? "packer" : "factory"),
      count: SIZE,
      active: true,
      isVoid: (position) => voided.has(`${n}/${position}`),
    });
  });
});

const labels = (mint: 0 | 1, positions: readonly number[], batch = `pack-${mint}`) => [
  { product: "tea", batch, labelRoot: ROOTS[mint], positions },
];
const stated = (steps: ReturnType<typeof pack>): AggregationEvent => {
  const [step] = steps;
  if (step?.kind !== "entry" || step.statement.type !== "AggregationEvent") throw new Error("no event");
  return step.statement;
};
const say = (by: Packer, statement: AggregationEvent) =>
  g.add(g.sign(g.people[by], statement, [unitSeries(statement.parentID.slice(-13))]));
const site = { site: "packer", time: TIME };
const packed = (
  n: number,
  what: Parameters<typeof pack>[1] extends infer P ? Omit<P, "site" | "time" | "code"> : never,
) => stated(pack(DOMAIN, { ...site, code: code(n), ...what }));

describe("packing into boxes and onto pallets", () => {
  it("says which labels stand in a box without saying their codes", () => {
    say("packer", packed(0, { labels: labels(0, [3, 4, 5, 9]) }));
    expect(find(g.ledger.units, code(0))).toMatchObject({
      kind: "box",
      packer: "packer",
      labels: { [ROOTS[0]]: { batch: "pack-0", positions: [3, 4, 5, 9] } },
    });
  });

  it("refuses labels of another packer, unknown, not active or void ones, and one that stands elsewhere", () => {
    const box =
      (positions: readonly number[], mint: 0 | 1 = 0) =>
      () =>
        say("packer", packed(0, { labels: labels(mint, positions) }));
    expect(refused(box([1], 1))).toBe("not-holder");
    expect(refused(box([SIZE]))).toBe("unit-label-unknown");
    voided.add("0/7");
    expect(refused(box([6, 7]))).toBe("unit-label-void");
    const mint = g.mints.get(ROOTS[0]);
    if (mint) g.mints.set(ROOTS[0], { ...mint, active: false });
    expect(refused(box([1]))).toBe("unit-label-not-active");
    if (mint) g.mints.set(ROOTS[0], mint);
    say("packer", packed(1, { labels: labels(0, [1, 2]) }));
    expect(refused(box([2, 3]))).toBe("unit-child-packed");
    expect(refused(() => say("packer", packed(0, { labels: labels(0, [9], "pack-9") })))).toBe("unit-label-unknown");
  });

  it("refuses a count by class that differs from the labels named, and a label named twice", () => {
    const event = packed(0, { labels: labels(0, [1, 2]) });
    const epcClass = batchUri(DOMAIN, "tea", "pack-0");
    expect(refused(() => say("packer", { ...event, childQuantityList: [{ epcClass, quantity: 3 }] }))).toBe(
      "field-invalid",
    );
    const twice = [
      {
        epcClass,
        labelRoot: ROOTS[0],
        runs: [
          [1, 2],
          [2, 3],
        ] as [number, number][],
      },
    ];
    expect(refused(() => say("packer", { ...event, "liangji:labels": twice }))).toBe("field-invalid");
  });

  it("refuses a code whose check character is wrong, and one of another domain", () => {
    const event = packed(0, { labels: labels(0, [1]) });
    const wrong = `${code(0).slice(0, 12)}${code(0).endsWith("Z") ? "Y" : "Z"}`;
    for (const parentID of [`https://${DOMAIN}/u/${wrong}`, `https://other.example/u/${code(0)}`])
      expect(refused(() => g.add(g.sign(g.people.packer, { ...event, parentID }, [unitSeries(code(0))])))).toBe(
        "field-invalid",
      );
  });

  it("takes a thousand in a box over several events and not one more", () => {
    const mint = g.mints.get(ROOTS[0]);
    if (mint) g.mints.set(ROOTS[0], { ...mint, count: 2000 });
    const range = (from: number, to: number) =>
      labels(
        0,
        Array.from({ length: to - from }, (_, n) => from + n),
      );
    say("packer", packed(0, { labels: range(0, 999) }));
    expect(refused(() => say("packer", packed(0, { labels: range(1000, 1002) })))).toBe("unit-full");
    say("packer", packed(0, { labels: range(1000, 1001) }));
    const box = find(g.ledger.units, code(0));
    expect(box && labelCount(box)).toBe(1000);
  });

  it("never lets a pallet stand on itself, on another, or hold labels", () => {
    say("packer", packed(0, { labels: labels(0, [1]) }));
    say("packer", packed(1, { boxes: [code(0)] }));
    expect(refused(() => say("packer", packed(2, { boxes: [code(1)] })))).toBe("unit-too-deep");
    expect(refused(() => say("packer", packed(1, { boxes: [code(1)] })))).toBe("unit-too-deep");
    expect(refused(() => say("packer", packed(1, { labels: labels(0, [2]) })))).toBe("unit-kind");
    expect(refused(() => say("packer", packed(0, { boxes: [code(1)] })))).toBe("unit-kind");
    expect(refused(() => say("packer", packed(3, { boxes: [encodeSerial(new Uint8Array(8))] })))).toBe("unit-unknown");
  });

  it("ends a code after 64 changes", () => {
    for (let n = 0; n < 32; n++) {
      say("packer", packed(0, { labels: labels(0, [1]) }));
      say("packer", stated(unpack(DOMAIN, { ...site, code: code(0) })));
    }
    expect(refused(() => say("packer", packed(0, { labels: labels(0, [1]) })))).toBe("unit-worn-out");
  });

  it("agrees with a slow model at every step of a random world", () => {
    const by = fc.constantFrom<Packer>("packer", "packer", "packer", "packer", "factory");
    const unit = fc.nat(codes.length - 1);
    const positions = fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 254, 255, 256, 257, 298, 299), {
      minLength: 1,
      maxLength: 2,
    });
    const deed: fc.Arbitrary<Deed> = fc.oneof(
      fc.record({ do: fc.constant("pack" as const), by, unit, mint: fc.constantFrom<0 | 1>(0, 0, 0, 0, 1), positions }),
      fc.record({
        do: fc.constant("take-out" as const),
        by,
        unit,
        mint: fc.constantFrom<0 | 1>(0, 0, 0, 0, 1),
        positions,
      }),
      fc.record({
        do: fc.constant("load" as const),
        by,
        unit,
        boxes: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        do: fc.constant("unload" as const),
        by,
        unit,
        boxes: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ do: fc.constant("empty" as const), by, unit }),
      fc.record({
        do: fc.constant("void" as const),
        mint: fc.constantFrom<0 | 1>(0, 0, 0, 0, 1),
        position: fc.constantFrom(0, 300),
      }),
    );
    const event = (one: Exclude<Deed, { do: "void" }>): AggregationEvent => {
      const about = { ...site, code: code(one.unit) };
      if (one.do === "pack" || one.do === "take-out") {
        const sorted = labels(
          one.mint,
          one.positions.toSorted((a, b) => a - b),
        );
        return stated((one.do === "pack" ? pack : unpack)(DOMAIN, { ...about, labels: sorted }));
      }
      if (one.do === "empty") return stated(unpack(DOMAIN, about));
      return stated((one.do === "load" ? pack : unpack)(DOMAIN, { ...about, boxes: one.boxes.map(code) }));
    };
    const world = { codes, size: SIZE, minters: ["packer", "factory"] } as const;
    const base = g;
    let said = NOW - 40_000;
    fc.assert(
      fc.property(fc.array(deed, { minLength: 30, maxLength: 40 }), (deeds) => {
        g = base;
        for (const name of ["units", "packed", "series"] as const) g.ledger[name].own.clear();
        voided.clear();
        const model = slowUnits(world);
        const kept: Decided[] = [];
        for (const one of deeds) {
          const expected = model.next(one);
          if (one.do === "void") {
            voided.add(`${one.mint}/${one.position}`);
            continue;
          }
          // Each is said at a time of its own: the same statement twice would be one entry.
          const eventTime = new Date(said++ * 1000).toISOString().replace(".000Z", "Z");
          const entry = { ...event(one), eventTime, eventTimeZoneOffset: "+00:00" };
          const got = refused(() => kept.push(...g.add(g.sign(g.people[one.by], entry, [unitSeries(code(one.unit))]))));
          expect([one, got]).toEqual([one, expected || "accepted"]);
        }
        const seen = codes.map((each) => {
          const row = find(g.ledger.units, each);
          return row
            ? [
                row.kind,
                row.parent,
                [...row.boxes].sort(),
                Object.values(row.labels)
                  .flatMap(({ batch, positions: held }) => held.map((p) => `${batch}/${p}`))
                  .sort(),
              ]
            : [];
        });
        expect(seen).toEqual(model.seen());
        // As a start does with the newest entries, wherever they begin.
        for (const from of kept.keys()) expect(g.changedBy(kept.slice(from))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
