import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnchorProof, anchorProof } from "#core/anchor/proof.ts";
import { verifyAnchorProof } from "#core/anchor/verify.ts";
import { base64, fromBase64, fromHex } from "#core/bytes.ts";
import type { Rlp } from "#core/ethereum/rlp.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { headEvent, headWord, receiptProof, storageProof } from "./chain-proof.ts";
import { addressesOf, consortium, sealedBlock } from "./consortium.ts";
import { refused } from "./refused.ts";
import { world } from "./world.ts";

const validators = consortium(4);
const signers = validators.slice(1);
const base = world().policy;
const policy: Policy = { ...base, chain: { ...base.chain, validators: [...addressesOf(validators)] } };
const head = { root: "ab".repeat(32), size: 1_234_567, time: 1_774_421_000, index: 42, frozen: false };
const sealed = { validators, signers };

const verify = (proof: AnchorProof, trusted = policy) => verifyAnchorProof(nobleEthereum, proof, trusted);
const code = (proof: AnchorProof, trusted = policy) => refused(() => verify(proof, trusted));
const expected = {
  ...head,
  block: { number: 50, time: 1_774_422_000, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  seals: { signed: 3, of: 4 },
};

describe("a storage proof", () => {
  const proof = storageProof(policy, head, sealed);
  it("gives the head that the contract holds, whoever brings it", () => {
    expect(verify(proof)).toEqual({ ...expected, driver: "storage-proof" });
  });
  it("reads the freeze, and passes over the heartbeats counted beside it", () => {
    const frozen = { ...head, frozen: true };
    expect(verify(storageProof(policy, frozen, sealed, headWord(frozen, 0xffff_ffff)))).toMatchObject(frozen);
  });
  it("shows that a log nobody anchored has no head", () => {
    expect(code(storageProof(policy, head, sealed, new Uint8Array(32)))).toBe("anchor-proof-wrong");
  });
  it.each([
    ["bits that the contract never sets", headWord(head).with(0, 1)],
    ["a freeze of 2", headWord(head).with(7, 2)],
    ["a size beyond 2^53", headWord(head).with(24, 1)],
    ["no time", headWord({ ...head, time: 0 })],
  ])("refuses a word with %s", (_what, word) => {
    expect(code(storageProof(policy, head, sealed, word))).toBe("anchor-proof-wrong");
  });
  it.each([
    [
      "another contract",
      {
        ...policy,
        chain: { ...policy.chain, contracts: { ...policy.chain.contracts, LogAnchor: `0x${"9".repeat(40)}` } },
      },
    ],
    ["another log", { ...policy, log: { ...policy.log, id: "9".repeat(64) } }],
  ] as [string, Policy][])("says nothing about %s", (_what, trusted) => {
    expect(code(proof, trusted)).toBe("trie-proof-wrong");
    const own = storageProof(trusted, head, sealed);
    expect(code({ ...proof, headers: own.headers }, trusted)).toBe("trie-proof-wrong");
  });
});

describe("a receipt proof", () => {
  const event = headEvent(policy, head);
  it.each([0, 1, 2, 3, 4])("gives the head of HeadAnchored from a transaction of type %i", (type) => {
    expect(verify(receiptProof(event, sealed, type))).toEqual({ ...expected, driver: "receipt-proof" });
  });
  it("gives the head that a heartbeat confirmed", () => {
    expect(verify(receiptProof(headEvent(policy, head, 3), sealed))).toMatchObject(head);
  });
  it.each([1, 2, 127, 128, 129, 300])("finds its way in a block of %i transactions", (count) => {
    expect(verify(receiptProof(event, sealed, 2, 1, count))).toMatchObject(head);
  });
  const [address, topics, data] = event as [Uint8Array, Uint8Array[], Uint8Array];
  it.each([
    ["another contract's event", [address.with(0, 9), topics, data]],
    ["another log's", [address, topics.with(1, fromHex("9".repeat(64))), data]],
    ["another event", [address, topics.with(0, fromHex("9".repeat(64))), data]],
    ["one topic fewer", [address, topics.slice(0, 3), data]],
    ["a word more", [address, topics, new Uint8Array([...data, ...new Uint8Array(32)])]],
    ["half a word more", [address, topics, new Uint8Array([...data, 1])]],
    ["no size", [address, topics.with(3, new Uint8Array(32)), data]],
  ] as [string, Rlp][])("refuses %s", (_what, mutant) => {
    expect(code(receiptProof(mutant, sealed))).toBe("anchor-proof-wrong");
  });
  it("refuses a transaction that failed, an unknown type, an event and a transaction that are not there", () => {
    expect(code(receiptProof(event, sealed, 2, 0))).toBe("receipt-malformed");
    expect(code(receiptProof(event, sealed, 5))).toBe("receipt-malformed");
    const proof = receiptProof(event, sealed);
    expect(code({ ...proof, log: 2 } as AnchorProof)).toBe("anchor-proof-wrong");
    expect(code({ ...proof, log: 0 } as AnchorProof)).toBe("anchor-proof-wrong");
    expect(code({ ...proof, transaction: 14 } as AnchorProof)).toBe("trie-proof-wrong");
    const absent = receiptProof(event, sealed, 2, 1, 1);
    expect(code({ ...absent, transaction: 7 } as AnchorProof)).toBe("receipt-malformed");
  });
});

const both: readonly [string, AnchorProof][] = [
  [
    "storage-proof",
    storageProof(policy, head, { ...sealed, before: [sealedBlock(validators, signers, { number: 3, timestamp: 1 })] }),
  ],
  ["receipt-proof", receiptProof(headEvent(policy, head), sealed)],
];
describe.each(both)("%s", (_driver, proof) => {
  it("is refused without pinned validators, by other ones, and with one seal fewer", () => {
    expect(code(proof, base)).toBe("seals-too-few");
    const others = { ...policy, chain: { ...policy.chain, validators: [...addressesOf(consortium(9).slice(5))] } };
    expect(refused(() => verify(proof, others))).toMatch(/^seals-too-few$/);
    const few = { validators, signers: signers.slice(1) };
    expect(code(storageProof(policy, head, few))).toBe("seals-too-few");
    expect(code(receiptProof(headEvent(policy, head), few))).toBe("seals-too-few");
  });

  it("is refused whatever bit of whichever header, seal or node is another", () => {
    const lists = Object.entries(proof).flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((_text, at) => [name, at] as const) : [],
    );
    fc.assert(
      fc.property(fc.constantFrom(...lists), fc.nat(), fc.nat({ max: 7 }), ([name, at], where, bit) => {
        const mutant = structuredClone(proof) as unknown as Record<string, string[]>;
        const list = mutant[name] as string[];
        const bytes = fromBase64(list[at] ?? "");
        bytes[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ (1 << bit);
        list[at] = base64(bytes);
        expect(code(mutant as unknown as AnchorProof)).not.toBe("accepted");
      }),
      { numRuns: 120 },
    );
  });

  it("is refused with a node or header left out, doubled or put elsewhere", () => {
    for (const [name, value] of Object.entries(proof)) {
      if (!Array.isArray(value)) continue;
      const changed = [[], value.slice(1), value.slice(0, -1), [...value, value.at(-1)], [...value].reverse()];
      for (const list of changed.filter((one) => JSON.stringify(one) !== JSON.stringify(value))) {
        const outcome = code({ ...proof, [name]: list } as AnchorProof);
        // The first header of two that list the same validators adds nothing, so nothing is lost with it.
        const harmless = name === "headers" && value.length === 2 && list.length === 1 && list[0] === value[1];
        expect([name, list.length, outcome]).toEqual([
          name,
          list.length,
          harmless ? "accepted" : expect.not.stringMatching("accepted"),
        ]);
      }
    }
  });

  it("has one form: no field more or less, base64 only, all bounded", () => {
    const reads = (json: unknown) => anchorProof.safeParse(json).success;
    expect(reads(proof)).toBe(true);
    expect(reads({ ...proof, more: 1 })).toBe(false);
    expect(reads({ ...proof, driver: "rpc-agreement" })).toBe(false);
    expect(reads({ ...proof, headers: [] })).toBe(false);
    expect(reads({ ...proof, headers: ["zz!"] })).toBe(false);
    expect(reads({ ...proof, headers: ["A".repeat(32_769)] })).toBe(false);
    expect(reads({ ...proof, headers: Array.from({ length: 17 }, () => "AAAA") })).toBe(false);
    for (const name of Object.keys(proof)) expect(reads({ ...proof, [name]: undefined })).toBe(false);
  });
});
