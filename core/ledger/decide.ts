import { fromBase64url, hex } from "../bytes.ts";
import { isLowS } from "../crypto.ts";
import { behindOrigin, type Entry, occurredAt } from "../entry.ts";
import { Refusal } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import { apply } from "./apply.ts";
import { decideAuthor } from "./author.ts";
import type { DecisionFacts } from "./facts.ts";
import { type Ledger, ledgerOver } from "./ledger.ts";
import type { Prepared } from "./prepare.ts";
import { decideStatement } from "./rules.ts";
import { seriesOf, subjectOf } from "./series-of.ts";
import { find } from "./shelf.ts";

/** An entry that may be recorded at `index`, or one that stands there already (`repeated`). */
export type Decided = Prepared & { readonly index: number; readonly repeated: boolean };
export type Decision = { readonly decided: readonly Decided[]; readonly ledger: Ledger };

const MOST_AHEAD_SECONDS = 300;

/**
 * Decides about entries that belong together: all may be recorded, or none.
 *
 * @param ledger  what the log adds up to; not changed, the decision lies on top of it
 * @param size    the index that the first new entry gets
 * @param now     seconds since 1970
 * @throws Refusal for the first entry that may not be recorded
 */
export function decideEntries(
  ledger: Ledger,
  size: number,
  entries: readonly Prepared[],
  facts: DecisionFacts,
  now: number,
): Decision {
  const layer = ledgerOver(ledger);
  const decided: Decided[] = [];
  let next = size;
  for (const prepared of entries) {
    const one = decideEntry(layer, next, prepared, facts, now);
    decided.push(one);
    if (one.repeated) continue;
    apply(layer, one.entry, next, hex(one.leafHash), facts.sha256);
    layer.pending.own.set(one.unsigned, { index: next, leafHash: hex(one.leafHash) });
    next += 1;
  }
  return { decided, ledger: layer };
}

function decideEntry(ledger: Ledger, index: number, one: Prepared, facts: DecisionFacts, now: number): Decided {
  const { entry } = one;
  const before = find(ledger.pending, one.unsigned) ?? facts.recorded.get(one.unsigned);
  if (before?.leafHash === hex(one.leafHash)) return { ...one, index: before.index, repeated: true };

  const publicKey = decideAuthor(ledger, entry, facts);
  const signature = fromBase64url(entry.signature);
  if (!isLowS(signature)) throw new Refusal("signature-not-low-s");
  if (!isSigned(one, publicKey, signature, facts)) throw new Refusal("signature-wrong");
  if (before) throw new Refusal("entry-duplicate", { index: before.index });

  const time = occurredAt(entry.statement);
  if (utcSeconds(time) > now + MOST_AHEAD_SECONDS) throw new Refusal("time-in-future", { time });
  decideStatement(ledger, entry, facts);
  decideSeries(ledger, entry);
  return { ...one, index, repeated: false };
}

function isSigned(one: Prepared, publicKey: string, signature: Uint8Array, facts: DecisionFacts): boolean {
  const ahead = facts.checked?.get(one);
  if (ahead?.publicKey === publicKey) return ahead.holds;
  return facts.verifyP256(publicKey, behindOrigin(facts.origin, one.unsignedBytes), signature);
}

/** Each series the statement belongs to is named once, and the entry is the next in it. */
function decideSeries(ledger: Ledger, { statement, series }: Entry): void {
  const belongs = seriesOf(subjectOf(statement, series));
  for (const id of belongs)
    if (!series.some((link) => link.id === id)) throw new Refusal("series-missing", { series: id });
  if (series.length !== belongs.length)
    throw new Refusal("field-invalid", { path: "series", problem: `${belongs.length} expected` });
  for (const { id, sequence, previous } of series) {
    const last = find(ledger.series, id) ?? { sequence: 0, previous: "" };
    if (sequence !== last.sequence + 1 || previous !== last.previous)
      throw new Refusal("series-conflict", { series: id, sequence: last.sequence });
  }
}
