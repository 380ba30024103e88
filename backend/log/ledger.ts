import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import type { Entry } from "#core/entry.ts";
import { type Ledger, type LedgerRows, type ShelfName, shelfNames } from "#core/ledger/ledger.ts";
import { furtherNeedsOf, needsOf, type Place } from "#core/ledger/needs.ts";
import { find, type Shelf } from "#core/ledger/shelf.ts";
import { sha256 } from "../crypto.ts";
import { decodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { sealOf } from "../store/sealed.ts";
import type { Row } from "./derived.ts";

/** Rows kept at hand between commits; beyond that all are let go, and fetched again when they are asked for. */
const MOST_HELD = 16_384;

type AnyShelf = Shelf<LedgerRows[ShelfName]>;
const shelfOf = (ledger: Ledger, name: ShelfName): AnyShelf => ledger[name] as AnyShelf;

/** Makes a ledger hold everything that deciding about these entries may ask of it. */
export async function fetchRows(reading: Reading, ledger: Ledger, entries: readonly Entry[]): Promise<void> {
  if (shelfNames.reduce((sum, name) => sum + ledger[name].own.size, 0) > MOST_HELD)
    for (const name of shelfNames) ledger[name].own.clear();
  await fetchPlaces(
    reading,
    ledger,
    entries.flatMap((entry) => needsOf(entry, sha256)),
  );
  await fetchPlaces(
    reading,
    ledger,
    entries.flatMap((entry) => furtherNeedsOf(entry, ledger)),
  );
}

async function fetchPlaces(reading: Reading, ledger: Ledger, places: readonly Place[]): Promise<void> {
  const wanted = new Map<string, Place>();
  for (const place of places)
    if (!ledger[place.shelf].own.has(place.key)) wanted.set(keys.ledger(place.shelf, place.key), place);
  if (wanted.size === 0) return;
  const values = await reading.readMany([...wanted.keys()]);
  [...wanted.values()].forEach(({ shelf, key }, at) => {
    const value = values[at];
    shelfOf(ledger, shelf).own.set(key, value && decodeJson<LedgerRows[ShelfName]>(value));
  });
}

/** What an upper layer changes, as rows. */
export const changedRows = (layer: Ledger): readonly Row[] => rowsOf(layer, (shelf, key) => shelf.own.get(key));

/** The same rows as they are below it; those that are new are not among them. */
export const rowsBefore = (below: Ledger, layer: Ledger): readonly Row[] =>
  rowsOf(layer, (_, key, name) => find(shelfOf(below, name), key));

const rowsOf = (layer: Ledger, read: (shelf: AnyShelf, key: string, name: ShelfName) => unknown): readonly Row[] =>
  shelfNames.flatMap((name) => {
    const shelf = shelfOf(layer, name);
    return [...shelf.own.keys()].flatMap((key) => {
      const value = read(shelf, key, name);
      return value === undefined ? [] : [{ key: keys.ledger(name, key), value: canonical(value) }];
    });
  });

export const EMPTY_DIGEST = "0".repeat(64);

/**
 * The XOR of the seals of all ledger rows and captures' names, hex: it stands in the head, so that a row that vanished or
 * went back to what it was is found by reading them all once. Warning: it finds accidents; against a forger the rows are
 * replayed from the entries.
 */
export function digestAfter(digest: string, before: readonly Row[], after: readonly Row[]): string {
  const sum = Buffer.from(digest, "hex");
  for (const { key, value } of [...before, ...after]) addSeal(sum, key, value);
  return hex(sum);
}

/** Adds a row's seal to a digest, or takes it out again. */
export function addSeal(digest: Buffer, key: string, value: Uint8Array): void {
  const seal = sealOf(key, value);
  for (let at = 0; at < digest.length; at++) digest[at] = (digest[at] ?? 0) ^ (seal[at] ?? 0);
}
