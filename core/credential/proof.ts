import { concat } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import { multibase58 } from "./multibase.ts";

/** JSON of a credential before it is signed: "@context" first among the names that matter. */
export type Unsigned = { readonly "@context": readonly string[]; readonly [name: string]: unknown };
export type CredentialSigner = {
  /** DID URL of the Ed25519 key. */
  readonly verificationMethod: string;
  readonly sign: (data: Uint8Array) => Uint8Array;
};

/**
 * Adds a Data Integrity proof of cryptosuite eddsa-jcs-2022 (W3C vc-di-eddsa §3.3): Ed25519 over
 * SHA-256(JCS of the proof without its value) ‖ SHA-256(JCS of the document).
 *
 * @param created  RFC 3339
 */
export function withProof(
  sha256: Hash,
  document: Unsigned,
  { verificationMethod, sign }: CredentialSigner,
  created: string,
): object {
  const proof = {
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-jcs-2022",
    created,
    verificationMethod,
    proofPurpose: "assertionMethod",
    "@context": document["@context"],
  };
  const value = sign(concat(sha256(canonical(proof)), sha256(canonical(document))));
  return { ...document, proof: { ...proof, proofValue: multibase58(value) } };
}
