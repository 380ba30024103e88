import { idHash } from "#core/chain/questions.ts";
import type { Statement } from "#core/entry.ts";
import { plotSeries } from "#core/ledger/series-of.ts";
import { pickedAfter, pickedWithin, within } from "#core/recall/touched.ts";
import { Refusal } from "#core/refusal.ts";
import type { RecallQuery } from "#core/statement/recall.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readSeries } from "../log/series.ts";

const MOST_ENTRIES = 20_000;

/** The batches, by hash, that a question finds: where the goods that it is about first appear. */
export async function findBatches(context: Context, query: RecallQuery): Promise<readonly string[]> {
  const { batches, links } = context.index.history;
  const hash = idHash(sha256, query.value);
  const known = (ids: readonly string[]) =>
    [...new Set(ids)].map((id) => idHash(sha256, id)).filter((one) => batches.has(one));
  switch (query.by) {
    case "batch":
      if (!batches.has(hash)) throw new Refusal("batch-unknown", { batch: query.value });
      return [hash];
    case "report": {
      const report = await context.ledger.find("reports", query.value);
      return known(report ? [report.statement.batch] : []);
    }
    case "product":
      return [...batches].flatMap(([id, { product, openedAt }]) =>
        product === hash && within(query, chinaDay(openedAt)) ? [id] : [],
      );
    case "plot":
      if (query.from === undefined && query.to === undefined) return links.targets(`plot/${hash}`);
      return known(pickedWithin(await saidOf(context, query.value), query));
    case "input":
    case "input-lot": {
      const found: string[] = [];
      for (const { statement } of await context.ledger.list("plots"))
        found.push(...pickedAfter(await saidOf(context, statement.plot), query));
      return known(found);
    }
  }
}

const chinaDay = (seconds: number): string => new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 10);

async function saidOf(context: Context, plot: string): Promise<readonly Statement[]> {
  const length = await context.ledger.length(plotSeries(plot));
  if (length > MOST_ENTRIES) throw new Refusal("too-many", { limit: MOST_ENTRIES, count: length });
  return (await readSeries(context.store, plotSeries(plot), length)).map(({ entry }) => entry.statement);
}
