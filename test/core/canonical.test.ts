import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "#core/bytes.ts";
import { canonical, canonicalText } from "#core/canonical.ts";
import { refused } from "./refused.ts";
import { jcs } from "./vectors.ts";

function double(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

const isSigned = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    : value === null || typeof value !== "object" || Object.values(value).every(isSigned);
const json = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 }).filter(isSigned);

/** The same value with the members of every object put in the opposite order. */
const turned = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(turned)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, member]) => [name, turned(member)]),
        )
      : value;

describe("RFC 8785", () => {
  it.each(jcs.numbers)("appendix B: $bits is $text", ({ bits, text, refused: why }) => {
    const value = double(bits);
    expect(String(value)).toBe(text);
    if (why) expect(refused(() => canonicalText(value))).toBe("canonical-number-unsafe");
    else expect(canonicalText(value)).toBe(text);
  });

  it.each(jcs.texts)("sample: $name", ({ input, output, refused: why }) => {
    const value: unknown = JSON.parse(input);
    if (why) expect(refused(() => canonicalText(value))).toBe("canonical-number-unsafe");
    else expect(canonicalText(value)).toBe(output);
  });
});

describe("the canonical form", () => {
  it("parses back to the value it was written from", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("does not depend on the order of members", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalText(turned(value))).toBe(canonicalText(value));
      }),
    );
  });

  it("is itself in canonical form", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalText(value);
        expect(canonicalText(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("differs whenever the value does", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const [first, second] = [a, b].map((value) => JSON.parse(JSON.stringify(value)));
        expect(canonicalText(a) === canonicalText(b)).toBe(isDeepStrictEqual(first, second));
      }),
    );
  });

  it("is the UTF-8 of its text", () => {
    expect(canonical({ 名: "茶" })).toEqual(utf8('{"名":"茶"}'));
  });

  it("orders names by UTF-16 code units, which is not the order of code points", () => {
    expect(canonicalText({ "\ufb33": 1, "😂": 2 })).toBe('{"😂":2,"\ufb33":1}');
  });

  it("writes a member named __proto__ like any other", () => {
    expect(canonicalText(JSON.parse('{"__proto__":{"b":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"b":1}}');
  });

  it("writes minus zero as zero", () => {
    expect(canonicalText([-0])).toBe("[0]");
  });
});

describe("what cannot be signed", () => {
  it.each([
    ["NaN", Number.NaN],
    ["infinity", Number.NEGATIVE_INFINITY],
    ["a whole number that another reader would take for a different one", 2 ** 53],
  ])("refuses %s", (_, value) => {
    expect(refused(() => canonical({ value }))).toBe("canonical-number-unsafe");
  });

  it.each([
    ["undefined", undefined],
    ["a member that is undefined", { a: 1, b: undefined }],
    ["a hole in a list", JSON.parse("[1]").concat(new Array(1))],
    ["a lone surrogate", "a\ud83d"],
    ["a lone surrogate in a name", { "\ude02": 1 }],
    ["a bigint", 1n],
    ["a function", () => 1],
    ["a date", new Date(0)],
    ["bytes", new Uint8Array(2)],
    ["a map", new Map()],
  ])("refuses %s", (_, value) => {
    expect(refused(() => canonical(value))).toBe("canonical-value-unsupported");
  });

  it("refuses what is nested 65 deep, and takes 64", () => {
    const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth));
    expect(refused(() => canonical(nested(64)))).toBe("accepted");
    expect(refused(() => canonical(nested(65)))).toBe("canonical-value-unsupported");
    expect(refused(() => canonical(nested(100_000)))).toBe("canonical-value-unsupported");
  });
});
