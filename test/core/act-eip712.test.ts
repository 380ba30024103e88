import { createHash } from "node:crypto";
import { TypedDataEncoder } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActMessage, type ActName, actDigest, acts, type Deployment } from "#core/act/acts.ts";
import { typedDataHash } from "#core/act/eip712.ts";
import { chainId32 } from "#core/act/id.ts";
import { hex } from "#core/bytes.ts";
import { nobleCrypto } from "#core/noble.ts";
import { Refusal } from "#core/refusal.ts";

const DOMAIN = { name: "Liangji", version: "1", chainId: 31_337, verifyingContract: `0x${"5".repeat(40)}` };
const hexOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((b) => `0x${hex(b)}`);
const uintOf = (bits: number) =>
  fc.oneof(
    fc.nat(2 ** Math.min(bits, 31) - 1),
    fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }).map(String),
    fc.constantFrom("0", String(2n ** BigInt(bits) - 1n)),
  );
const plain: Record<string, fc.Arbitrary<unknown>> = {
  bytes32: hexOf(32),
  address: hexOf(20),
  bytes: fc.uint8Array({ maxLength: 100 }).map((b) => `0x${hex(b)}`),
  string: fc.string({ unit: "binary", maxLength: 40 }),
  bool: fc.boolean(),
  uint8: uintOf(8),
  uint32: uintOf(32),
  uint64: uintOf(64),
  uint256: uintOf(256),
};
const kinds = Object.keys(plain);
function anyOf(type: string): fc.Arbitrary<unknown> {
  if (type.endsWith("[]")) return fc.array(anyOf(type.slice(0, -2)), { maxLength: 5 });
  return plain[type] ?? expect.unreachable(type);
}
const messageOf = (fields: readonly { name: string; type: string }[]) =>
  fc.record(Object.fromEntries(fields.map(({ name, type }) => [name, anyOf(type)])));

const struct = fc
  .array(fc.tuple(fc.constantFrom(...kinds), fc.boolean()), { minLength: 1, maxLength: 8 })
  .map((types) => types.map(([type, many], at) => ({ name: `field${at}`, type: many ? `${type}[]` : type })))
  .chain((fields) => messageOf(fields).map((message) => ({ fields, message })));

describe("EIP-712", () => {
  it("hashes any flat struct as ethers does", () => {
    fc.assert(
      fc.property(struct, ({ fields, message }) => {
        const expected = TypedDataEncoder.hash(DOMAIN, { Act: fields }, message);
        expect(`0x${hex(typedDataHash(DOMAIN, { primaryType: "Act", fields }, message))}`).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  const address = (n: number) => `0x${String(n).repeat(40)}`;
  const deployment: Deployment = {
    chainId: 31_337,
    contracts: {
      ActorRegistry: address(1),
      CertificateRegistry: address(2),
      BatchLedger: address(3),
      LabelMint: address(4),
      RecognitionRegistry: address(5),
    },
  };

  it.each(Object.keys(acts) as ActName[])("hashes the act %s as ethers does", (name) => {
    const { contract, fields } = acts[name];
    const types = { [name]: fields.map((field) => ({ ...field })) };
    const domain = { ...DOMAIN, verifyingContract: deployment.contracts[contract] };
    fc.assert(
      fc.property(messageOf(fields), (message) => {
        const digest = actDigest(deployment, name, message as ActMessage);
        expect(`0x${hex(digest)}`).toBe(TypedDataEncoder.hash(domain, types, message));
      }),
      { numRuns: 20 },
    );
  });

  it("differs with the chain, the contract, the struct's name and a field's name", () => {
    const fields = [{ name: "grams", type: "uint64" }];
    const hash = (domain: typeof DOMAIN, primaryType: string, own = fields) =>
      hex(typedDataHash(domain, { primaryType, fields: own }, { grams: 1, mass: 1 }));
    const all = [
      hash(DOMAIN, "Draw"),
      hash({ ...DOMAIN, chainId: 1 }, "Draw"),
      hash({ ...DOMAIN, verifyingContract: address(6) }, "Draw"),
      hash(DOMAIN, "Open"),
      hash(DOMAIN, "Draw", [{ name: "mass", type: "uint64" }]),
      hash(DOMAIN, "Draw", [{ name: "grams", type: "uint32" }]),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it("takes a number and its decimal text for the same, and an address in either case", () => {
    const of = (type: string, value: unknown) =>
      hex(typedDataHash(DOMAIN, { primaryType: "Act", fields: [{ name: "value", type }] }, { value }));
    expect(of("uint64", 189_000)).toBe(of("uint64", "189000"));
    expect(of("address", `0x${"aB".repeat(20)}`)).toBe(of("address", `0x${"ab".repeat(20)}`));
  });
});

describe("a value that is not its field's", () => {
  it.each([
    ["uint8", 256],
    ["uint8", -1],
    ["uint32", "4294967296"],
    ["uint64", "18446744073709551616"],
    ["uint256", `1${"0".repeat(78)}`],
    ["uint64", "01"],
    ["uint64", "0x10"],
    ["uint64", ""],
    ["uint64", "1.5"],
    ["uint64", 1.5],
    ["uint64", 2 ** 53],
    ["uint64", true],
    ["uint64", undefined],
    ["bool", "false"],
    ["bool", 0],
    ["bytes32", `0x${"0".repeat(63)}`],
    ["bytes32", `0x${"0".repeat(62)}`],
    ["bytes32", "0".repeat(64)],
    ["bytes32", 0],
    ["address", `0x${"0".repeat(64)}`],
    ["bytes", "0xzz"],
    ["bytes", "0x0"],
    ["bytes", null],
    ["string", 1],
    ["bytes32[]", `0x${"0".repeat(64)}`],
    ["uint32[]", [1, "x"]],
    ["uint32[]", { length: 1, 0: 1 }],
  ])("is refused by the field's name: %s %j", (type, value) => {
    const hash = () => typedDataHash(DOMAIN, { primaryType: "Act", fields: [{ name: "mass", type }] }, { mass: value });
    expect(hash).toThrow(Refusal);
    expect(hash).toThrow(/^field-invalid path=mass /);
  });

  it("is our own mistake where the type is not one of ours", () => {
    const hash = () =>
      typedDataHash(DOMAIN, { primaryType: "Act", fields: [{ name: "mass", type: "int64" }] }, { mass: "0x00" });
    expect(hash).toThrow(TypeError);
  });
});

describe("an id on the chain", () => {
  it("is the SHA-256 of its text", () => {
    expect(chainId32(nobleCrypto.sha256, "plot-1")).toBe(`0x${createHash("sha256").update("plot-1").digest("hex")}`);
    expect(chainId32(nobleCrypto.sha256, "plot-1")).not.toBe(chainId32(nobleCrypto.sha256, "plot-2"));
  });
});
