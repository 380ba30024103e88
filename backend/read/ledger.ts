import type { Flags } from "#core/ledger/flags.ts";
import { openingsIn } from "#core/ledger/interval.ts";
import {
  type LedgerActor,
  type LedgerRows,
  ledgerOf,
  type Root,
  type ShelfName,
  withRoot,
} from "#core/ledger/ledger.ts";
import type { LogisticUnit } from "#core/unit/unit.ts";
import { decodeJson } from "../store/json.ts";
import { keys, under } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";

type Listed =
  | "products"
  | "plots"
  | "reports"
  | "certificates"
  | "recalls"
  | "sales"
  | "requests"
  | "recognitions"
  | "attestations"
  | "commitments";
type Opening = ReturnType<typeof openingsIn>[number];

/** What the log adds up to, as it is on disk. */
export type LedgerReader = {
  find<S extends ShelfName>(shelf: S, key: string): Promise<LedgerRows[S] | undefined>;
  /** Everything on a shelf, in the order in which it was said. */
  list<S extends Listed>(shelf: S): Promise<readonly LedgerRows[S][]>;
  /** Introduced by the log, by the policy, or by both. */
  actor(actor: string): Promise<LedgerActor | undefined>;
  /** Roots first, then everybody in the order in which they were first admitted. */
  actors(): Promise<readonly LedgerActor[]>;
  /** How many entries a series has. */
  length(series: string): Promise<number>;
  lengths(series: readonly string[]): Promise<readonly number[]>;
  /** Boxes and pallets by code. */
  units(codes: readonly string[]): Promise<readonly (LogisticUnit | undefined)[]>;
  /** In which boxes labels of a batch were ever put: indexes of the entries. */
  packings(batch: string): Promise<readonly number[]>;
  /** Indexes of all claims about a product. */
  claims(product: string): Promise<readonly number[]>;
  /** Indexes of all scenes of a plot. */
  scenes(plot: string): Promise<readonly number[]>;
  /** Of each of these batches, leaf in it that was picked inside an interval. */
  flags(batches: readonly string[]): Promise<readonly Flags[]>;
  /** Of each of these batches, commitment certificates collected with what went into it. */
  collected(batches: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** By plot: when it may be picked again after each application. */
  openings(): Promise<ReadonlyMap<string, readonly Opening[]>>;
};

export function readLedger(reading: Reading, roots: readonly Root[]): LedgerReader {
  const known = ledgerOf(roots).roots;
  const all = async <T>(prefix: string): Promise<readonly (readonly [string, T])[]> => {
    const rows: (readonly [string, T])[] = [];
    for await (const [key, value] of reading.scan(under(prefix))) rows.push([key, decodeJson<T>(value)]);
    return rows;
  };
  const findAll = async <S extends ShelfName>(shelf: S, wanted: readonly string[]) =>
    (await reading.readMany(wanted.map((key) => keys.ledger(shelf, key)))).map(
      (value) => value && decodeJson<LedgerRows[S]>(value),
    );
  const lengths = async (series: readonly string[]) =>
    (await findAll("series", series)).map((row) => row?.sequence ?? 0);
  return {
    find: async (shelf, key) => (await findAll(shelf, [key]))[0],
    list: async (shelf) =>
      (await all<LedgerRows[typeof shelf]>(`l/${shelf}`)).map(([, row]) => row).sort((a, b) => a.index - b.index),
    actor: async (actor) => withRoot((await findAll("actors", [actor]))[0], known.get(actor)),
    actors: async () => {
      const rows = new Map((await all<LedgerActor>("l/actors")).map(([, row]) => [row.actor, row]));
      return [...known.keys(), ...[...rows.keys()].filter((actor) => !known.has(actor))]
        .flatMap((actor) => withRoot(rows.get(actor), known.get(actor)) ?? [])
        .toSorted((a, b) => firstIndex(a) - firstIndex(b));
    },
    length: async (series) => (await lengths([series]))[0] ?? 0,
    lengths,
    flags: async (batches) => (await findAll("flags", batches)).map((row) => row ?? {}),
    collected: async (batches) => (await findAll("promises", batches)).map((row) => row?.collected ?? []),
    units: (codes) => findAll("units", codes),
    packings: async (batch) => (await all<number>(`b/${batch}`)).map(([, index]) => index),
    claims: async (product) => (await all<number>(`p/${product}`)).map(([, index]) => index),
    scenes: async (plot) => (await all<number>(`v/${plot}`)).map(([, index]) => index),
    openings: async () => {
      const byPlot = new Map<string, readonly Opening[]>();
      for (const [key, opened] of await all<LedgerRows["openings"]>("l/openings")) {
        const [, , plot = ""] = key.split("/");
        byPlot.set(plot, [...(byPlot.get(plot) ?? []), ...openingsIn(opened)]);
      }
      return byPlot;
    },
  };
}

const firstIndex = ({ keys: introduced }: LedgerActor): number =>
  Math.min(...Object.values(introduced).map(({ index }) => index));
