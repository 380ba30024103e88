import { hex } from "#core/bytes.ts";
import { type Entry, leafOf, type SeriesLink } from "#core/entry.ts";
import { leafHash } from "#core/log/tree.ts";
import { Refusal } from "#core/refusal.ts";
import { read, Unreachable } from "../api.ts";
import { sha256 } from "../sha256.ts";
import { storage } from "../storage.ts";

export type Series = {
  readonly id: string;
  readonly sequence: number;
  readonly previous: string;
  readonly entries: readonly number[];
};
type Head = { readonly sequence: number; readonly previous: string };

export const entryHash = (entry: Entry): Uint8Array => leafHash(sha256, leafOf(entry));
export const readSeries = async (id: string): Promise<Series> =>
  (await read<Series>(`/series?id=${encodeURIComponent(id)}`)).body;

/** Asks for the ends of series while there is signal, so that entries can be linked to them without. */
export async function rememberSeries(ids: readonly string[]): Promise<void> {
  for (const id of ids) await readSeries(id).catch(() => undefined);
}

/** Links new entries to the end of their series: behind what waits on this device, behind what the log has. */
export async function openLinks(): Promise<{
  linksFor(series: readonly string[]): Promise<SeriesLink[]>;
  add(entry: Entry): void;
}> {
  const heads = new Map<string, Head>();
  const add = (entry: Entry): void => {
    for (const { id, sequence } of entry.series)
      if (sequence > (heads.get(id)?.sequence ?? 0)) heads.set(id, { sequence, previous: hex(entryHash(entry)) });
  };
  // What was sent is behind what waits, and may be newer than the last answer kept from the log.
  const own = (await (await storage()).getAll("outbox")).filter(({ state }) => state !== "returned");
  for (const { steps } of own.sort((a, b) => a.createdAt - b.createdAt))
    for (const step of steps) if (step.kind === "entry") add(step.entry);
  const headOf = async (id: string): Promise<Head> => {
    const logged = await readSeries(id).catch((error: unknown) => {
      // Never asked before and no signal: most likely a new batch. If not, the log says so and it is signed again.
      if (error instanceof Unreachable) return { sequence: 0, previous: "" };
      throw error;
    });
    const own = heads.get(id);
    return own && own.sequence > logged.sequence ? own : logged;
  };
  return {
    add,
    linksFor: (series) =>
      Promise.all(
        series.map(async (id) => {
          const { sequence, previous } = await headOf(id);
          return { id, sequence: sequence + 1, previous };
        }),
      ),
  };
}

export type Recorded = {
  readonly index: number;
  readonly leafHash: string;
  readonly recordedAt: string;
  readonly entry: Entry;
};
/** An entry never changes, so one that was read once is not asked for again. */
export async function readEntry(index: number): Promise<Recorded> {
  const path = `/entries/${index}`;
  const kept = await (await storage()).get("answers", path);
  return kept ? (kept.body as Recorded) : (await read<Recorded>(path)).body;
}

/** The entries of a series, in order, each checked to follow the one before: what closing a batch commits to. */
export async function readHistory(id: string): Promise<readonly Entry[]> {
  const { entries } = await readSeries(id);
  const history: Entry[] = [];
  let previous = "";
  for (const index of entries) {
    const { entry } = await readEntry(index);
    const link = entry.series.find((one) => one.id === id);
    if (link?.sequence !== history.length + 1 || link.previous !== previous)
      throw new Refusal("series-conflict", { series: id, sequence: history.length + 1 });
    history.push(entry);
    previous = hex(entryHash(entry));
  }
  return history;
}
