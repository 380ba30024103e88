import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex } from "#core/bytes.ts";
import { parseHeader } from "#core/ethereum/header.ts";
import { encodeExtra, parseExtra } from "#core/ethereum/qbft.ts";
import { encodeRlp } from "#core/ethereum/rlp.ts";
import { followHeaders, quorumOf } from "#core/ethereum/seals.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { addressesOf, consortium, sealedBlock } from "./consortium.ts";
import { refused } from "./refused.ts";
import { bytesOfHex, ethereum } from "./vectors.ts";

const follow = (headers: readonly Uint8Array[], pinned: readonly string[]) =>
  followHeaders(nobleEthereum, headers, pinned);
const code = (headers: readonly Uint8Array[], pinned: readonly string[]) => refused(() => follow(headers, pinned));

const seven = consortium(7);
const four = seven.slice(0, 4);
const pinned = addressesOf(four);
const block = sealedBlock(four, four.slice(0, 3));
/** The same header with its seals changed. */
function withSeals(bytes: Uint8Array, change: (seals: readonly Uint8Array[]) => readonly Uint8Array[]): Uint8Array {
  const { fields, extraData } = parseHeader(bytes);
  const extra = parseExtra(extraData);
  return encodeRlp(fields.with(12, encodeExtra({ ...extra, seals: change(extra.seals) })));
}

describe("a sealed block", () => {
  it("is accepted with two thirds of the pinned validators' seals, as a block of a Besu network is", () => {
    expect(follow([block], pinned)).toMatchObject({ seals: { signed: 3, of: 4 }, validators: pinned });
    const { besuBlock } = ethereum.qbft;
    expect(follow([bytesOfHex(besuBlock.sealed)], besuBlock.validators).seals).toEqual({ signed: 3, of: 4 });
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 4],
    [6, 4],
    [7, 5],
    [13, 9],
  ])("of %i validators needs %i seals, and is refused with one fewer", (count, needed) => {
    const validators = consortium(count);
    expect(quorumOf(count)).toBe(needed);
    expect(code([sealedBlock(validators, validators.slice(0, needed))], addressesOf(validators))).toBe("accepted");
    expect(code([sealedBlock(validators, validators.slice(0, needed - 1))], addressesOf(validators))).toBe(
      "seals-too-few",
    );
  });

  const [a, b, c, d] = four;
  const stranger = seven[6];
  if (!a || !b || !c || !d || !stranger) throw new Error("seven validators");
  it.each([
    ["one seal twice", sealedBlock(four, [a, b, b]), "seal-wrong"],
    ["one seal twice, though three are different", sealedBlock(four, [a, b, c, c]), "seal-wrong"],
    ["a stranger's seal", sealedBlock(four, [a, b, stranger]), "seal-wrong"],
    ["a stranger's seal beside enough others", sealedBlock(four, [a, b, c, stranger]), "seal-wrong"],
    ["no seals", sealedBlock(four, []), "seals-too-few"],
    [
      "seals made for another block",
      withSeals(block, () => parseExtra(parseHeader(sealedBlock(four, four, { number: 8 })).extraData).seals),
      "seal-wrong",
    ],
    [
      "seals made for another round",
      withSeals(block, () => parseExtra(parseHeader(sealedBlock(four, four, { round: 1 })).extraData).seals),
      "seal-wrong",
    ],
    ["the list of validators turned round", sealedBlock([...four].reverse(), four), "header-malformed"],
    ["a validator listed twice", sealedBlock([a, a, b, c], four), "header-malformed"],
  ])("is refused with %s", (_what, bytes, refusal) => {
    expect(code([bytes], pinned)).toBe(refusal);
  });

  it("is refused with the other spelling of a seal (high s), v as Ethereum transactions have it, and zeros", () => {
    const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const high = (seal: Uint8Array): Uint8Array => {
      const s = N - BigInt(`0x${hex(seal.subarray(32, 64))}`);
      const bytes = Uint8Array.from(seal);
      bytes.set(bytesOfHex(s.toString(16).padStart(64, "0")), 32);
      bytes[64] = 1 - (seal[64] ?? 0);
      return bytes;
    };
    const v27 = (seal: Uint8Array) => seal.with(64, 27 + (seal[64] ?? 0));
    for (const change of [high, v27, () => new Uint8Array(65)])
      expect(code([withSeals(block, (seals) => seals.map(change))], pinned)).toBe("seal-wrong");
  });

  it("is refused, or says the same of itself, whatever bit of it is another", () => {
    // Every field is under the seals; of the seals only as many count as are needed.
    fc.assert(
      fc.property(fc.nat({ max: block.length * 8 - 1 }), (bit) => {
        const mutant = Uint8Array.from(block);
        mutant[bit >> 3] = (mutant[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(code([mutant], pinned)).not.toBe("accepted");
      }),
      { numRuns: 150 },
    );
  });

  it("is refused by a reader who pinned nobody, or others", () => {
    expect(code([block], [])).toBe("seals-too-few");
    expect(code([block], addressesOf(seven.slice(3)))).toBe("seals-too-few");
    expect(code([], pinned)).toBe("header-malformed");
  });
});

describe("validators that change", () => {
  const at = (number: number) => ({ number, timestamp: 1_770_000_000 + number });
  const five = seven.slice(0, 5);
  const others = seven.slice(1, 5);
  const three = four.slice(0, 3);
  it.each([
    ["one joins, and the block has two thirds of both sets", [sealedBlock(five, five.slice(0, 4))], "accepted"],
    ["one joins, with two thirds of the old set only", [sealedBlock(five, five.slice(0, 3))], "seals-too-few"],
    [
      "one joins, with two thirds of the new set of whom too few are old",
      [sealedBlock(seven, seven.slice(2))],
      "seals-too-few",
    ],
    ["one leaves, and the rest seal", [sealedBlock(three, three)], "accepted"],
    ["one leaves, with two thirds of the new set only", [sealedBlock(three, three.slice(0, 2))], "seals-too-few"],
    ["one is replaced", [sealedBlock(others, others)], "accepted"],
    ["all are replaced at once", [sealedBlock(seven.slice(4), seven.slice(4))], "seals-too-few"],
    [
      "all four are replaced step by step",
      [
        sealedBlock(others, others, at(1)),
        sealedBlock(seven.slice(2, 6), seven.slice(2, 6), at(2)),
        sealedBlock(seven.slice(3), seven.slice(3), at(3)),
      ],
      "accepted",
    ],
    [
      "a step is missing",
      [sealedBlock(others, others, at(1)), sealedBlock(seven.slice(3), seven.slice(3), at(3))],
      "seals-too-few",
    ],
    [
      "the old set seals on after it was replaced",
      [
        sealedBlock(others, others, at(1)),
        sealedBlock(seven.slice(2, 6), seven.slice(2, 6), at(2)),
        sealedBlock(four, four, at(3)),
      ],
      "seals-too-few",
    ],
    ["the same block stands twice", [sealedBlock(four, four, at(1)), sealedBlock(four, four, at(1))], "header-order"],
    ["the blocks are turned round", [sealedBlock(four, four, at(2)), sealedBlock(four, four, at(1))], "header-order"],
  ] as [string, readonly Uint8Array[], string][])("%s", (_what, headers, expected) => {
    expect(code(headers, pinned)).toBe(expected);
  });

  it("counts the seals of the last block against the set trusted before it", () => {
    const last = follow([sealedBlock(five, five.slice(0, 4), at(1)), sealedBlock(five, five, at(2))], pinned);
    expect(last).toMatchObject({ seals: { signed: 5, of: 5 }, validators: addressesOf(five) });
  });

  it("takes the pinned set where a contract chooses validators and the header lists none", () => {
    const bare = (signers: typeof four) => sealedBlock([], signers);
    expect(follow([bare(four.slice(0, 3))], pinned)).toMatchObject({ seals: { signed: 3, of: 4 }, validators: pinned });
    expect(code([bare(four.slice(0, 2))], pinned)).toBe("seals-too-few");
    expect(code([bare(five)], pinned)).toBe("seal-wrong");
  });
});
