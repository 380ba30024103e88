import { base64url, fromBase64url, hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import type { Entry } from "../entry.ts";
import type { Role } from "../statement/fields.ts";
import type {
  ActorAdmitted,
  CertificateDocument,
  ClaimMade,
  PlotSurveyed,
  ProductDefined,
  TestReport,
} from "../statement/record.ts";
import { plotOfUri } from "../statement/uri.ts";
import { type Opening, opensOn } from "./interval.ts";
import { emptyShelf, find, type Shelf, settleShelf, shelfOver } from "./shelf.ts";

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
type Line<T> = { readonly statement: T; readonly actor: string; readonly index: number };

/** What the log's entries add up to, as far as deciding about the next one and showing them needs. */
export type Ledger = {
  readonly actors: Shelf<LedgerActor>;
  readonly products: Shelf<Line<ProductDefined>>;
  readonly plots: Shelf<Line<PlotSurveyed>>;
  readonly reports: Shelf<Line<TestReport>>;
  readonly certificates: Shelf<Line<CertificateDocument>>;
  /** By product. */
  readonly claims: Shelf<readonly Line<ClaimMade>[]>;
  /** SHA-256 of the canonical record, as contracts hold it, → index. */
  readonly documents: Shelf<number>;
  readonly series: Shelf<{ readonly sequence: number; readonly previous: string }>;
  /** By plot: when it may be picked again after each application. */
  readonly openings: Shelf<readonly Opening[]>;
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

export function ledgerOf(roots: readonly Root[]): Ledger {
  const actors = emptyShelf<LedgerActor>();
  for (const { actor, name, roles, key, publicKey } of roots)
    actors.own.set(actor, { actor, name, roles, keys: { [key]: { publicKey, index: -1 } } });
  return {
    actors,
    products: emptyShelf(),
    plots: emptyShelf(),
    reports: emptyShelf(),
    certificates: emptyShelf(),
    claims: emptyShelf(),
    documents: emptyShelf(),
    series: emptyShelf(),
    openings: emptyShelf(),
    pending: emptyShelf(),
  };
}

export function ledgerOver(below: Ledger): Ledger {
  return {
    actors: shelfOver(below.actors),
    products: shelfOver(below.products),
    plots: shelfOver(below.plots),
    reports: shelfOver(below.reports),
    certificates: shelfOver(below.certificates),
    claims: shelfOver(below.claims),
    documents: shelfOver(below.documents),
    series: shelfOver(below.series),
    openings: shelfOver(below.openings),
    pending: shelfOver(below.pending),
  };
}

/** Puts an upper layer into the one below it. */
export function settle(upper: Ledger): void {
  for (const shelf of Object.values(upper)) settleShelf(shelf as Shelf<unknown>);
}

/** Adds one accepted entry. Used for deciding, and again at start-up for reading the log back. */
export function apply(ledger: Ledger, entry: Entry, index: number, leafHash: string, sha256: Hash): void {
  for (const { id, sequence } of entry.series) ledger.series.own.set(id, { sequence, previous: leafHash });
  const { statement, actor } = entry;
  switch (statement.type) {
    case "liangji:ActorAdmitted":
      admit(ledger, statement, index, sha256);
      return;
    case "liangji:ProductDefined":
      return void ledger.products.own.set(statement.product, { statement, actor, index });
    case "liangji:PlotSurveyed":
      ledger.documents.own.set(hex(sha256(canonical(statement))), index);
      return void ledger.plots.own.set(statement.plot, { statement, actor, index });
    case "liangji:TestReport":
      return void ledger.reports.own.set(statement.report, { statement, actor, index });
    case "liangji:CertificateDocument":
      ledger.documents.own.set(hex(sha256(canonical(statement))), index);
      return void ledger.certificates.own.set(statement.certificate, { statement, actor, index });
    case "liangji:ClaimMade": {
      const others = find(ledger.claims, statement.product) ?? [];
      return void ledger.claims.own.set(statement.product, [...others, { statement, actor, index }]);
    }
    case "ObjectEvent": {
      if (statement.bizStep !== "liangji:applying") return;
      const plot = plotOfUri(statement.readPoint.id) ?? "";
      ledger.openings.own.set(plot, [...(find(ledger.openings, plot) ?? []), opensOn(statement)]);
    }
  }
}

function admit(
  ledger: Ledger,
  { subject, name, roles, publicKey, place, phone }: ActorAdmitted,
  index: number,
  sha256: Hash,
): void {
  const before = find(ledger.actors, subject);
  const keys = { ...before?.keys, [keyOf(sha256, publicKey)]: { publicKey, index } };
  ledger.actors.own.set(subject, {
    actor: subject,
    name,
    roles,
    keys,
    ...(place && { place }),
    ...(phone && { phone }),
  });
}

/** An entry's `key` for a public key: base64url of its SHA-256. */
const keyOf = (sha256: Hash, publicKey: string): string => base64url(sha256(fromBase64url(publicKey)));
