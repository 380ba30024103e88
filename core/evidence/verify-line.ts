import { fromBase64, fromBase64url } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { type Entry, leafOf, signedBytes } from "../entry.ts";
import { verifyInclusion } from "../log/proof.ts";
import { leafHash } from "../log/tree.ts";
import { Refusal } from "../refusal.ts";
import type { Bundle } from "./bundle.ts";
import type { Head } from "./check-log.ts";
import type { Signer } from "./signers.ts";

/** One entry with its place in a page of the log; `proof` is base64, leaf to root. */
export type ProvenLine = { readonly index: number; readonly entry: Entry; readonly proof: readonly string[] };

/** The leaf's hash and whose word it is. @throws Refusal `signature-wrong`, `inclusion-proof-wrong` */
export async function verifyLine(
  { entry, index, proof }: ProvenLine,
  origin: string,
  signers: readonly Signer[],
  head: Head,
  { sha256, verifyP256 }: Crypto,
): Promise<{ readonly leaf: Uint8Array; readonly signer: Signer }> {
  const signer = signers.find(({ actor, key }) => actor === entry.actor && key === entry.key);
  const bytes = signedBytes(origin, entry);
  if (!signer || !(await verifyP256(signer.publicKey, bytes, fromBase64url(entry.signature))))
    throw new Refusal("signature-wrong");
  const leaf = leafHash(sha256, leafOf(entry));
  verifyInclusion(sha256, { index, size: head.size, leafHash: leaf, proof: proof.map(fromBase64), root: head.root });
  return { leaf, signer };
}

/** The page of the log that a label's own checks accepted. */
export function headIn({ log }: Pick<Bundle, "log">): Head {
  const [, size, root = ""] = log.checkpoint.split("\n");
  return { size: Number(size), root: fromBase64(root) };
}
