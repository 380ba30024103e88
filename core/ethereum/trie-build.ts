import { concat } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { encodeRlp, type Rlp } from "./rlp.ts";
import { nibblesOf } from "./trie.ts";

/** A whole trie in memory: for what a node gives as a list, such as a block's receipts. */
export type Trie = {
  readonly root: Uint8Array;
  /** The nodes from the root to `key`, or to where it would be: what readTrie takes. */
  readonly prove: (key: Uint8Array) => readonly Uint8Array[];
};
type Entry = { readonly path: readonly number[]; readonly value: Uint8Array };
type Node = { readonly rlp: Rlp; readonly part: readonly number[]; readonly children: readonly (Node | undefined)[] };

const NOTHING = Uint8Array.of();

/** Keys are distinct, values are not empty. */
export function buildTrie(keccak256: Hash, entries: readonly (readonly [key: Uint8Array, value: Uint8Array])[]): Trie {
  const top = nodeOver(
    keccak256,
    entries.map(([key, value]) => ({ path: nibblesOf(key), value })),
    0,
  );
  return {
    root: keccak256(encodeRlp(top?.rlp ?? NOTHING)),
    prove: (key) => walk(top, nibblesOf(key)),
  };
}

function walk(top: Node | undefined, path: readonly number[]): readonly Uint8Array[] {
  const nodes: Uint8Array[] = [];
  for (let [node, at] = [top, 0]; node; ) {
    const bytes = encodeRlp(node.rlp);
    if (node === top || bytes.length >= 32) nodes.push(bytes);
    const here = at;
    if (!node.part.every((nibble, n) => nibble === path[here + n])) break;
    at += node.part.length;
    // An extension has one child, a branch sixteen.
    node = node.children.length === 1 ? node.children[0] : node.children[path[at++] ?? 16];
  }
  return nodes;
}

function nodeOver(keccak256: Hash, entries: readonly Entry[], at: number): Node | undefined {
  const [first, ...others] = entries;
  if (!first) return undefined;
  const rest = first.path.slice(at);
  if (others.length === 0) return { rlp: [hexPrefix(rest, true), first.value], part: rest, children: [] };
  const length = Math.min(...others.map(({ path }) => sharedBy(first.path, path))) - at;
  if (length > 0) {
    const part = rest.slice(0, length);
    const child = nodeOver(keccak256, entries, at + length);
    return { rlp: [hexPrefix(part, false), referenceTo(keccak256, child)], part, children: [child] };
  }
  const children = Array.from({ length: 16 }, (_, nibble) =>
    nodeOver(
      keccak256,
      entries.filter(({ path }) => path[at] === nibble),
      at + 1,
    ),
  );
  const here = entries.find(({ path }) => path.length === at)?.value ?? NOTHING;
  return { rlp: [...children.map((child) => referenceTo(keccak256, child)), here], part: [], children };
}

const sharedBy = (a: readonly number[], b: readonly number[]): number => {
  const differs = a.findIndex((nibble, n) => nibble !== b[n]);
  return differs < 0 ? a.length : differs;
};

function referenceTo(keccak256: Hash, node: Node | undefined): Rlp {
  if (!node) return NOTHING;
  const bytes = encodeRlp(node.rlp);
  return bytes.length < 32 ? node.rlp : keccak256(bytes);
}

function hexPrefix(part: readonly number[], end: boolean): Uint8Array {
  const flag = end ? 2 : 0;
  const whole = part.length % 2 === 1 ? [flag + 1, ...part] : [flag, 0, ...part];
  return concat(...whole.flatMap((nibble, n) => (n % 2 ? [] : [Uint8Array.of((nibble << 4) | (whole[n + 1] ?? 0))])));
}
