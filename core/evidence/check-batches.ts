import { hex } from "../bytes.ts";
import { idHash } from "../chain/questions.ts";
import type { Hash } from "../crypto.ts";
import { root } from "../log/tree.ts";
import { plotOfUri } from "../statement/uri.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainBatch, ChainView } from "./chain-view.ts";
import type { Checks } from "./ledger.ts";

/** Each batch's entries are all there and are what its holder committed to on closing; its sources and plots are those of the chain. */
export function checkBatches(
  bundle: Bundle,
  series: ReadonlyMap<string, readonly Uint8Array[]>,
  view: ChainView,
  sha256: Hash,
  checks: Checks,
): void {
  const ids = new Map(bundle.batches.map(({ batch }) => [idHash(sha256, batch), batch]));
  const bad = (facts: Record<string, string | number>) =>
    checks.add("batch-sources", "failed", "provenance-differs", facts);
  if (!ids.has(view.mint.batch) && view.mint.count > 0) bad({ batch: bundle.label.batch });
  for (const { batch, sources } of bundle.batches) {
    const onChain = view.batches[batch];
    if (!onChain) continue;
    checkProvenance(batch, series.get(`batch/${batch}`) ?? [], onChain, sha256, checks);
    const claimed = new Set(sources.map((source) => idHash(sha256, source)));
    const same =
      onChain.sources.length === claimed.size && onChain.sources.every(({ id }) => claimed.has(id) && ids.has(id));
    if (same) checks.add("batch-sources", "passed");
    else bad({ batch });
    checkPlots(bundle, batch, onChain, sha256, checks);
  }
}

function checkProvenance(
  batch: string,
  leaves: readonly Uint8Array[],
  onChain: ChainBatch,
  sha256: Hash,
  checks: Checks,
): void {
  const whole = onChain.entryCount === leaves.length;
  const same = whole && leaves.length > 0 && hex(root(sha256, leaves)) === onChain.provenanceRoot;
  const facts = { a: leaves.length, b: onChain.entryCount, series: `batch/${batch}`, batch };
  const code = whole ? "provenance-differs" : "entry-missing";
  checks.add("batch-provenance", same ? "passed" : "failed", same ? undefined : code, facts);
}

/** What the harvest entries say was picked is what the contract took from each plot's capacity. */
function checkPlots(bundle: Bundle, batch: string, onChain: ChainBatch, sha256: Hash, checks: Checks): void {
  const drawn = onChain.plots.filter(({ grams }) => grams > 0);
  const picked = new Map<string, number>();
  for (const { entry } of bundle.entries) {
    const { statement } = entry;
    if (
      statement.type !== "ObjectEvent" ||
      statement.bizStep !== "commissioning" ||
      !entry.series.some(({ id }) => id === `batch/${batch}`)
    )
      continue;
    const plot = idHash(sha256, plotOfUri(statement.readPoint.id) ?? "");
    picked.set(plot, (picked.get(plot) ?? 0) + statement.quantityList[0].quantity);
  }
  const same = drawn.length === picked.size && drawn.every(({ id, grams }) => picked.get(id) === grams);
  checks.add("batch-sources", same ? "passed" : "failed", same ? undefined : "provenance-differs", { batch });
}
