import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as reference } from "@noble/hashes/sha2.js";
import { concat, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { verifyInclusion } from "../log/proof.ts";
import { leafHash, root } from "../log/tree.ts";

export const NO_HIDDEN_ROOT = `0x${"0".repeat(64)}`;

/**
 * A code under a scratch layer, and what says that it was there before packing. `code` is spelled like a serial (60 random bits and a check
 * character); `salt` has 32 bytes and is revealed when the code is redeemed, so that until then nobody can try codes against the commitment.
 */
export type HiddenCode = {
  readonly batch: string;
  readonly serial: string;
  readonly salt: Uint8Array;
  readonly code: string;
};

/** The salt of one label: HMAC-SHA-256 of its serial under the mint's own random key, 32 bytes. */
export const hiddenSalt = (key: Uint8Array, serial: string): Uint8Array => {
  if (key.length !== 32) throw new RangeError("the key of a mint's hidden codes has 32 bytes");
  return hmac(reference, key, utf8(serial));
};

/** SHA-256(0x00 ‖ `hidden/v1` ‖ LF ‖ batch ‖ LF ‖ serial ‖ LF ‖ salt ‖ code): a leaf of the tree whose root is in the mint. */
export const commitment = (sha256: Hash, { batch, serial, salt, code }: HiddenCode): Uint8Array =>
  leafHash(sha256, concat(utf8(`hidden/v1\n${batch}\n${serial}\n`), salt, utf8(code)));

export const hiddenRoot = (sha256: Hash, commitments: readonly Uint8Array[]): Uint8Array => root(sha256, commitments);

export type HiddenPlace = {
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/** Refuses with `inclusion-proof-wrong` unless exactly this code was committed for this label when the mint was made. */
export function verifyHidden(sha256: Hash, code: HiddenCode, { index, count, proof, root }: HiddenPlace): void {
  verifyInclusion(sha256, { index, size: count, leafHash: commitment(sha256, code), proof, root });
}
