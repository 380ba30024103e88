import { fromHex, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { isSerial } from "../label/serial.ts";
import { verifyInclusion } from "../log/proof.ts";
import { leafHash, root } from "../log/tree.ts";
import { Refusal } from "../refusal.ts";

/** A tag on a label: `uid` is 14 upper-case hex digits, as phones show it. */
export type Pair = { readonly serial: string; readonly uid: string };
export const isUid = (uid: string): boolean => /^[0-9A-F]{14}$/.test(uid);

/** SHA-256(0x00 ‖ `tag/v1` ‖ LF ‖ batch ‖ LF ‖ serial ‖ LF ‖ uid). The serial's 60 random bits keep it from being guessed. */
export const tagCommitment = (sha256: Hash, batch: string, { serial, uid }: Pair): Uint8Array =>
  leafHash(sha256, utf8(`tag/v1\n${batch}\n${serial}\n${uid}`));

export const tagRoot = (sha256: Hash, batch: string, pairs: readonly Pair[]): Uint8Array =>
  root(
    sha256,
    pairs.map((pair) => tagCommitment(sha256, batch, pair)),
  );

export type TagPlace = {
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
  readonly root: string;
};

/** Refuses with `inclusion-proof-wrong` unless the packer signed this tag for this label. */
export function verifyTag(sha256: Hash, batch: string, pair: Pair, { index, count, proof, root }: TagPlace): void {
  verifyInclusion(sha256, {
    index,
    size: count,
    leafHash: tagCommitment(sha256, batch, pair),
    proof,
    root: fromHex(root),
  });
}

/** Each label and each tag once, each spelled right. @throws Refusal `tag-pair-malformed`, `tag-pair-twice` */
export function refuseBadPairs(pairs: readonly Pair[]): void {
  const seen = new Set<string>();
  for (const [n, { serial, uid }] of pairs.entries()) {
    if (!isSerial(serial) || !isUid(uid)) throw new Refusal("tag-pair-malformed", { line: n + 1 });
    if (seen.has(serial) || seen.has(uid)) throw new Refusal("tag-pair-twice", { line: n + 1 });
    seen.add(serial).add(uid);
  }
}
