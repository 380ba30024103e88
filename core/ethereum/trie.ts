import { equal } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { bytesFrom, decodeRlp, encodeRlp, listFrom, type Rlp } from "./rlp.ts";

const BRANCH = 17;
const NOTHING = Uint8Array.of();

/**
 * What a Merkle-Patricia trie (Yellow Paper, appendix D) holds under `key`, by the nodes on the way from `root` to it, topmost first.
 * @returns the value, or undefined when the nodes prove that there is none. Anything else refuses with `trie-proof-wrong` or `rlp-malformed`;
 *   so does a node too many.
 */
export function readTrie(
  keccak256: Hash,
  root: Uint8Array,
  key: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  const nodes = proof.values();
  const value = follow(nibblesOf(key), emptyRoot(keccak256, root) ? NOTHING : root, (reference) => {
    if (!(reference instanceof Uint8Array)) return reference; // a node below 32 bytes stands in its parent
    const node = nodes.next().value;
    if (!node || !equal(keccak256(node), reference)) throw wrong("not the node that its parent names");
    return listFrom(decodeRlp(node));
  });
  if (!nodes.next().done) throw wrong("nodes beside the path");
  return value;
}

const emptyRoot = (keccak256: Hash, root: Uint8Array): boolean => equal(root, keccak256(encodeRlp(NOTHING)));

function follow(
  path: readonly number[],
  root: Uint8Array,
  nodeOf: (reference: Rlp) => readonly Rlp[],
): Uint8Array | undefined {
  let [reference, at]: [Rlp, number] = [root, 0];
  while (reference.length > 0) {
    const node = nodeOf(reference);
    if (node.length === BRANCH) {
      const nibble = path[at++];
      if (nibble === undefined) return unlessEmpty(bytesFrom(node[16]));
      reference = node[nibble] ?? NOTHING;
      continue;
    }
    const [end, part] = partOf(listFrom(node, 2));
    const matches = part.every((nibble, n) => nibble === path[at + n]);
    at += part.length;
    if (end) return matches && at === path.length ? bytesFrom(node[1]) : undefined;
    if (!matches) return undefined;
    if (part.length === 0) throw wrong("an extension of nothing");
    reference = node[1] ?? NOTHING;
  }
  return undefined;
}

const unlessEmpty = (bytes: Uint8Array): Uint8Array | undefined => (bytes.length > 0 ? bytes : undefined);

/** The hex-prefix encoding (Yellow Paper, appendix C): is it a leaf, and the part of the path that it stands for. */
function partOf([prefix]: readonly Rlp[]): readonly [end: boolean, part: readonly number[]] {
  const [flag = 4, ...rest] = nibblesOf(bytesFrom(prefix));
  const isOdd = (flag & 1) === 1;
  if (flag > 3 || !(isOdd || rest[0] === 0)) throw wrong("no path");
  return [flag > 1, isOdd ? rest : rest.slice(1)];
}

/** Each byte as its two halves. */
export const nibblesOf = (bytes: Uint8Array): readonly number[] =>
  Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 15]);

const wrong = (problem: string) => new Refusal("trie-proof-wrong", { problem });
