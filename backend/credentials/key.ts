import { sign } from "node:crypto";
import { join } from "node:path";
import { multikey } from "#core/credential/multibase.ts";
import type { CredentialSigner } from "#core/credential/proof.ts";
import { openKeyFile, rawPublicKey } from "../key-file.ts";

/** The service's key for credentials: an Ed25519 key of its own, so that nothing it signs can be taken for a head of the log. */
export type CredentialKey = {
  readonly publicKeyMultibase: string;
  readonly signerFor: (did: string) => CredentialSigner;
};

/** Reads DATA_DIR/credential-key, or makes it. */
export function openCredentialKey(dataDir: string): CredentialKey {
  const secret = openKeyFile(join(dataDir, "credential-key"));
  const publicKeyMultibase = multikey(rawPublicKey(secret));
  return {
    publicKeyMultibase,
    signerFor: (did) => ({
      verificationMethod: `${did}#${publicKeyMultibase}`,
      sign: (data) => new Uint8Array(sign(null, data, secret)),
    }),
  };
}

/** did:web of the service: its host, and its port if it has one (did:web §3.1). */
export const didOf = (publicUrl: string): string => `did:web:${encodeURIComponent(new URL(publicUrl).host)}`;

/** What /.well-known/did.json answers (did:web §3.2.2): one key, named by itself, for assertions only. */
export function didDocument(did: string, { publicKeyMultibase }: CredentialKey): object {
  const id = `${did}#${publicKeyMultibase}`;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id: did,
    verificationMethod: [{ id, type: "Multikey", controller: did, publicKeyMultibase }],
    assertionMethod: [id],
  };
}
