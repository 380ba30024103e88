import fc from "fast-check";
import { expect, it } from "vitest";
import { differences, isSame } from "#core/release/differences.ts";

const files = fc
  .dictionary(fc.constantFrom("a.js", "b.js", "c.css", "index.html", "x/y.js"), fc.constantFrom("0", "1", "2"))
  .map((by) => Object.entries(by).map(([path, n]) => ({ path, sha256: n.repeat(64) })));

it("two lists of files differ in exactly the paths whose hash is not the same in both, in any order of the lists", () => {
  fc.assert(
    fc.property(files, files, (released, served) => {
      const found = differences(released, served.toReversed());
      const of = (list: typeof released, path: string) => list.find((one) => one.path === path)?.sha256;
      for (const path of ["a.js", "b.js", "c.css", "index.html", "x/y.js"]) {
        const [before, now] = [of(released, path), of(served, path)];
        expect(found.changed.includes(path)).toBe(before !== undefined && now !== undefined && before !== now);
        expect(found.missing.includes(path)).toBe(before !== undefined && now === undefined);
        expect(found.added.includes(path)).toBe(before === undefined && now !== undefined);
      }
      expect(isSame(differences(released, released))).toBe(true);
      expect(isSame(found)).toBe(found.changed.length + found.missing.length + found.added.length === 0);
    }),
  );
});
