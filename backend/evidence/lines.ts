import { batchSeries, plotSeries } from "#core/ledger/series-of.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { type LogLine, readLines } from "../log/record.ts";
import { seriesIndexes } from "../log/series.ts";

const MOST_LINES = 256;

/**
 * Every line that the history of these batches needs: their series whole, the plots' series up to the last harvest used or
 * to what showed it to be too early, and of every other series that one of these lines stands in, all lines before it. So no
 * series in the file has a gap. And who answered for leaf that was picked too early, and which reports were withdrawn.
 */
export async function linesOfBatches(context: Context, batches: readonly string[]): Promise<readonly LogLine[]> {
  const { store, ledger } = context;
  const series = batches.map(batchSeries);
  const lengths = await ledger.lengths(series);
  const wanted = new Map(series.map((id, at) => [id, lengths[at] ?? 0]));
  const flags = (await ledger.flags(batches)).flatMap((one) => Object.values(one));
  for (const { plot, sequence } of flags)
    wanted.set(plotSeries(plot), Math.max(wanted.get(plotSeries(plot)) ?? 0, sequence));
  const taken = new Map<string, number>();
  const resolutions = [...new Set(flags.flatMap(({ resolved }) => (resolved ? [resolved.index] : [])))];
  const lines = new Map((await readLines(store, resolutions)).map((line) => [line.index, line]));
  for (
    let open = [...wanted];
    open.length > 0;
    open = [...wanted].filter(([id, upTo]) => (taken.get(id) ?? 0) < upTo)
  ) {
    for (const [id, upTo] of open) {
      const fresh = (await seriesIndexes(store, id, upTo)).filter((index) => !lines.has(index));
      if (lines.size + fresh.length > MOST_LINES)
        throw new Refusal("too-many", { limit: MOST_LINES, count: lines.size + fresh.length });
      for (const line of await readLines(store, fresh)) {
        lines.set(line.index, line);
        for (const link of line.entry.series) wanted.set(link.id, Math.max(wanted.get(link.id) ?? 0, link.sequence));
      }
      taken.set(id, upTo);
    }
  }
  return [...lines.values(), ...(await withdrawalsOf(context, [...lines.values()]))];
}

async function withdrawalsOf({ store, ledger }: Context, lines: readonly LogLine[]): Promise<readonly LogLine[]> {
  const reports = await Promise.all(
    lines.flatMap(({ entry: { statement } }) =>
      statement.type === "liangji:TestReport" ? [ledger.find("reports", statement.report)] : [],
    ),
  );
  return readLines(
    store,
    reports.flatMap((one) => (one?.withdrawn ? [one.withdrawn.index] : [])),
  );
}

/** Adds the admissions of everyone who signed, and of those who signed these, until nobody is unintroduced. */
export async function withAdmissions(
  { store, ledger }: Context,
  lines: readonly LogLine[],
): Promise<readonly LogLine[]> {
  const all = new Map(lines.map((line) => [line.index, line]));
  for (let fresh = lines; fresh.length > 0; ) {
    const authors = [...new Set(fresh.map(({ entry }) => entry.actor))];
    const actors = new Map(
      await Promise.all(authors.map(async (author) => [author, await ledger.actor(author)] as const)),
    );
    const missing = new Set(
      fresh
        .map(({ entry }) => actors.get(entry.actor)?.keys[entry.key]?.index ?? -1)
        .filter((index) => index >= 0 && !all.has(index)),
    );
    fresh = await readLines(store, [...missing]);
    for (const line of fresh) all.set(line.index, line);
  }
  return [...all.values()].sort((a, b) => a.index - b.index);
}
