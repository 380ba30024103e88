import fc from "fast-check";
import { expect, it } from "vitest";
import { stockOf } from "#core/label/stock.ts";

it("every printed label is counted once: waiting, active, spoiled, returned or void", () => {
  const voided = fc.dictionary(fc.nat(99).map(String), fc.record({ cause: fc.constantFrom(1, 2, 3) }));
  fc.assert(
    fc.property(voided, fc.boolean(), (voided, active) => {
      const { printed, ...rest } = stockOf({ count: 100, activatedAt: active ? 5 : 0, voided });
      expect(printed).toBe(100);
      expect(Object.values(rest).reduce((sum, n) => sum + n, 0)).toBe(100);
      expect(active ? rest.waiting : rest.active).toBe(0);
    }),
  );
  expect(
    stockOf({
      count: 9,
      activatedAt: 5,
      voided: { 0: { cause: 1 }, 3: { cause: 2 }, 4: { cause: 2 }, 8: { cause: 3 } },
    }),
  ).toEqual({ printed: 9, waiting: 0, active: 5, spoiled: 1, returned: 2, void: 1 });
});
