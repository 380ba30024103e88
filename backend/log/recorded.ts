import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import type { Entry } from "#core/entry.ts";
import type { DecisionFacts } from "#core/ledger/facts.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { sha256 } from "../crypto.ts";
import { decodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { readLines } from "./record.ts";
import { placesAt } from "./series.ts";

/** SHA-256 (hex) of an entry without its signature. */
export function unsignedHash({ signature: _signature, ...unsigned }: Entry): string {
  return hex(sha256(canonical(unsigned)));
}

/**
 * Which of these entries stand in the log already, whoever signed them again. One that belongs to a series says its place
 * there, and stands there or nowhere; of the others the log keeps a row by their hash.
 *
 * @param lengthOf  how long a series is; a place beyond it is not looked for
 */
export async function recordedAmong(
  reading: Reading,
  entries: readonly Prepared[],
  lengthOf: (series: string) => number,
): Promise<DecisionFacts["recorded"]> {
  const links = entries.flatMap(({ entry }) => entry.series.slice(0, 1));
  const places = await placesAt(
    reading,
    links.filter(({ id, sequence }) => sequence <= lengthOf(id)),
  );
  const loose = entries.filter(({ entry }) => entry.series.length === 0);
  const rows = await reading.readMany(loose.map(({ unsigned }) => keys.unsigned(unsigned)));
  const indexes = new Set([
    ...links.flatMap(({ id, sequence }) => places.get(keys.series(id, sequence))?.index ?? []),
    ...rows.flatMap((row) => (row ? decodeJson<number>(row) : [])),
  ]);
  const wanted = new Set(entries.map(({ unsigned }) => unsigned));
  const lines = await readLines(reading, [...indexes]);
  return new Map(
    lines
      .map(({ entry, index, leafHash }) => [unsignedHash(entry), { index, leafHash }] as const)
      .filter(([hash]) => wanted.has(hash)),
  );
}
