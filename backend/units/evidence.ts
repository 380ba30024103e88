import { base64 } from "#core/bytes.ts";
import { unitSeries } from "#core/ledger/series-of.ts";
import { Refusal } from "#core/refusal.ts";
import type { UnitEvidence } from "#core/unit/form.ts";
import type { LogisticUnit } from "#core/unit/unit.ts";
import type { Context } from "../context.ts";
import { withAdmissions } from "../evidence/lines.ts";
import { inclusionProof } from "../log/nodes.ts";
import { readLines, rfc3339 } from "../log/record.ts";
import { seriesIndexes } from "../log/series.ts";

/** All that was said under a code, what put it where it stands, and who introduced the packer, each with its place in one head. */
export async function evidenceOf(context: Context, { code, parentIndex }: LogisticUnit): Promise<UnitEvidence> {
  const { store, ledger, publisher, sequencer, key } = context;
  const series = unitSeries(code);
  const own = await seriesIndexes(store, series, await ledger.length(series));
  const named = await readLines(store, [...own, ...(parentIndex < 0 ? [] : [parentIndex])]);
  const lines = await withAdmissions(context, named);
  const { newest } = publisher;
  const { size, checkpoint } = lines.every(({ index }) => index < newest.size) ? newest : sequencer.head;
  if (lines.some(({ index }) => index >= size)) throw new Refusal("unit-unknown", { unit: code });
  return {
    format: "liangji-unit/v1",
    log: { origin: key.origin, checkpoint },
    entries: await Promise.all(
      lines.map(async ({ index, recordedAt, entry }) => ({
        index,
        recordedAt: rfc3339(recordedAt),
        entry: entry as UnitEvidence["entries"][number]["entry"],
        proof: (await inclusionProof(store, index, size)).map(base64),
      })),
    ),
  };
}
