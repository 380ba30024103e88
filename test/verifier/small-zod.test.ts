import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as zod from "zod/mini";
import * as small from "../../verifier-app/small-zod.ts";

type Lib = typeof small;
/** The same schema, made with either. */
const schemas: Readonly<Record<string, (z: Lib) => ReturnType<Lib["string"]>>> = {
  string: (z) => z.string().check(z.minLength(1), z.maxLength(5), z.regex(/^[a-c]*$/)),
  refined: (z) => z.string().check(z.refine((text: string) => text.length % 2 === 0, "even")),
  known: (z) => z.unknown().check(z.refine((value) => (value as { a?: unknown } | null)?.a === 0, "a of 0")),
  int: (z) => z.int().check(z.minimum(-3), z.maximum(9)),
  anyInt: (z) => z.int(),
  boolean: (z) => z.boolean(),
  literal: (z) => z.literal("a"),
  enum: (z) => z.enum(["a", "b"]),
  array: (z) => z.array(z.int()).check(z.minLength(1), z.maxLength(2)),
  tuple: (z) => z.tuple([z.int(), z.string()]),
  empty: (z) => z.tuple([]),
  object: (z) => z.strictObject({ a: z.int(), b: z.optional(z.string()), c: z.optional(z.unknown()) }),
  extended: (z) => z.extend(z.strictObject({ a: z.int() }), { b: z.boolean() }),
  record: (z) => z.record(z.string().check(z.regex(/^[ab]$/)), z.int()),
  union: (z) => z.union([z.literal(""), z.strictObject({ a: z.int() }), z.string().check(z.minLength(3))]),
  discriminated: (z) =>
    z.discriminatedUnion("b", [
      z.strictObject({ b: z.literal("a"), a: z.int() }),
      z.strictObject({ b: z.literal("b"), a: z.string() }),
    ]),
};

const leaf = fc.oneof(
  fc.constantFrom("", "a", "b", "ab", "abcabc", "d", 0, -3, 9, 10, 1.5, 2 ** 53, Number.NaN, true, false, null),
  fc.string(),
  fc.integer(),
);
const key = fc.constantFrom("a", "b", "c", "__proto__", "constructor", "toString");
/** As JSON.parse would give it: own properties only, `__proto__` among them. */
const json = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.array(fc.tuple(key, fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }))), { maxLength: 3 }).map((pairs) => {
    const made = {};
    for (const [name, value] of pairs)
      Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
    return made;
  }),
);

describe.each(Object.entries(schemas))("%s", (_, make) => {
  const [ours, theirs] = [make(small), make(zod as unknown as Lib)];
  it("accepts what zod accepts, as the same value, and refuses the rest", () => {
    fc.assert(
      fc.property(json, (value) => {
        const [a, b] = [ours.safeParse(value), theirs.safeParse(value)];
        expect(a.success).toBe(b.success);
        if (a.success && b.success) expect(a.data).toEqual(b.data);
      }),
      { numRuns: 2000 },
    );
  });
});

it("names the path of the first thing wrong", () => {
  const refused = small
    .strictObject({ list: small.array(small.strictObject({ a: small.int() })) })
    .safeParse({ list: [{ a: 1 }, { a: "x" }] });
  expect(refused.success ? [] : refused.error.issues[0]?.path).toEqual(["list", 1, "a"]);
});
