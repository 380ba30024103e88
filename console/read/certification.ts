import type { CertificateRequest } from "#core/statement/certificate-request.ts";
import type { RecognitionTerms, RecognitionTermsFields } from "#core/statement/recognition.ts";
import type { SalesCertificate } from "#core/statement/sale.ts";
import type { Both } from "../language.ts";

export type AccreditationState = "in-force" | "not-yet" | "suspended" | "expired";
export type Accreditation = {
  readonly body: string;
  readonly scheme: string;
  readonly schemeName: Both<string>;
  readonly accreditor: string;
  readonly products: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  readonly state: AccreditationState;
  readonly history: readonly {
    readonly change: "accredited" | "suspended" | "restored";
    readonly time: number;
    readonly reason: string;
  }[];
};
export type RecognitionState = "none" | "in-force" | "suspended" | "ended" | "expired";
export type Recognition = {
  readonly recognition: string;
  readonly accreditor: string;
  readonly terms: RecognitionTerms;
  readonly state: RecognitionState;
  readonly history: readonly { readonly state: RecognitionState; readonly time: number; readonly reason: string }[];
};
export type Sale = {
  readonly sale: string;
  readonly body: string;
  readonly document: SalesCertificate;
  readonly certifiedAt: number;
  readonly debitedGrams: number;
  readonly returned?: {
    readonly grams: number;
    readonly creditedGrams: number;
    readonly time: number;
    readonly reason: string;
  };
};
type Finding = { readonly condition: string; readonly text: Both<string> };
export type RecognitionAnswer = {
  readonly recognition: string;
  readonly name: Both<string>;
  readonly market: Both<string>;
  readonly eligible: boolean;
  readonly satisfied: readonly Finding[];
  readonly missing: readonly Finding[];
  readonly blocking: readonly Finding[];
};

/** Views of what stands around certificates. */
export type CertificationViews = {
  "/accreditations": { readonly accreditations: readonly Accreditation[] };
  "/certificate-requests": {
    readonly requests: readonly { readonly request: string; readonly document: CertificateRequest }[];
  };
  "/sales": { readonly sales: readonly Sale[] };
  "/recognitions": {
    readonly recognitions: readonly Recognition[];
    readonly templates: readonly RecognitionTermsFields[];
  };
};
