import { fill } from "../commitment/filled.ts";
import { forms } from "../commitment/forms.ts";
import type { CommitmentCertificate } from "../statement/commitment.ts";
import {
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

export type CommitmentParts = {
  readonly commitment: CommitmentCertificate;
  readonly place: LogPlace;
  readonly issuer: Person;
  readonly product: Person["name"];
};

/** A 承诺达标合格证 as UNTP DCC: the promiser's own declaration, in the form's own words, assessed by nobody else. */
export function commitmentCredential(
  frame: Frame,
  { commitment: c, place, issuer, product }: CommitmentParts,
): Unsigned {
  const url = `${frame.url}/commitments/${c.certificate}`;
  const party = partyOf(frame, issuer);
  const { form, boxes } = fill(c);
  const subject = {
    type: ["ConformityAttestation", "Attestation"],
    id: url,
    name: `${form.title} ${c.certificate}`,
    assessorLevel: "Self",
    assessmentLevel: "Unspecified",
    attestationType: "declaration",
    description: `${forms.rule}. ${disclaimer(frame, issuer.name)}`,
    issuedToParty: party,
    auditableEvidence: evidenceOf(frame, place),
    assessment: [
      {
        type: ["ConformityAssessment", "Declaration"],
        id: `${url}#promise`,
        name: `${form.pledge}${form.promises.join("")}`,
        description: `${form.basisTitle}${boxes.flatMap(({ text, ticked }) => (ticked ? [text] : [])).join("")}`,
        conformityTopic: "social.safety",
        conformance: true,
        assessmentDate: c.occurredAt.slice(0, 10),
        declaredValue: [{ metricName: "重量或数量 / quantity", metricValue: { value: c.grams / 1000, unit: "KGM" } }],
        assessedProduct: [productOf(frame, c.product, product, c.batch)],
        ...(c.plots.length > 0 && {
          assessedFacility: c.plots.map((plot) => facilityOf(frame, plot, { zh: plot, en: plot })),
        }),
        assessedOrganisation: party,
      },
    ],
  };
  return conformityCredential(
    frame,
    `${url}/credential`,
    { validFrom: c.occurredAt },
    subject,
    statusEntries(frame, ["commitments"], place.index),
  );
}
