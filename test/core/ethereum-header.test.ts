import { describe, expect, it } from "vitest";
import { hex } from "#core/bytes.ts";
import { hashHeader, parseHeader } from "#core/ethereum/header.ts";
import { blockHash, encodeExtra, parseExtra, sealDigest } from "#core/ethereum/qbft.ts";
import { decodeRlp, encodeRlp, listFrom, type Rlp, scalar } from "#core/ethereum/rlp.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { refused } from "./refused.ts";
import { bytesOfHex, ethereum } from "./vectors.ts";

const { keccak256, recoverAddress } = nobleEthereum;
const { besuCodec, goQuorum, besuBlock } = ethereum.qbft;
const address = (bytes: Uint8Array) => `0x${hex(bytes)}`;

describe("a block header", () => {
  it.each(ethereum.header)("of $name has the hash that its chain knows it by", ({ rlp, hash, number, timestamp }) => {
    const header = parseHeader(bytesOfHex(rlp));
    expect(`0x${hex(hashHeader(keccak256, header))}`).toBe(hash);
    expect([header.number, header.timestamp]).toEqual([number, timestamp]);
  });

  const fields = listFrom(decodeRlp(bytesOfHex(ethereum.header[1]?.rlp ?? "")));
  it.each([
    ["14 fields", fields.slice(0, 14), "header-malformed"],
    ["18 fields, as no fork has", fields.slice(0, 18), "header-malformed"],
    ["a 22nd field", [...fields, Uint8Array.of()], "header-malformed"],
    ["a parent hash of 31 bytes", fields.with(0, new Uint8Array(31)), "header-malformed"],
    ["a gas limit with a leading zero", fields.with(9, Uint8Array.of(0, 1)), "header-malformed"],
    ["a difficulty of 33 bytes", fields.with(7, new Uint8Array(33).fill(1)), "header-malformed"],
    ["a list where bytes belong", fields.with(12, []), "rlp-malformed"],
    ["a number above 2^53", fields.with(8, scalar(2n ** 53n)), "rlp-malformed"],
  ] as [string, readonly Rlp[], string][])("is refused with %s", (_what, mutant, code) => {
    expect(refused(() => parseHeader(encodeRlp(mutant)))).toBe(code);
  });
});

describe("the extra data of QBFT", () => {
  it.each([
    ["Besu", besuCodec],
    ["GoQuorum", goQuorum],
  ])("is read and written as %s does", (_who, { extra, round, validators, vote, seals }) => {
    const parsed = parseExtra(bytesOfHex(extra));
    expect(parsed.round).toBe(round);
    expect(parsed.validators.map(address)).toEqual(validators);
    expect(parsed.vote ? [address(parsed.vote.validator), parsed.vote.add ? "add" : "drop"] : null).toEqual(vote);
    expect(parsed.seals).toHaveLength(seals);
    expect(`0x${hex(encodeExtra(parsed))}`).toBe(extra);
  });

  it("knows a block of a Besu network by what its validators signed, and leads to three of the four", () => {
    const header = parseHeader(bytesOfHex(besuBlock.sealed));
    const extra = parseExtra(header.extraData);
    const digest = sealDigest(keccak256, header, extra);
    expect(`0x${hex(digest)}`).toBe(besuBlock.digest);
    expect(hex(hashHeader(keccak256, parseHeader(bytesOfHex(besuBlock.unsealed))))).toBe(hex(digest));
    expect([header.number, header.timestamp, extra.round]).toEqual([7528, besuBlock.timestamp, besuBlock.round]);
    expect(`0x${hex(header.stateRoot)}`).toBe(besuBlock.stateRoot);
    const signers = extra.seals.map((seal) => recoverAddress(digest, seal));
    expect(new Set(signers).size).toBe(3);
    expect(signers.filter((signer) => !besuBlock.validators.includes(signer ?? ""))).toEqual([]);
  });

  it("gives a block the same name whatever round and seals it has, but has each round sealed for itself", () => {
    const header = parseHeader(bytesOfHex(besuBlock.sealed));
    const extra = parseExtra(header.extraData);
    const other = { ...extra, round: 5, seals: [] };
    expect(hex(blockHash(keccak256, header, other))).toBe(hex(blockHash(keccak256, header, extra)));
    expect(hex(sealDigest(keccak256, header, other))).not.toBe(hex(sealDigest(keccak256, header, extra)));
  });

  const items = listFrom(decodeRlp(bytesOfHex(besuCodec.extra)));
  const who = new Uint8Array(20);
  it.each([
    ["four elements", items.slice(0, 4), "rlp-malformed"],
    ["six elements", [...items, []], "rlp-malformed"],
    ["33 bytes of vanity", items.with(0, new Uint8Array(33)), "header-malformed"],
    ["a validator of 19 bytes", items.with(1, [new Uint8Array(19)]), "rlp-malformed"],
    ["a vote that is neither for nor against", items.with(2, [who, Uint8Array.of(0xaa)]), "header-malformed"],
    ["a vote of two bytes", items.with(2, [who, Uint8Array.of(0xff, 0xff)]), "header-malformed"],
    ["IBFT 2's no vote", items.with(2, Uint8Array.of()), "rlp-malformed"],
    ["a round with a leading zero", items.with(3, Uint8Array.of(0, 0xdc, 0xba)), "rlp-malformed"],
    ["a round above 32 bits", items.with(3, scalar(2 ** 32)), "header-malformed"],
    ["a seal of 64 bytes", items.with(4, [new Uint8Array(64)]), "rlp-malformed"],
    [
      "65 seals",
      items.with(
        4,
        Array.from({ length: 65 }, () => new Uint8Array(65)),
      ),
      "header-malformed",
    ],
  ] as [string, readonly Rlp[], string][])("is refused with %s", (_what, mutant, code) => {
    expect(refused(() => parseExtra(encodeRlp(mutant)))).toBe(code);
  });
});
