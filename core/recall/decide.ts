import type { DecisionFacts, FlowOnChain } from "../ledger/facts.ts";
import { findActor, type Ledger } from "../ledger/ledger.ts";
import { find } from "../ledger/shelf.ts";
import { Refusal } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import type {
  RecallClosed,
  RecallDestroyed,
  RecallDestructionAnnounced,
  RecallDestructionWitnessed,
  RecallOrdered,
  RecallRecord,
  RecallStockReported,
} from "../statement/recall.ts";
import { destroyedOf, heldIn, openIn, type RecallCase, shareKey, sharesOf, sumOf } from "./case.ts";

const MOST_REPORTS = 1024;
const MOST_DESTRUCTIONS = 256;

/** What each record of a recall asks for before the log takes it. */
export function decideRecall(ledger: Ledger, record: RecallRecord, actor: string, facts: DecisionFacts): void {
  const before = find(ledger.recalls, record.recall);
  if (record.type === "liangji:RecallOrdered") {
    if (before) throw new Refusal("recall-exists", { recall: record.recall });
    decideOrder(ledger, record, actor, facts);
    return;
  }
  if (!before) throw new Refusal("recall-unknown", { recall: record.recall });
  if (before.closed) throw new Refusal("recall-closed", { recall: record.recall });
  if (record.type === "liangji:RecallAcknowledged") holds(before, actor);
  else if (record.type === "liangji:RecallStockReported") decideReport(ledger, before, record, actor);
  else if (record.type === "liangji:RecallDestructionAnnounced") decideAnnouncement(before, record, actor);
  else if (record.type === "liangji:RecallDestroyed") decideDestruction(ledger, before, record, actor);
  else if (record.type === "liangji:RecallDestructionWitnessed") decideWitness(before, record, actor);
  else decideClosing(ledger, before, record, actor);
}

const isAuthority = (ledger: Ledger, actor: string): boolean =>
  findActor(ledger, actor)?.roles.some((role) => role === "operator" || role === "regulator") ?? false;

/** The scope is what the chain says flowed from the roots, all of it and nothing else, with the masses that the chain has now. */
function decideOrder(ledger: Ledger, order: RecallOrdered, actor: string, facts: DecisionFacts): void {
  if (utcSeconds(order.knownAt) > utcSeconds(order.occurredAt))
    throw new Refusal("field-invalid", { path: "knownAt", problem: "after the order itself" });
  const listed = new Map<string, { readonly batch: string; readonly flow: FlowOnChain }>();
  for (const { batch, holder, grams } of order.batches) {
    const flow = facts.flowOnChain(batch);
    if (!flow) throw new Refusal("batch-unknown", { batch });
    const hash = facts.hashOf(batch);
    if (listed.has(hash)) throw new Refusal("field-invalid", { path: "batches", problem: `${batch} twice` });
    if (flow.holder !== facts.hashOf(holder) || flow.restGrams !== grams)
      throw new Refusal("recall-scope-stale", { batch, holder: facts.nameOf(flow.holder), grams: flow.restGrams });
    if (!order.drill && !flow.recalled) throw new Refusal("recall-not-on-chain", { batch });
    listed.set(hash, { batch, flow });
  }
  const reached = new Set(order.roots.map((root) => facts.hashOf(root)));
  for (const hash of reached) {
    const one = listed.get(hash);
    if (!one) throw new Refusal("field-invalid", { path: "roots", problem: "a root is not among the batches" });
    for (const next of one.flow.into) {
      if (!listed.has(next)) throw new Refusal("recall-scope-open", { batch: one.batch });
      reached.add(next);
    }
  }
  for (const [hash, { batch }] of listed) if (!reached.has(hash)) throw new Refusal("recall-scope-foreign", { batch });
  if (!isAuthority(ledger, actor))
    for (const root of order.roots)
      if (listed.get(facts.hashOf(root))?.flow.holder !== facts.hashOf(actor))
        throw new Refusal("not-holder", { thing: root, actor });
}

function holds(one: RecallCase, actor: string): void {
  if (!sharesOf(one).some(({ holder }) => holder === actor))
    throw new Refusal("recall-not-yours", { actor, recall: one.order.recall });
}

function decideReport(ledger: Ledger, before: RecallCase, report: RecallStockReported, actor: string): void {
  const { holder, batch, delivered } = report;
  if (actor !== holder && !findActor(ledger, actor)?.roles.includes("regulator"))
    throw new Refusal("not-holder", { thing: holder, actor });
  const held = heldIn(before).get(shareKey(holder, batch));
  if (held === undefined) throw new Refusal("recall-not-yours", { actor: holder, recall: report.recall });
  const told = [report.stockGrams, report.soldGrams, report.returnedGrams, report.missingGrams]
    .concat(delivered.map(({ grams }) => grams))
    .reduce((sum, grams) => sum + grams, 0);
  if (told !== held) throw new Refusal("recall-report-sum", { held, told });
  if (report.missingGrams > 0 && report.note === undefined) throw new Refusal("recall-report-note");
  const names = new Set<string>([holder]);
  for (const { to } of delivered) {
    if (names.has(to)) throw new Refusal("field-invalid", { path: "delivered", problem: `${to} twice, or oneself` });
    if (!findActor(ledger, to)) throw new Refusal("actor-unknown", { actor: to });
    names.add(to);
  }
  refuseBelowDestroyed(before, report);
  bounded(Object.keys(before.reports).length, MOST_REPORTS);
}

/** Stock that was destroyed was there. */
function refuseBelowDestroyed(before: RecallCase, report: RecallStockReported): void {
  const gone = destroyedOf(before, report.holder, report.batch);
  for (const part of ["stockGrams", "returnedGrams"] as const) {
    const destroyed = gone.reduce((sum, one) => sum + one[part], 0);
    if (destroyed > report[part])
      throw new Refusal("recall-destroyed-exceeds", { left: report[part], requested: destroyed });
  }
}

/** One's own goods, and before it happens. */
function decideAnnouncement(before: RecallCase, record: RecallDestructionAnnounced, actor: string): void {
  const { destruction, batch } = record;
  if (!heldIn(before).has(shareKey(actor, batch)))
    throw new Refusal("recall-not-yours", { actor, recall: record.recall });
  refuseTaken(before, destruction, actor, batch);
  if (utcSeconds(record.plannedAt) <= utcSeconds(record.occurredAt))
    throw new Refusal("field-invalid", { path: "plannedAt", problem: "not after this announcement" });
  bounded(Object.keys({ ...before.announced, ...before.destructions }).length, MOST_DESTRUCTIONS);
}

/** A destruction happens once, by whoever announced it and of that batch, if anybody did. */
function refuseTaken(before: RecallCase, destruction: string, actor: string, batch: string): void {
  const announced = Object.hasOwn(before.announced, destruction) ? before.announced[destruction] : undefined;
  const isOther = announced !== undefined && (announced.actor !== actor || announced.batch !== batch);
  if (isOther || Object.hasOwn(before.destructions, destruction))
    throw new Refusal("field-invalid", { path: "destruction", problem: `${destruction} is taken` });
}

function decideDestruction(ledger: Ledger, before: RecallCase, record: RecallDestroyed, actor: string): void {
  const { batch, witness, stockGrams, returnedGrams } = record;
  refuseTaken(before, record.destruction, actor, batch);
  if (stockGrams + returnedGrams === 0)
    throw new Refusal("field-invalid", { path: "stockGrams", problem: "nothing is destroyed" });
  if (witness === actor) throw new Refusal("recall-witness", { witness });
  if (!findActor(ledger, witness)) throw new Refusal("actor-unknown", { actor: witness });
  const gone = destroyedOf(before, actor, batch);
  const report = before.reports[shareKey(actor, batch)];
  for (const part of ["stockGrams", "returnedGrams"] as const) {
    const left = (report?.[part] ?? 0) - gone.reduce((sum, one) => sum + one[part], 0);
    if (record[part] > left) throw new Refusal("recall-destroyed-exceeds", { left, requested: record[part] });
  }
  bounded(Object.keys(before.destructions).length, MOST_DESTRUCTIONS);
}

function decideWitness(before: RecallCase, { destruction, grams }: RecallDestructionWitnessed, actor: string): void {
  const one = before.destructions[destruction];
  if (one?.witness !== actor || one.witnessed !== undefined || one.stockGrams + one.returnedGrams !== grams)
    throw new Refusal("recall-destruction", { actor, destruction, grams });
}

const parts = ["producedGrams", "stockGrams", "returnedGrams", "destroyedGrams", "soldGrams", "missingGrams"] as const;

/** Closed by whoever ordered it or the regulator, once everyone signed, and with the sum that the records give. */
function decideClosing(ledger: Ledger, before: RecallCase, closing: RecallClosed, actor: string): void {
  if (actor !== before.actor && !findActor(ledger, actor)?.roles.includes("regulator"))
    throw new Refusal("not-holder", { thing: closing.recall, actor });
  const { holders, unexplainedGrams, unwitnessed } = openIn(before);
  if (holders.length + unwitnessed.length > 0 || unexplainedGrams !== 0)
    throw new Refusal("recall-open", {
      grams: unexplainedGrams,
      holders: holders.length,
      unwitnessed: unwitnessed.length,
    });
  const sum = sumOf(before);
  for (const part of parts)
    if (closing[part] !== sum[part]) throw new Refusal("recall-sum", { part, grams: sum[part], said: closing[part] });
}

function bounded(count: number, limit: number): void {
  if (count >= limit) throw new Refusal("too-many", { limit, count });
}
