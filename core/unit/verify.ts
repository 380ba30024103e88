import { hex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import type { Policy } from "../evidence/policy.ts";
import { type Signer, signersOf } from "../evidence/signers.ts";
import { verifyLine } from "../evidence/verify-line.ts";
import { unitSeries } from "../ledger/series-of.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import { verifyNote } from "../log/note.ts";
import { Refusal } from "../refusal.ts";
import type { AggregationEvent } from "../statement/aggregating.ts";
import { withChildren, withoutChildren } from "./change.ts";
import { childrenOf, unitOf } from "./children.ts";
import type { UnitEvidence } from "./form.ts";
import { childCount, emptyUnit, type LogisticUnit } from "./unit.ts";
import { codeOfUnitUri } from "./url.ts";

type Said = { readonly statement: AggregationEvent; readonly index: number; readonly leaf: string };
/** One packing or unpacking, as its packer signed it; `time` is the packer's word, `index` the line of the log. */
export type Change = {
  readonly action: AggregationEvent["action"];
  readonly time: string;
  readonly index: number;
  /** Labels or boxes that went in or out. */
  readonly count: number;
};
export type CheckedUnit = {
  /** Worked out anew from what its packer signed; `parent` "" unless the evidence shows it on a pallet. */
  readonly unit: LogisticUnit;
  /** When it was put on that pallet, as its packer says; "" for never. */
  readonly parentAt: string;
  readonly packer: Signer;
  /** All that was packed and taken out under its code, in order. */
  readonly changes: readonly Change[];
  /** Size of the signed head that all of it is in. */
  readonly size: number;
  readonly entries: number;
};

/**
 * Checks the record of a box or pallet: the log's signature under its head, each entry's place in it, each packer's signature, and that the
 * series from the first packing on has no gap; then works out what is in it. Warning: a later entry can be withheld, never a middle one.
 *
 * @throws Refusal that names the first thing that does not hold
 */
export async function verifyUnit(
  evidence: UnitEvidence,
  code: string,
  policy: Policy,
  crypto: Crypto,
): Promise<CheckedUnit> {
  const head = parseCheckpoint(await verifyNote(crypto, evidence.log.checkpoint, [policy.log.vkey]));
  if (head.origin !== policy.log.origin) throw new Refusal("unit-evidence-malformed");
  const signers = signersOf({ entries: evidence.entries as never }, policy, crypto.sha256);
  const lines = await Promise.all(
    evidence.entries.map((one) => verifyLine(one, policy.log.origin, signers, head, crypto)),
  );
  const said = evidence.entries.flatMap(({ entry, index }, at): (Said & { entry: typeof entry })[] =>
    entry.statement.type === "AggregationEvent"
      ? [{ statement: entry.statement, index, leaf: hex(lines[at]?.leaf ?? new Uint8Array()), entry }]
      : [],
  );
  const { domain } = policy.brand;
  const own = said.filter(({ statement }) => unitOf(statement, domain) === code).sort((a, b) => a.index - b.index);
  const [first] = own;
  const packer = signers.find(({ actor, key }) => actor === first?.entry.actor && key === first.entry.key);
  if (!first || !packer?.roles.includes("packer")) throw new Refusal("unit-unknown", { unit: code });
  const changes: Change[] = [];
  let unit = emptyUnit(code, (first.statement.childEPCs?.length ?? 0) > 0 ? "pallet" : "box", packer.actor);
  own.forEach(({ entry, statement, index }, at) => {
    const link = entry.series.find(({ id }) => id === unitSeries(code));
    if (entry.actor !== packer.actor || link?.sequence !== at + 1 || link.previous !== (own[at - 1]?.leaf ?? ""))
      throw new Refusal("series-conflict", { series: unitSeries(code), sequence: at });
    const children = childrenOf(statement, domain) ?? unit;
    const { action, eventTime: time } = statement;
    changes.push({ action, time, index, count: childCount(children) });
    const after = action === "ADD" ? withChildren(unit, children) : withoutChildren(unit, children);
    unit = { ...after, changedAt: time, index };
  });
  const on = said.find(
    ({ statement, entry }) =>
      entry.actor === packer.actor &&
      statement.action === "ADD" &&
      (statement.childEPCs ?? []).some((uri) => codeOfUnitUri(uri, domain) === code),
  );
  return {
    unit: on ? { ...unit, parent: unitOf(on.statement, domain), parentIndex: on.index } : unit,
    parentAt: on?.statement.eventTime ?? "",
    packer,
    changes,
    size: head.size,
    entries: evidence.entries.length,
  };
}
