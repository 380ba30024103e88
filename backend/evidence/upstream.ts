import type { Bundle } from "#core/evidence/bundle.ts";
import type { Context } from "../context.ts";

type BatchInBundle = Bundle["batches"][number];

/** The label's batch and everything it flowed from, by the chain's draws, nearest first. */
export function upstreamBatches({ index, names }: Context, batch: string): readonly BatchInBundle[] {
  const found: BatchInBundle[] = [];
  const seen = new Set<string>();
  for (let next = [batch]; next.length > 0; ) {
    const hashes = next.filter((hash) => !seen.has(hash));
    for (const hash of hashes) seen.add(hash);
    const sources = hashes.map((hash) => index.history.batches.get(hash)?.sources ?? []);
    hashes.forEach((hash, at) => {
      found.push({ batch: names.of(hash), sources: (sources[at] ?? []).map((source) => names.of(source)) });
    });
    next = sources.flat();
  }
  return found;
}
