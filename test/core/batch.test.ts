import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeBatch, draw, emptyGraph, type Graph, label, leftOf, massOf, openBatch } from "#core/batch/graph.ts";
import { links } from "#core/batch/links.ts";
import { apportion, downstreamOf, originsOf, upstreamOf } from "#core/batch/trace.ts";
import { Refusal } from "#core/refusal.ts";

const SAME = { numerator: 1, denominator: 1 };
const LEAF = { numerator: 1, denominator: 4 };

/** leaf (2 plots) → made → pack */
function tea(): Graph {
  let g = openBatch(emptyGraph, "leaf");
  g = draw(g, { from: "plot/1", to: "leaf", gramsIn: 98_300, gramsOut: 98_300 }, SAME);
  g = draw(g, { from: "plot/4", to: "leaf", gramsIn: 90_700, gramsOut: 90_700 }, SAME);
  g = openBatch(closeBatch(g, "leaf"), "made");
  g = draw(g, { from: "leaf", to: "made", gramsIn: 189_000, gramsOut: 42_300 }, LEAF);
  g = openBatch(closeBatch(g, "made"), "pack");
  g = draw(g, { from: "made", to: "pack", gramsIn: 42_000, gramsOut: 42_000 }, SAME);
  return closeBatch(g, "pack");
}
/** Layers of draws, each from an earlier batch or a plot. */
const worlds = fc.array(
  fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 1_000_000 })), { minLength: 1, maxLength: 5 }),
  { minLength: 1, maxLength: 12 },
);
function mixed(layers: readonly (readonly (readonly [number, number])[])[]): Graph {
  let g: Graph = emptyGraph;
  layers.forEach((flows, n) => {
    g = openBatch(g, `b${n}`);
    for (const [pick, grams] of flows) {
      const from = n > 0 && pick % 2 === 0 ? `b${pick % n}` : `plot/${pick}`;
      const gramsIn = from.startsWith("plot/") ? grams : Math.min(grams, leftOf(g.get(from) as never));
      if (gramsIn > 0) g = draw(g, { from, to: `b${n}`, gramsIn, gramsOut: Math.floor(gramsIn / 4) || gramsIn }, SAME);
    }
    g = closeBatch(g, `b${n}`);
  });
  return g;
}

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "accepted";
};

describe("draw", () => {
  it("refuses more tea than the leaf can give", () => {
    const g = openBatch(tea(), "more");
    expect(codeOf(() => draw(g, { from: "made", to: "more", gramsIn: 100, gramsOut: 101 }, SAME))).toBe(
      "yield-implausible",
    );
  });
  it("refuses to take more from a batch than is left in it", () => {
    const g = openBatch(tea(), "more");
    expect(codeOf(() => draw(g, { from: "made", to: "more", gramsIn: 301, gramsOut: 301 }, SAME))).toBe(
      "batch-mass-exceeded",
    );
    expect(codeOf(() => draw(g, { from: "made", to: "more", gramsIn: 300, gramsOut: 300 }, SAME))).toBe("accepted");
  });
  it("refuses to flow out of an open batch or into a closed one, so that no cycle can form", () => {
    const g = openBatch(tea(), "open");
    expect(codeOf(() => draw(g, { from: "open", to: "pack", gramsIn: 1, gramsOut: 1 }, SAME))).toBe("batch-not-open");
    expect(
      codeOf(() => draw(openBatch(g, "other"), { from: "open", to: "other", gramsIn: 1, gramsOut: 1 }, SAME)),
    ).toBe("batch-not-closed");
    expect(codeOf(() => draw(g, { from: "open", to: "open", gramsIn: 1, gramsOut: 1 }, SAME))).toBe("batch-not-closed");
  });
});

describe("a conversion's ceiling", () => {
  it("is exact to the gram where a ratio times tonnes is more than a number holds", () => {
    const conversion = { numerator: 4_294_967_290, denominator: 4_294_967_291 };
    const gramsIn = 200 * conversion.denominator + 1;
    const g = draw(openBatch(emptyGraph, "leaf"), { from: "plot/1", to: "leaf", gramsIn, gramsOut: gramsIn }, SAME);
    const made = (gramsOut: number) =>
      codeOf(() =>
        draw(openBatch(closeBatch(g, "leaf"), "made"), { from: "leaf", to: "made", gramsIn, gramsOut }, conversion),
      );
    expect([made(gramsIn - 201), made(gramsIn - 200)]).toEqual(["accepted", "yield-implausible"]);
  });
});

describe("label", () => {
  it("refuses one gram more than the batch weighs", () => {
    expect(codeOf(() => label(tea(), "pack", 42_001))).toBe("batch-mass-exceeded");
    expect(leftOf(label(tea(), "pack", 42_000).get("pack") as never)).toBe(0);
  });
});

describe("trace", () => {
  it("finds the plots of a pack with shares that close to the gram", () => {
    expect([...originsOf(tea(), "pack")]).toEqual([
      ["plot/1", 21_844],
      ["plot/4", 20_156],
    ]);
  });
  it("finds what a recall of the leaf touches, and no more", () => {
    expect(downstreamOf(openBatch(tea(), "unrelated"), "leaf").toSorted()).toEqual(["leaf", "made", "pack"]);
  });
  it("closes exactly in any world of mixes and splits, and puts sources before what they flow into", () => {
    fc.assert(
      fc.property(worlds, (layers) => {
        const g = mixed(layers);
        for (const [id, node] of g) {
          expect([...originsOf(g, id).values()].reduce((a, b) => a + b, 0)).toBe(massOf(node));
          expect(leftOf(node)).toBeGreaterThanOrEqual(0);
          const order = upstreamOf(g, id);
          for (const { from, to } of order.flatMap((one) => g.get(one)?.draws ?? []))
            if (!from.startsWith("plot/")) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
        }
      }),
      { numRuns: 300 },
    );
  });
  it("answers the same from columns as from the slow graph, both ways, to the gram and in the same order of origins", () => {
    fc.assert(
      fc.property(worlds, (layers) => {
        const g = mixed(layers);
        const fast = links();
        const draws = [...g.values()].flatMap((node) => node.draws);
        for (const one of draws) fast.add(one);
        expect(fast.size).toBe(draws.length);
        for (const [id, node] of g) {
          expect(fast.draws(id)).toEqual(node.draws);
          expect([...fast.origins(id)]).toEqual([...originsOf(g, id)]);
          expect(fast.upstream(id).toSorted()).toEqual(upstreamOf(g, id).toSorted());
          expect(fast.downstream(id).toSorted()).toEqual(downstreamOf(g, id).toSorted());
          const order = fast.upstream(id);
          for (const { from, to } of order.flatMap(fast.draws))
            if (!from.startsWith("plot/")) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
        }
        for (const plot of new Set(draws.map(({ from }) => from).filter((from) => from.startsWith("plot/"))))
          expect(fast.downstream(plot).toSorted()).toEqual(downstreamOf(g, plot).toSorted());
      }),
      { numRuns: 300 },
    );
  });
  it("knows of an unknown batch only itself", () => {
    expect([links().upstream("x"), links().downstream("x"), links().draws("x"), [...links().origins("x")]]).toEqual([
      ["x"],
      ["x"],
      [],
      [],
    ]);
  });
  it("splits grams so that the parts sum to the whole and each is within one gram of its share", () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.array(fc.nat(1e9), { minLength: 1, maxLength: 20 }), (total, weights) => {
        const sum = weights.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        const parts = apportion(total, weights);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        parts.forEach((part, n) => {
          expect(Math.abs(part - (total * (weights[n] ?? 0)) / sum)).toBeLessThan(1.01);
        });
      }),
    );
  });
});
