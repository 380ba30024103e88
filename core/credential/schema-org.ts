type Names = { readonly zh: string; readonly en: string };
export type Certification = {
  readonly certificate: string;
  readonly title: Names;
  readonly body: Names;
  readonly active: boolean;
  /** 有机转换: whoever reads names alone must not take it for organic. */
  readonly conversion: boolean;
  readonly validFrom: string;
  readonly validTo: string;
  /** Address of the signed credential. */
  readonly credential: string;
};

/** schema.org Certification. Its status has two values only; the credential and the page say which state it is. */
export const certificationOf = (c: Certification) => ({
  "@type": "Certification",
  name: c.conversion ? `${c.title.zh}（有机转换期，还不是有机产品）` : c.title.zh,
  certificationIdentification: c.certificate,
  certificationStatus: `https://schema.org/Certification${c.active ? "Active" : "Inactive"}`,
  issuedBy: { "@type": "Organization", name: c.body.zh },
  validFrom: c.validFrom,
  expires: c.validTo,
  url: c.credential,
});

/** A product with its certifications, as search engines read it; goods in conversion are ordinary ones. */
export const productWith = (name: string, certifications: readonly Certification[]) => ({
  "@context": "https://schema.org",
  "@type": "Product",
  name,
  hasCertification: certifications.filter(({ conversion }) => !conversion).map(certificationOf),
});
