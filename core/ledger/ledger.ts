import type { ComplaintCase } from "../complaint/decide.ts";
import type { RecallCase } from "../recall/case.ts";
import type { CertificateDocument } from "../statement/certificate.ts";
import type { CertificateRequest } from "../statement/certificate-request.ts";
import type { Role } from "../statement/fields.ts";
import type { ProductDefined } from "../statement/product.ts";
import type { ConditionAttested, RecognitionTerms } from "../statement/recognition.ts";
import type { TestReport } from "../statement/report.ts";
import type { SalesCertificate } from "../statement/sale.ts";
import type { SaleRegionSet, ScanCaseClosed } from "../statement/scan.ts";
import type { PlotSurveyed } from "../statement/survey.ts";
import type { TagsBound } from "../statement/tag.ts";
import type { LogisticUnit, Packed } from "../unit/unit.ts";
import type { Commitment, Promises } from "./commitment.ts";
import type { Flags, Pickings } from "./flags.ts";
import type { Opened } from "./interval.ts";
import type { Panel, Treated } from "./panel.ts";
import { emptyShelf, fetchedShelf, find, type Shelf, settleShelf, shelfOver } from "./shelf.ts";

type Names = { readonly zh: string; readonly en: string };
export type LedgerActor = {
  readonly actor: string;
  readonly name: Names;
  readonly roles: readonly Role[];
  readonly place?: Names;
  readonly phone?: string;
  /** Every key the actor was ever introduced with, and the line that did; −1 for roots, whom the policy introduces. */
  readonly keys: Readonly<Record<string, { readonly publicKey: string; readonly index: number }>>;
};
/** A report, and where its laboratory took it back. */
export type Reported = Line<TestReport> & {
  readonly withdrawn?: { readonly reason: string; readonly at: string; readonly index: number };
};
export type Line<T> = { readonly statement: T; readonly actor: string; readonly index: number };

/** What one row of each shelf holds. Rows are plain JSON: they are stored as they are. */
export type LedgerRows = {
  /** As the log introduces them; `findActor` adds what the policy says of roots. */
  readonly actors: LedgerActor;
  readonly products: Line<ProductDefined>;
  /** By GTIN: the product that took it last. */
  readonly gtins: string;
  readonly plots: Line<PlotSurveyed>;
  readonly reports: Reported;
  readonly certificates: Line<CertificateDocument>;
  readonly sales: Line<SalesCertificate>;
  readonly requests: Line<CertificateRequest>;
  readonly recognitions: Line<RecognitionTerms>;
  /** By `recognition/condition/batch`: the newest. */
  readonly attestations: Line<ConditionAttested>;
  /** SHA-256 of the canonical record, as contracts hold it, → index. */
  readonly documents: number;
  readonly series: { readonly sequence: number; readonly previous: string };
  /** By plot and year. */
  readonly openings: Opened;
  readonly recalls: RecallCase;
  /** By plot and year. */
  readonly treatments: Treated;
  /** By batch. */
  readonly panels: Panel;
  /** Closed ones, by their number. */
  readonly scanCases: Line<ScanCaseClosed>;
  readonly complaints: ComplaintCase;
  /** By product. */
  readonly saleRegions: Line<SaleRegionSet>;
  /** By root. */
  readonly tags: Line<TagsBound>;
  /** By plot and year: on which day leaf went into which batches. */
  readonly pickings: Pickings;
  /** By batch: leaf in it that was picked inside an interval. */
  readonly flags: Flags;
  /** "newest" → index of the release of the verifier that was recorded last. */
  readonly releases: number;
  readonly commitments: Commitment;
  /** By batch: what was promised for it, and what was collected for what went into it. */
  readonly promises: Promises;
  /** Boxes and pallets, by code. */
  readonly units: LogisticUnit;
  /** By label root and group of positions. */
  readonly packed: Packed;
};
export type ShelfName = keyof LedgerRows;
export const shelfNames = [
  "actors",
  "products",
  "gtins",
  "plots",
  "reports",
  "certificates",
  "sales",
  "requests",
  "recognitions",
  "attestations",
  "documents",
  "series",
  "openings",
  "recalls",
  "treatments",
  "panels",
  "scanCases",
  "complaints",
  "saleRegions",
  "tags",
  "pickings",
  "flags",
  "releases",
  "commitments",
  "promises",
  "units",
  "packed",
] as const satisfies readonly ShelfName[];

/** What the log's entries add up to, as far as deciding about the next one and showing them needs. */
export type Ledger = { readonly [S in ShelfName]: Shelf<LedgerRows[S]> } & {
  readonly roots: ReadonlyMap<string, LedgerActor>;
  /** SHA-256 of the unsigned entry → line; only of what is decided and not yet durable. */
  readonly pending: Shelf<{ readonly index: number; readonly leafHash: string }>;
};

export type Root = {
  readonly actor: string;
  readonly name: Names;
  readonly roles: readonly Role[];
  readonly key: string;
  readonly publicKey: string;
};

type Shelves = Omit<Ledger, "roots">;
const shelvesBy = (make: (name: ShelfName) => Shelf<never>): Shelves =>
  Object.fromEntries([...shelfNames.map((name) => [name, make(name)]), ["pending", emptyShelf()]]);

/** An empty log's ledger, whole. */
export const ledgerOf = (roots: readonly Root[]): Ledger => ({ ...shelvesBy(emptyShelf), roots: rootActors(roots) });
/** A ledger that is put together from what is fetched for each decision. */
export const fetchedLedger = (roots: readonly Root[]): Ledger => ({
  ...shelvesBy(fetchedShelf),
  roots: rootActors(roots),
});

export const ledgerOver = (below: Ledger): Ledger => ({
  ...shelvesBy((name) => shelfOver(below[name] as Shelf<never>)),
  pending: shelfOver(below.pending),
  roots: below.roots,
});

/** Puts an upper layer into the one below it. */
export function settle(upper: Ledger): void {
  for (const name of shelfNames) settleShelf<LedgerRows[ShelfName]>(upper[name]);
  settleShelf(upper.pending);
}

const rootActors = (roots: readonly Root[]): Ledger["roots"] =>
  new Map(
    roots.map(({ actor, name, roles, key, publicKey }) => [
      actor,
      { actor, name, roles, keys: { [key]: { publicKey, index: -1 } } },
    ]),
  );

/** An actor as the log introduces it, or the policy, or both: then the log's words count and the keys of both. */
export const findActor = (ledger: Ledger, actor: string): LedgerActor | undefined =>
  withRoot(find(ledger.actors, actor), ledger.roots.get(actor));

export const withRoot = (row: LedgerActor | undefined, root: LedgerActor | undefined): LedgerActor | undefined =>
  row && root ? { ...row, keys: { ...root.keys, ...row.keys } } : (row ?? root);
