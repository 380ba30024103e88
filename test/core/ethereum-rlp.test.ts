import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex, utf8 } from "#core/bytes.ts";
import { decodeRlp, encodeRlp, numberFrom, type Rlp, scalar } from "#core/ethereum/rlp.ts";
import { refused } from "./refused.ts";
import { bytesOfHex, ethereum } from "./vectors.ts";

type Input = (typeof ethereum.rlp.valid)[number]["in"];
/** As the vectors mean it: numbers are scalars, # begins a large one, 0x begins bytes, all else is text. */
function itemOf(input: Input): Rlp {
  if (typeof input === "number") return scalar(input);
  if (typeof input !== "string") return input.map(itemOf);
  if (input.startsWith("#")) return scalar(BigInt(input.slice(1)));
  return input.startsWith("0x") ? bytesOfHex(input) : utf8(input);
}
const plain = (item: Rlp): unknown => (item instanceof Uint8Array ? hex(item) : item.map(plain));

const { rlp } = fc.letrec<{ rlp: Rlp }>((tie) => ({
  rlp: fc.oneof(
    { depthSize: "small", maxDepth: 6 },
    fc.uint8Array({ maxLength: 70 }),
    fc.array(tie("rlp"), { maxLength: 12 }),
  ),
}));

describe("RLP", () => {
  it.each(ethereum.rlp.valid)("writes and reads $name as Ethereum does", ({ in: input, out }) => {
    expect(hex(encodeRlp(itemOf(input)))).toBe(hex(bytesOfHex(out)));
    expect(plain(decodeRlp(bytesOfHex(out)))).toEqual(plain(itemOf(input)));
  });

  it.each(ethereum.rlp.invalid)("refuses $name", ({ out }) => {
    expect(refused(() => decodeRlp(bytesOfHex(out)))).toBe("rlp-malformed");
  });

  it("reads back whatever it wrote", () => {
    fc.assert(
      fc.property(rlp, (item) => {
        expect(plain(decodeRlp(encodeRlp(item)))).toEqual(plain(item));
      }),
    );
  });

  it("reads bytes in one spelling only: what it accepts it would have written", () => {
    const spelled = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.tuple(rlp, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([item, at, change]) => {
        const bytes = Uint8Array.from(encodeRlp(item));
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ change;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(spelled, (bytes) => {
        if (refused(() => decodeRlp(bytes)) === "accepted") expect(hex(encodeRlp(decodeRlp(bytes)))).toBe(hex(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it("refuses nothing at all, a second item, more than 128 KB, and nine lists in each other", () => {
    const nested = (depth: number): Rlp => (depth === 0 ? [] : [nested(depth - 1)]);
    expect(plain(decodeRlp(encodeRlp(nested(7))))).toEqual(plain(nested(7)));
    for (const bytes of [
      Uint8Array.of(),
      Uint8Array.of(1, 1),
      encodeRlp(nested(8)),
      encodeRlp(new Uint8Array(131_072)),
    ])
      expect(refused(() => decodeRlp(bytes))).toBe("rlp-malformed");
  });

  it("reads numbers without leading zeros, up to 2^53 − 1", () => {
    fc.assert(fc.property(fc.maxSafeNat(), (value) => numberFrom(scalar(value)) === value));
    for (const bytes of [Uint8Array.of(0), Uint8Array.of(0, 1), scalar(2n ** 53n), new Uint8Array(8).fill(1), []])
      expect(refused(() => numberFrom(bytes))).toBe("rlp-malformed");
  });
});
