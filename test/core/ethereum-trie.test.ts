import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equal, hex, utf8 } from "#core/bytes.ts";
import { encodeRlp } from "#core/ethereum/rlp.ts";
import { readTrie } from "#core/ethereum/trie.ts";
import { buildTrie } from "#core/ethereum/trie-build.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { refused } from "./refused.ts";
import { bytesOfHex, ethereum } from "./vectors.ts";

const { keccak256 } = nobleEthereum;
const bytesOf = (text: string): Uint8Array => (text.startsWith("0x") ? bytesOfHex(text) : utf8(text));

/** What is left after all the sets and deletions of a vector. */
function entriesOf(steps: (typeof ethereum.trie.plain)[number]["in"], hashed: boolean) {
  const left = new Map<string, Uint8Array>();
  for (const [key, value] of steps) {
    const name = hex(hashed ? keccak256(bytesOf(key)) : bytesOf(key));
    if (value === null) left.delete(name);
    else left.set(name, bytesOf(value));
  }
  return [...left].map(([key, value]) => [bytesOfHex(key), value] as const);
}
const cases = [
  ...ethereum.trie.plain.map((one) => ({ ...one, hashed: false })),
  ...ethereum.trie.secure.map((one) => ({ ...one, hashed: true })),
];

const key = fc.uint8Array({ minLength: 1, maxLength: 4, max: 40 });
const value = fc.uint8Array({ minLength: 1, maxLength: 60 });
const entries = fc.uniqueArray(fc.tuple(key, value), { selector: ([one]) => hex(one), maxLength: 40 });

describe("a Merkle-Patricia trie", () => {
  it.each(cases)("has Ethereum's root and proves each key of $name", ({ in: steps, root, hashed }) => {
    const held = entriesOf(steps, hashed);
    const trie = buildTrie(keccak256, held);
    expect(`0x${hex(trie.root)}`).toBe(root);
    for (const [at, has] of held) expect(readTrie(keccak256, trie.root, at, trie.prove(at))).toEqual(has);
  });

  it("gives every value under its key, and shows that any other key holds nothing", () => {
    fc.assert(
      fc.property(entries, key, (held, other) => {
        const trie = buildTrie(keccak256, held);
        for (const [at, has] of held) expect(readTrie(keccak256, trie.root, at, trie.prove(at))).toEqual(has);
        const known = held.find(([at]) => equal(at, other))?.[1];
        expect(readTrie(keccak256, trie.root, other, trie.prove(other))).toEqual(known);
      }),
    );
  });

  it("refuses every proof in which one bit of one node is another, a node is missing, or one is too many", () => {
    fc.assert(
      fc.property(entries, key, fc.nat(), fc.nat(), fc.nat({ max: 7 }), (held, at, which, where, bit) => {
        const trie = buildTrie(keccak256, held);
        const proof = trie.prove(at);
        const read = (nodes: readonly Uint8Array[]) => refused(() => readTrie(keccak256, trie.root, at, nodes));
        expect(read([...proof, encodeRlp([])])).toBe("trie-proof-wrong");
        if (proof.length === 0) return;
        expect(read(proof.slice(0, -1))).toBe("trie-proof-wrong");
        const mutant = proof.map((node) => Uint8Array.from(node));
        const node = mutant[which % mutant.length] ?? Uint8Array.of();
        node[where % node.length] = (node[where % node.length] ?? 0) ^ (1 << bit);
        expect(read(mutant)).toBe("trie-proof-wrong");
      }),
    );
  });

  it("refuses one key's proof for another, and nodes under another root", () => {
    const held = Array.from(
      { length: 40 },
      (_, n) => [keccak256(Uint8Array.of(n)), new Uint8Array(40).fill(n)] as const,
    );
    const trie = buildTrie(keccak256, held);
    const [first, second] = [held[0]?.[0] ?? Uint8Array.of(), held[1]?.[0] ?? Uint8Array.of()];
    expect(refused(() => readTrie(keccak256, trie.root, second, trie.prove(first)))).toBe("trie-proof-wrong");
    expect(refused(() => readTrie(keccak256, keccak256(first), first, trie.prove(first)))).toBe("trie-proof-wrong");
    expect(refused(() => readTrie(keccak256, trie.root, first, []))).toBe("trie-proof-wrong");
  });

  it.each([
    ["no node at all", [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)], "rlp-malformed"],
    ["a path flag of 4", [Uint8Array.of(0x40, 1), Uint8Array.of(1)], "trie-proof-wrong"],
    ["an even path whose padding is not zero", [Uint8Array.of(0x2f, 1), Uint8Array.of(1)], "trie-proof-wrong"],
    ["an extension of nothing", [Uint8Array.of(0), new Uint8Array(32)], "trie-proof-wrong"],
    ["a leaf that holds a list", [Uint8Array.of(0x20, 1), [Uint8Array.of(1)]], "rlp-malformed"],
  ] as const)("refuses a root node that is %s", (_what, node, code) => {
    const bytes = encodeRlp(node);
    expect(refused(() => readTrie(keccak256, keccak256(bytes), Uint8Array.of(1), [bytes]))).toBe(code);
  });
});
