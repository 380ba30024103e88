import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import type { Entry } from "#core/entry.ts";
import { type Ledger, type LedgerRows, type ShelfName, shelfNames } from "#core/ledger/ledger.ts";
import { needsOf, type Place } from "#core/ledger/needs.ts";
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
  const wanted = new Map<string, Place>();
  for (const place of entries.flatMap((entry) => needsOf(entry, sha256)))
    if (!ledger[place.shelf].own.has(place.key)) wanted.set(keys.ledger(place.shelf, place.key), place);
  const values = await reading.readMany([...wanted.keys()]);
  [...wanted.values()].forEach(({ shelf, key }, at) => {
    const value = values[at];
    shelfOf(ledger, shelf).own.set(key, value && decodeJson<LedgerRows[ShelfName]>(value));
  });
}

/** What an upper layer changes, as rows. */
export const changedRows = (layer: Ledger): readonly Row[] =>
  shelfNames.flatMap((name) =>
    [...ledgerRowsOf(layer, name)].map(([key, value]) => ({ key: keys.ledger(name, key), value: canonical(value) })),
  );

const ledgerRowsOf = (layer: Ledger, name: ShelfName): Iterable<[string, unknown]> => shelfOf(layer, name).own;

export const EMPTY_DIGEST = "0".repeat(64);

/**
 * The XOR of all ledger rows' seals, hex: it stands in the head, so that a row that vanished or went back to what it was
 * is found by reading them all once. Warning: it finds accidents; against a forger the rows are replayed from the entries.
 */
export function digestAfter(digest: string, below: Ledger, layer: Ledger): string {
  const sum = Buffer.from(digest, "hex");
  for (const name of shelfNames)
    for (const [key, value] of ledgerRowsOf(layer, name)) {
      const before = find(shelfOf(below, name), key);
      if (before !== undefined) addSeal(sum, keys.ledger(name, key), canonical(before));
      addSeal(sum, keys.ledger(name, key), canonical(value));
    }
  return hex(sum);
}

/** Adds a row's seal to a digest, or takes it out again. */
export function addSeal(digest: Buffer, key: string, value: Uint8Array): void {
  const seal = sealOf(key, value);
  for (let at = 0; at < digest.length; at++) digest[at] = (digest[at] ?? 0) ^ (seal[at] ?? 0);
}
