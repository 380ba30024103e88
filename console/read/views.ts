import type { Pace } from "#core/complaint/clock.ts";
import type { ComplaintView } from "#core/complaint/message.ts";
import type { Stock } from "#core/label/stock.ts";
import type { CommitmentState } from "#core/ledger/commitment.ts";
import type { CertificateDocument } from "#core/statement/certificate.ts";
import type { CommitmentCertificate } from "#core/statement/commitment.ts";
import type { Role } from "#core/statement/fields.ts";
import type { ProductDefined } from "#core/statement/product.ts";
import type { VerifierReleased } from "#core/statement/release.ts";
import type { TestReport } from "#core/statement/report.ts";
import type { SaleRegionSet } from "#core/statement/scan.ts";
import type { PlotSurveyed } from "#core/statement/survey.ts";
import type { Both } from "../language.ts";
import type { CertificationViews } from "./certification.ts";
import type { RecallBrief } from "./recalls.ts";
import type { ScanCase } from "./scan-cases.ts";

/** What the service's read views answer (GET /openapi.json). They prove nothing; what is signed is checked by the log and the contracts. */
export type Actor = {
  readonly actor: string;
  readonly name: Both<string>;
  readonly roles: readonly Role[];
  readonly key: string;
  readonly state: string;
};
export type Plot = {
  readonly plot: string;
  readonly survey: PlotSurveyed;
  readonly seasons: readonly {
    readonly season: number;
    readonly holder: string;
    readonly capacityGrams: number;
    readonly usedGrams: number;
    readonly leftGrams: number;
    readonly quotas: readonly { readonly actor: string; readonly grams: number }[];
    readonly offers: readonly { readonly from: string; readonly to: string; readonly grams: number }[];
  }[];
  readonly openings: readonly { readonly appliedOn: string; readonly opensOn?: string }[];
};
export type Product = {
  readonly product: string;
  readonly definition: ProductDefined;
  readonly saleRegion?: Pick<SaleRegionSet, "latitude" | "longitude" | "kilometres">;
};
export type Conversion = {
  readonly from: string;
  readonly to: string;
  readonly numerator: number;
  readonly denominator: number;
};
export type Mint = {
  readonly labelRoot: string;
  readonly count: number;
  readonly unitGrams: number;
  readonly mintedAt: number;
  readonly activatedAt: number;
  readonly voided: number;
  readonly stock: Stock;
};
export type Batch = {
  readonly batch: string;
  readonly product: string;
  readonly holder: string;
  readonly keeper: string;
  readonly nextHolder: string;
  readonly rejection: string;
  readonly season: number;
  readonly state: "open" | "closed";
  readonly massGrams: number;
  readonly drawnGrams: number;
  readonly labelledGrams: number;
  readonly leftGrams: number;
  readonly certificate: string;
  readonly entries: number;
  readonly plots: readonly { readonly plot: string; readonly grams: number }[];
  readonly sources: readonly { readonly batch: string; readonly gramsIn: number; readonly gramsOut: number }[];
  readonly recalled?: { readonly batch: string; readonly at: number; readonly reason: string };
  readonly collected: readonly string[];
  readonly flags: readonly Flag[];
  readonly mints: readonly Mint[];
};
/** Leaf in a batch that was picked inside an interval; `opensOn` absent: the label's interval is unknown. */
export type Flag = {
  readonly plot: string;
  readonly harvestedOn: string;
  readonly appliedOn: string;
  readonly opensOn?: string;
  readonly resolved?: { readonly index: number; readonly actor: string; readonly person: string };
};
export type CertificateState = "none" | "in-force" | "suspended" | "withdrawn" | "cancelled" | "expired";
export type Certificate = {
  readonly certificate: string;
  readonly body: string;
  readonly document: CertificateDocument;
  readonly state: CertificateState;
  readonly issuedAt: number;
  readonly volumes: readonly {
    readonly product: string;
    readonly grams: number;
    readonly usedGrams: number;
    readonly leftGrams: number;
  }[];
  readonly history: readonly {
    readonly state: CertificateState;
    readonly time: number;
    readonly reason: string;
    readonly change?: "renewed" | "reduced";
  }[];
};
export type Report = {
  readonly report: string;
  readonly laboratory: string;
  readonly document: TestReport;
  readonly withdrawn?: { readonly reason: string; readonly at: string };
};
/** Active ingredients applied to what a batch is made of, and analytes that its reports in force hold. */
export type Panel = { readonly batch: string; readonly applied: readonly string[]; readonly tested: readonly string[] };

export type Commitment = {
  readonly certificate: string;
  readonly issuer: string;
  readonly document: CommitmentCertificate;
  readonly state: CommitmentState;
  readonly usedGrams: number;
  readonly because?: { readonly reason: string };
  readonly keepUntil: string;
};
type Trade = {
  readonly soldGrams: number;
  readonly returnedGrams: number;
  readonly soldInRecallsGrams: number;
  readonly returnedInRecallsGrams: number;
};
export type NumbersView = {
  readonly block: number;
  readonly entries: number;
  readonly plots: readonly (Trade & {
    readonly plot: string;
    readonly season: number;
    readonly capacityGrams: number;
    readonly drawnGrams: number;
    readonly labelledGrams: number;
  })[];
  readonly products: readonly (Trade & {
    readonly product: string;
    readonly season: number;
    readonly massGrams: number;
    readonly drawnGrams: number;
    readonly labelledGrams: number;
    readonly labels: number;
    readonly activated: number;
    readonly voided: number;
    readonly labelsReturned: number;
    readonly recalledGrams: number;
  })[];
  readonly schemes: readonly (Trade & {
    readonly scheme: string;
    readonly volumeGrams: number;
    readonly usedGrams: number;
    readonly labelledGrams: number;
  })[];
  readonly untracked: { readonly zh: string; readonly en: string };
};
export type ReleaseView = {
  readonly served?: Pick<VerifierReleased, "verifierHash" | "files"> & { readonly heldSince: number };
  readonly released?: {
    readonly index: number;
    readonly actor: string;
    readonly statement: VerifierReleased;
    readonly onChain: boolean;
  };
};
export type Views = CertificationViews & {
  "/numbers": NumbersView;
  "/release": ReleaseView;
  "/commitments": { readonly commitments: readonly Commitment[] };
  "/actors": { readonly actors: readonly Actor[] };
  "/plots": { readonly plots: readonly Plot[] };
  "/products": { readonly products: readonly Product[]; readonly conversions: readonly Conversion[] };
  "/batches": { readonly batches: readonly Batch[] };
  "/certificates": { readonly certificates: readonly Certificate[] };
  "/complaints": { readonly pace: Pace; readonly complaints: readonly ComplaintView[] };
  "/recalls": { readonly recalls: readonly RecallBrief[] };
  "/scan-cases": { readonly cases: readonly ScanCase[]; readonly more: boolean };
  "/reports": { readonly reports: readonly Report[] };
};
