import fc from "fast-check";
import { expect, it } from "vitest";
import { links } from "#core/batch/links.ts";
import { recallLevels } from "#core/recall/levels.ts";
import { scopeOf } from "#core/recall/scope.ts";

const edge = fc.tuple(fc.nat(11), fc.nat(11)).filter(([from, to]) => from < to);
const asked = fc.array(fc.nat(11), { minLength: 1, maxLength: 4 });

it("a scope is all that flowed from what was found, and its roots are those that nothing found flowed into", () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 20 }), asked, (edges, found) => {
      const graph = links();
      for (const [from, to] of edges) graph.add({ from: `b${from}`, to: `b${to}`, gramsIn: 1, gramsOut: 1 });
      const { roots, batches } = scopeOf(
        graph,
        found.map((n) => `b${n}`),
      );
      // Slow and obvious: everything that can be walked to, by trying every edge until nothing new comes.
      const reach = (start: number): Set<number> => {
        const seen = new Set([start]);
        for (const _round of edges) for (const [from, to] of edges) if (seen.has(from)) seen.add(to);
        return seen;
      };
      const all = new Set(found.flatMap((n) => [...reach(n)]));
      expect(new Set(batches)).toEqual(new Set([...all].map((n) => `b${n}`)));
      expect(batches).toHaveLength(all.size);
      const tops = [...new Set(found)].filter((n) => !found.some((m) => m !== n && reach(m).has(n)));
      expect(new Set(roots)).toEqual(new Set(tops.map((n) => `b${n}`)));
      for (const [from, to] of edges) expect(graph.targets(`b${from}`)).toContain(`b${to}`);
    }),
  );
});

it("a recall of level one, two, three begins within 24, 48, 72 hours and ends within 10, 20, 30 working days", () => {
  expect(recallLevels.map(({ level, zh, startHours, workingDays }) => [level, zh, startHours, workingDays])).toEqual([
    [1, "食用后已经或者可能导致严重健康损害甚至死亡", 24, 10],
    [2, "食用后已经或者可能导致一般健康损害", 48, 20],
    [3, "标签、标识存在虚假标注", 72, 30],
  ]);
});
