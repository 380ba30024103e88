import { labelLeaf } from "#core/label/tree.ts";
import { leafHash, nodeHash } from "#core/log/tree.ts";
import { sha256 } from "../crypto.ts";

type Levels = readonly (readonly Uint8Array[])[];
const MOST_KEPT = 16;
const kept = new Map<string, Levels>();

/** Audit path of one label. */
export const labelPath = (
  root: string,
  batch: string,
  serials: readonly string[],
  index: number,
): readonly Uint8Array[] =>
  proofIn(root, () => serials.map((serial) => leafHash(sha256, labelLeaf(batch, serial))), index);

/** Audit path of one of the leaves under a root. A tree is hashed once, then kept for the scans that follow. */
export function proofIn(root: string, leaves: () => readonly Uint8Array[], index: number): readonly Uint8Array[] {
  const levels = kept.get(root) ?? levelsOf(leaves());
  kept.delete(root);
  kept.set(root, levels);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  let at = index;
  return levels.flatMap((level) => {
    const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
    at = Math.floor(at / 2);
    return sibling ? [sibling] : [];
  });
}

/** All levels from the leaves to just below the root; an odd last node rises unchanged (RFC 9162 §2.1.1). */
function levelsOf(leaves: readonly Uint8Array[]): Levels {
  const levels: Uint8Array[][] = [];
  for (let level = [...leaves]; level.length > 1; ) {
    levels.push(level);
    const below = level;
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, n) => joined(below[2 * n], below[2 * n + 1]));
  }
  return levels;
}

function joined(left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array {
  if (!left) throw new Error("no node");
  return right ? nodeHash(sha256, left, right) : left;
}
