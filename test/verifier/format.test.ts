import fc from "fast-check";
import { expect, it } from "vitest";
import { kilograms } from "../../verifier-app/facts/quantities.ts";
import { number } from "../../verifier-app/format.ts";

const intl = (least: number, most: number) =>
  new Intl.NumberFormat("en", { minimumFractionDigits: least, maximumFractionDigits: most });

it("writes numbers as Intl does, without waiting for it", () => {
  const [plain, mass] = [intl(0, 1), intl(1, 3)];
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(2 ** 31 - 1), (hundredths, grams) => {
      for (const value of [hundredths % 1e5, hundredths % 1e9, hundredths % 1e12].map((n) => n / 100))
        expect(number(value)).toBe(plain.format(value));
      expect(kilograms(grams)).toBe(`${mass.format(grams / 1000)}\u00a0kg`);
    }),
    { numRuns: 2000 },
  );
  for (const value of [0, 0.05, 0.25, 0.95, 999.95, 1000, 1_234_567.25])
    expect(number(value)).toBe(plain.format(value));
});
