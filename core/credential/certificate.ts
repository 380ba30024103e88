import type { CertificateDocument } from "../statement/certificate.ts";
import {
  both,
  conformityCredential,
  disclaimer,
  evidenceOf,
  type Frame,
  facilityOf,
  type LogPlace,
  type Person,
  partyOf,
  productOf,
} from "./frame.ts";
import type { Unsigned } from "./proof.ts";
import { statusEntries } from "./status-list.ts";

type Names = Person["name"];
export type CertificateParts = {
  readonly document: CertificateDocument;
  /** Hex of SHA-256 of the document's canonical bytes, as the contract holds it. */
  readonly documentHash: string;
  readonly place: LogPlace;
  readonly body: Person;
  /** Who accredited the body for the scheme, if the chain says so. */
  readonly accreditor?: Person;
  readonly holder: Person;
  readonly products: ReadonlyMap<string, Names>;
  readonly plots: ReadonlyMap<string, Names>;
  /** As the contract has them, RFC 3339. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** Of the certificate among all that the chain has, in the order of their issue. */
  readonly statusPlace: number;
};

const IN_CONVERSION = "有机转换期，还不是有机产品 · In conversion: the goods are not organic yet.";

/** A certificate as UNTP DCC: third party, under an accreditation that the contract demanded when it was issued. */
export function certificateCredential(frame: Frame, c: CertificateParts): Unsigned {
  const { document } = c;
  const url = `${frame.url}/certificates/${document.certificate}`;
  const plots = document.plots.map((plot) => facilityOf(frame, plot, c.plots.get(plot) ?? { zh: plot, en: plot }));
  const assessment = document.products.map(({ product, volumeGrams }) => {
    const name = c.products.get(product) ?? { zh: product, en: product };
    return {
      type: ["ConformityAssessment", "Declaration"],
      id: `${url}#${product}`,
      name: both(name),
      conformityTopic: "governance.compliance",
      conformance: true,
      assessmentDate: document.validFrom,
      assessmentCriteria: [
        {
          type: ["Criterion"],
          id: `https://${frame.domain}/scheme/${document.scheme}`,
          name: both(document.schemeName),
          description: both(document.schemeName),
          conformityTopic: "governance.compliance",
          status: "active",
        },
      ],
      declaredValue: [{ metricName: "certified volume", metricValue: { value: volumeGrams / 1000, unit: "KGM" } }],
      assessedProduct: [productOf(frame, product, name)],
      assessedFacility: plots,
      auditor: partyOf(frame, c.body),
    };
  });
  const subject = {
    type: ["ConformityAttestation", "Attestation"],
    id: url,
    name: both(document.title),
    assessorLevel: "3rdParty",
    assessmentLevel: "Accredited",
    attestationType: "certification",
    description: `${both(document.schemeName)}. ${document.conversion ? `${IN_CONVERSION} ` : ""}${disclaimer(frame, c.body.name)}`,
    issuedToParty: partyOf(frame, c.holder),
    ...(c.accreditor && {
      authorisation: [
        {
          type: ["Endorsement"],
          id: `https://${frame.domain}/accreditation/${c.body.id}/${document.scheme}`,
          name: `${both(c.body.name)}: ${both(document.schemeName)}`,
          issuingAuthority: partyOf(frame, c.accreditor),
        },
      ],
    }),
    conformityCertificate: {
      linkURL: `${url}/document`,
      linkName: `Certificate ${document.certificate}: the bytes whose hash the contract holds`,
      linkType: "https://www.rfc-editor.org/rfc/rfc8785",
      hashDigest: c.documentHash,
      hashMethod: "SHA-256",
    },
    auditableEvidence: evidenceOf(frame, c.place),
    assessment,
  };
  const { validFrom, validUntil } = c;
  return conformityCredential(
    frame,
    `${url}/credential`,
    { validFrom, validUntil },
    subject,
    statusEntries(frame, ["revocation", "suspension"], c.statusPlace),
  );
}
