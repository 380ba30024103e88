import { batchUri, plotUri } from "../statement/uri.ts";
import type { Unsigned } from "./proof.ts";

type Names = { readonly zh: string; readonly en: string };
/** Who issues, and where things are found. */
export type Frame = {
  /** Public address of the service, without a slash at its end. */
  readonly url: string;
  /** The brand's domain, on which batches, plots and actors have their URIs. */
  readonly domain: string;
  readonly did: string;
  readonly issuer: string;
  /** Everything in it is invented (示例数据). */
  readonly sample: boolean;
};
export type Person = { readonly id: string; readonly name: Names };
/** What the statement stands on: an entry of the log, and SHA-256 of its leaf in hex. */
export type LogPlace = { readonly index: number; readonly leafDigest: string };

export const CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
/** UNTP Digital Conformity Credential, the release that pilots use. */
export const UNTP_DCC = "https://test.uncefact.org/vocabulary/untp/dcc/0.6.0/";

export const both = ({ zh, en }: Names): string => (zh === en ? zh : `${zh} / ${en}`);
export const partyOf = ({ domain }: Frame, { id, name }: Person) => ({
  id: `https://${domain}/actor/${id}`,
  name: both(name),
  registeredId: id,
});
export const productOf = ({ domain }: Frame, product: string, name: Names, batch?: string) => ({
  product: {
    id: batch === undefined ? `https://${domain}/p/${product}` : batchUri(domain, product, batch),
    name: both(name),
    ...(batch !== undefined && { batchNumber: batch }),
  },
  IDverifiedByCAB: true,
});
export const facilityOf = ({ domain }: Frame, plot: string, name: Names) => ({
  facility: { id: plotUri(domain, plot), name: both(name) },
  IDverifiedByCAB: true,
});

/** The signed entry that the credential repeats: whoever doubts the issuer reads what the author signed, and that the log holds it. */
export const evidenceOf = ({ url }: Frame, { index, leafDigest }: LogPlace) => ({
  linkURL: `${url}/entries/${index}/leaf`,
  linkName: `Signed entry ${index} of the log; inclusion proof at ${url}/log/proof/${index}`,
  linkType: "https://datatracker.ietf.org/doc/html/rfc9162",
  hashDigest: leafDigest,
  hashMethod: "SHA-256",
});

/** A DigitalConformityCredential around an attestation. Times are RFC 3339. */
export const conformityCredential = (
  frame: Frame,
  id: string,
  validity: { readonly validFrom: string; readonly validUntil?: string },
  credentialSubject: object,
  credentialStatus: readonly object[] = [],
): Unsigned => ({
  "@context": [CREDENTIALS_V2, UNTP_DCC],
  type: ["DigitalConformityCredential", "VerifiableCredential"],
  id,
  issuer: { type: ["CredentialIssuer"], id: frame.did, name: frame.issuer },
  ...validity,
  ...(credentialStatus.length > 0 && { credentialStatus }),
  credentialSubject,
});

/** Said in every description: who stands behind what. */
export const disclaimer = ({ sample }: Frame, author: Names): string =>
  `${sample ? "示例数据 Sample data. " : ""}Stated and signed by ${both(author)} in the log; this credential is the log operator's account of that entry and of the contract's state.`;
