import type * as z from "zod/mini";
import { Refusal } from "../refusal.ts";
import type { CommitmentCertificate, commitmentMoved, discrepancyReport } from "../statement/commitment.ts";
import type { receiving } from "../statement/receiving.ts";
import { batchOfUri } from "../statement/uri.ts";
import type { BatchOnChain, DecisionFacts } from "./facts.ts";
import { refuseFlagged } from "./flags.ts";
import { findActor, type Ledger, type Line } from "./ledger.ts";
import { refuseWithdrawn } from "./report.ts";
import { find } from "./shelf.ts";

type Moved = z.infer<typeof commitmentMoved>;
type Discrepancy = z.infer<typeof discrepancyReport>;
type Receipt = z.infer<typeof receiving>;

/** ISSUED → (ATTACHED | SHARED) → CONSUMED, or out of the way: VOIDED, SUPERSEDED, DISPUTED. A draft is not in the log. */
export const commitmentStates = [
  "issued",
  "attached",
  "shared",
  "consumed",
  "voided",
  "superseded",
  "disputed",
] as const;
export type CommitmentState = (typeof commitmentStates)[number];

/** A certificate and what became of it; `usedGrams` is what was bought in under it, by the receipts up to line `usedUntil`. */
export type Commitment = Line<CommitmentCertificate> & {
  readonly usedGrams: number;
  readonly usedUntil: number;
  readonly state: CommitmentState;
  /** Why it is out of the way, and the line that says so. */
  readonly because?: { readonly reason: string; readonly index: number };
};
/** Of one batch: grams promised by certificate in force, and certificates collected with what went into it; `other`: a proof that is not in the log. */
export type Promises = {
  readonly issued: Readonly<Record<string, number>>;
  readonly collected: readonly string[];
  readonly other: boolean;
};
const none: Promises = { issued: {}, collected: [], other: false };

const MOST_PER_BATCH = 64;
const inForce = ({ state }: Commitment): boolean => ["issued", "attached", "shared"].includes(state);

/**
 * A promise is its holder's own, about goods that are there, that nobody has promised before, and that no flag stands on; whoever mixed or
 * split what they bought names every certificate that they collected (R-CDC-OWNKEY, -FIELDS, -REISSUE).
 */
export function decideCommitment(ledger: Ledger, c: CommitmentCertificate, actor: string, facts: DecisionFacts): void {
  const before = find(ledger.commitments, c.certificate);
  if (before) throw new Refusal("commitment-used", { certificate: c.certificate });
  const on = ownBatch(c, actor, facts);
  const name = findActor(ledger, actor)?.name.zh;
  if (c.issuerName !== name) throw wrong("issuerName", `${name ?? actor} expected`);
  decideRole(ledger, c, actor);
  refuseFlagged(c.batch, find(ledger.flags, c.batch));
  for (const parent of c.parents) {
    const batch = find(ledger.commitments, parent)?.statement.batch;
    if (batch !== undefined) refuseFlagged(batch, find(ledger.flags, batch));
  }
  const { issued } = find(ledger.promises, c.batch) ?? none;
  const corrected = c.supersedes === undefined ? 0 : corrects(ledger, c, actor);
  const left = on.grams - Object.values(issued).reduce((sum, grams) => sum + grams, 0) + corrected;
  if (c.grams > left) throw new Refusal("commitment-quantity", { batch: c.batch, requested: c.grams, left });
  if (Object.keys(issued).length >= MOST_PER_BATCH)
    throw new Refusal("too-many", { limit: MOST_PER_BATCH, count: MOST_PER_BATCH + 1 });
}

function ownBatch({ batch, product }: CommitmentCertificate, actor: string, facts: DecisionFacts): BatchOnChain {
  const on = facts.batchOnChain(batch);
  if (!on) throw new Refusal("batch-unknown", { batch });
  if (on.holder !== facts.hashOf(actor)) throw new Refusal("not-holder", { thing: batch, actor });
  if (on.product !== facts.hashOf(product)) throw wrong("product", `batch ${batch} is of another product`);
  return on;
}

function decideRole(ledger: Ledger, c: CommitmentCertificate, actor: string): void {
  const grows = findActor(ledger, actor)?.roles.includes("grower") ?? false;
  if (c.role === "producer") {
    if (!grows) throw new Refusal("role-missing", { actor, role: "grower" });
    if (c.issuerKind === "buyer") throw wrong("issuerKind", "a producer's kind expected");
    if (c.origin === undefined || c.plots.length === 0) throw wrong("origin", "where it grew expected");
    if (c.parents.length > 0) throw wrong("parents", "none expected of a producer");
    return;
  }
  if (c.issuerKind === "farmer") throw wrong("issuerKind", "a buyer's kind expected");
  if (c.origin !== undefined || c.plots.length > 0) throw wrong("origin", "not on the buyer's form");
  const { collected, other } = find(ledger.promises, c.batch) ?? none;
  if (collected.length === 0 && !other) throw new Refusal("commitment-uncollected", { batch: c.batch });
  if ([...c.parents].sort().join() !== [...collected].sort().join())
    throw wrong("parents", `${collected.join(" ") || "none"} expected`);
}

/** A correction takes the place of the same author's certificate for the same batch, as long as nothing was bought under it. */
function corrects(ledger: Ledger, { supersedes = "", batch }: CommitmentCertificate, actor: string): number {
  const old = find(ledger.commitments, supersedes);
  if (!old) throw new Refusal("commitment-unknown", { certificate: supersedes });
  if (old.actor !== actor || old.statement.batch !== batch)
    throw new Refusal("not-holder", { thing: supersedes, actor });
  if (old.usedGrams > 0 || ["voided", "superseded"].includes(old.state))
    throw new Refusal("commitment-not-in-force", { certificate: supersedes, state: old.state });
  return find(ledger.promises, batch)?.issued[supersedes] ?? 0;
}

/** No certificate, no purchase (R-CDC-BUY): what the catalogue names is bought in with a certificate in force that fits, or another proof. */
export function decideProof(ledger: Ledger, receipt: Receipt): void {
  const [{ epcClass, quantity }] = receipt.quantityList;
  const { product = "", batch = "" } = batchOfUri(epcClass) ?? {};
  const proof = receipt["liangji:incoming"];
  const due = find(ledger.products, product)?.statement.commitmentDue;
  if (!proof) {
    if (due) throw new Refusal("no-certificate", { batch });
    return;
  }
  refuseFlagged(batch, find(ledger.flags, batch));
  if (proof.kind === "test-report") {
    const report = find(ledger.reports, proof.report);
    if (report?.statement.batch !== batch) throw wrong("liangji:incoming.report", `a report about ${batch} expected`);
    refuseWithdrawn(report);
  }
  if (proof.kind !== "commitment") return;
  const { certificate } = proof;
  const found = find(ledger.commitments, certificate);
  if (!found) throw new Refusal("commitment-unknown", { certificate });
  if (!inForce(found)) throw new Refusal("commitment-not-in-force", { certificate, state: found.state });
  const left = found.statement.grams - found.usedGrams;
  if (found.statement.batch !== batch || quantity > left)
    throw new Refusal("commitment-mismatch", { certificate, batch: found.statement.batch, left, requested: quantity });
}

/** Whoever signed it says what became of it; an authority may take it back, with a reason that stays readable. */
export function decideMoved(ledger: Ledger, { certificate, to, reason }: Moved, actor: string): void {
  const found = find(ledger.commitments, certificate);
  if (!found) throw new Refusal("commitment-unknown", { certificate });
  const roles = findActor(ledger, actor)?.roles ?? [];
  const authority = to === "voided" && (roles.includes("operator") || roles.includes("regulator"));
  if (found.actor !== actor && !authority) throw new Refusal("not-holder", { thing: certificate, actor });
  if (to === "voided" ? reason === undefined : reason !== undefined)
    throw wrong("reason", "one expected to void, and only then");
  const open = inForce(found) || (to === "voided" && ["consumed", "disputed"].includes(found.state));
  if (!open) throw new Refusal("commitment-not-in-force", { certificate, state: found.state });
}

export function decideDiscrepancy(
  ledger: Ledger,
  { batch, certificate, kind }: Discrepancy,
  facts: DecisionFacts,
): void {
  if (!facts.batchOnChain(batch)) throw new Refusal("batch-unknown", { batch });
  if (certificate === undefined ? kind !== "missing" : kind === "missing")
    throw wrong("certificate", "named unless it is missing");
  if (certificate !== undefined && find(ledger.commitments, certificate)?.statement.batch !== batch)
    throw new Refusal("commitment-unknown", { certificate });
}

const wrong = (path: string, problem: string): Refusal =>
  new Refusal("field-invalid", { path: `statement.${path}`, problem });

// What the entries add up to.

export function applyCommitment(ledger: Ledger, statement: CommitmentCertificate, actor: string, index: number): void {
  const { certificate, batch, grams, supersedes } = statement;
  if (supersedes !== undefined) retire(ledger, supersedes, "superseded", { reason: certificate, index });
  ledger.commitments.own.set(certificate, { statement, actor, index, usedGrams: 0, usedUntil: -1, state: "issued" });
  const row = find(ledger.promises, batch) ?? none;
  ledger.promises.own.set(batch, { ...row, issued: { ...row.issued, [certificate]: grams } });
}

export function applyMoved(ledger: Ledger, { certificate, to, reason = "" }: Moved, index: number): void {
  const found = find(ledger.commitments, certificate);
  if (!found) return;
  if (to === "voided") retire(ledger, certificate, "voided", { reason, index });
  else ledger.commitments.own.set(certificate, { ...found, state: to });
}

export function applyDiscrepancy(ledger: Ledger, { certificate, found: reason }: Discrepancy, index: number): void {
  const row = certificate === undefined ? undefined : find(ledger.commitments, certificate);
  if (row && inForce(row))
    ledger.commitments.own.set(row.statement.certificate, { ...row, state: "disputed", because: { reason, index } });
}

/** What is bought in under a certificate is used up, by each receipt once; the proof stays with the batch that the goods go into. */
export function applyProof(ledger: Ledger, receipt: Receipt, into: string, index: number): void {
  const proof = receipt["liangji:incoming"];
  if (!proof) return;
  const row = find(ledger.promises, into) ?? none;
  const certificate = proof.kind === "commitment" ? proof.certificate : undefined;
  const found = certificate === undefined ? undefined : find(ledger.commitments, certificate);
  ledger.promises.own.set(into, {
    ...row,
    ...(certificate === undefined
      ? { other: true }
      : { collected: [...new Set([...row.collected, certificate])].slice(0, MOST_PER_BATCH) }),
  });
  if (!found) return;
  const usedGrams = found.usedGrams + (index > found.usedUntil ? receipt.quantityList[0].quantity : 0);
  const usedUntil = Math.max(index, found.usedUntil);
  const state = usedGrams >= found.statement.grams ? "consumed" : found.state;
  ledger.commitments.own.set(found.statement.certificate, { ...found, usedGrams, usedUntil, state });
}

function retire(
  ledger: Ledger,
  certificate: string,
  state: CommitmentState,
  because: Commitment["because"] & object,
): void {
  const found = find(ledger.commitments, certificate);
  if (!found) return;
  ledger.commitments.own.set(certificate, { ...found, state, because });
  const { batch } = found.statement;
  const row = find(ledger.promises, batch) ?? none;
  const { [certificate]: _, ...issued } = row.issued;
  ledger.promises.own.set(batch, { ...row, issued });
}
