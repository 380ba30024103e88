import { idHash } from "#core/chain/questions.ts";
import type { Statement } from "#core/entry.ts";
import { plotSeries } from "#core/ledger/series-of.ts";
import { Refusal } from "#core/refusal.ts";
import { daysFromTo } from "#core/statement/clock.ts";
import type { RecallQuery } from "#core/statement/recall.ts";
import { batchOfUri } from "#core/statement/uri.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readSeries } from "../log/series.ts";

const MOST_ENTRIES = 20_000;
/** An input is looked for in what was picked within a year of its use. */
const MOST_DAYS = 366;

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
      return known(
        (await harvests(context, query.value)).flatMap((one) => (within(query, one.day) ? [one.batch] : [])),
      );
    case "input": {
      const found: string[] = [];
      for (const { statement } of await context.ledger.list("plots"))
        found.push(...(await pickedAfter(context, statement.plot, query)));
      return known(found);
    }
  }
}

const within = ({ from = "", to = "9999" }: RecallQuery, day: string): boolean => from <= day && day <= to;
const chinaDay = (seconds: number): string => new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 10);

type Picked = { readonly batch: string; readonly day: string };
const harvestOf = (statement: Statement): Picked | undefined =>
  statement.type === "ObjectEvent" && statement.bizStep === "commissioning"
    ? { batch: batchOfUri(statement.quantityList[0].epcClass)?.batch ?? "", day: statement.eventTime.slice(0, 10) }
    : undefined;

async function saidOf(context: Context, plot: string): Promise<readonly Statement[]> {
  const length = await context.ledger.length(plotSeries(plot));
  if (length > MOST_ENTRIES) throw new Refusal("too-many", { limit: MOST_ENTRIES, count: length });
  return (await readSeries(context.store, plotSeries(plot), length)).map(({ entry }) => entry.statement);
}

const harvests = async (context: Context, plot: string): Promise<readonly Picked[]> =>
  (await saidOf(context, plot)).flatMap((one) => harvestOf(one) ?? []);

/** What was picked on a plot after an input of this registration no., name or source was used there. */
async function pickedAfter(context: Context, plot: string, query: RecallQuery): Promise<readonly string[]> {
  const said = await saidOf(context, plot);
  const used = said.flatMap((one) => {
    if (one.type !== "ObjectEvent" || one.bizStep !== "liangji:applying") return [];
    const { registrationNo, product, source, stoppedOn } = one["liangji:application"];
    return [registrationNo, product, source].includes(query.value) && within(query, stoppedOn) ? [stoppedOn] : [];
  });
  return said.flatMap((one) => {
    const picked = harvestOf(one);
    const since = picked && used.some((day) => day <= picked.day && daysFromTo(day, picked.day) <= MOST_DAYS);
    return picked && since ? [picked.batch] : [];
  });
}
