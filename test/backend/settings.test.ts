import { describe, expect, it } from "vitest";
import { settingsFrom } from "#scripts/settings.ts";

const [a, b] = [`0x${"A".repeat(40)}`, `0x${"1".repeat(40)}`];

describe("CHAIN_VALIDATORS", () => {
  it("names who seals the chain's blocks, in one spelling and order", () => {
    expect(settingsFrom({ CHAIN_VALIDATORS: `${a},${b}` }).validators).toEqual([b, a.toLowerCase()]);
    expect(settingsFrom({}).validators).toBeUndefined();
  });
  it.each([`${a},`, `${a},${a.toLowerCase()}`, "0x12", `${a} ${b}`, Array.from({ length: 65 }, () => a).join(",")])(
    "refuses %s",
    (text) => {
      expect(() => settingsFrom({ CHAIN_VALIDATORS: text })).toThrow(
        /CHAIN_VALIDATORS.*验证节点.*validators' addresses/,
      );
    },
  );
});
