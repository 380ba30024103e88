import { utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { verifyInclusion } from "../log/proof.ts";
import { inclusionProof, leafHash, root } from "../log/tree.ts";

/** A label's leaf binds the code to its batch: the same code under another batch is another leaf. */
export const labelLeaf = (batch: string, serial: string): Uint8Array => utf8(`label/v1\n${batch}\n${serial}`);

const leaves = (sha256: Hash, batch: string, serials: readonly string[]): Uint8Array[] =>
  serials.map((serial) => leafHash(sha256, labelLeaf(batch, serial)));

export const labelRoot = (sha256: Hash, batch: string, serials: readonly string[]): Uint8Array =>
  root(sha256, leaves(sha256, batch, serials));
export const labelProof = (sha256: Hash, batch: string, serials: readonly string[], index: number): Uint8Array[] =>
  inclusionProof(sha256, leaves(sha256, batch, serials), index);

/** Refuses with `inclusion-proof-wrong` unless the code stands at `index` under the mint's root. */
export function verifyLabel(
  sha256: Hash,
  {
    batch,
    serial,
    index,
    count,
    proof,
    root,
  }: { batch: string; serial: string; index: number; count: number; proof: readonly Uint8Array[]; root: Uint8Array },
): void {
  verifyInclusion(sha256, { index, size: count, leafHash: leafHash(sha256, labelLeaf(batch, serial)), proof, root });
}
