import { equal, fromHex, hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import type { Range } from "#core/log/range.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import { type Hashed, namesOf, nodesOf, placesOf, readStored } from "./derived.ts";
import { idsIn } from "./ids-in.ts";
import { readNodes } from "./nodes.ts";
import type { LogLine } from "./record.ts";
import { unsignedHash } from "./recorded.ts";
import { placesAt } from "./series.ts";

/**
 * Checks consecutive lines, the first of them at `range.size`, against all that is stored about them.
 * @returns the tree with them, and how many nodes they complete, places they have, and are in no series. @throws Damaged
 */
export async function checkLines(
  reading: Reading,
  range: Range,
  lines: readonly LogLine[],
): Promise<{ range: Range; nodes: number; links: number; loose: number }> {
  const all = lines.map(hashed);
  const grown = nodesOf(
    range,
    all.map(({ leafHash }) => leafHash),
  );
  const names = namesOf(new Set(all.flatMap(({ entry }) => idsIn(entry))));
  await readStored(reading, [...grown.nodes, ...all.flatMap(placesOf), ...names]);
  const links = await checkLinks(reading, lines);
  const loose = all.filter(({ entry }) => entry.series.length === 0).length;
  return { range: grown.range, nodes: grown.nodes.length, links, loose };
}

function hashed({ index, leaf, leafHash, entry }: LogLine): Hashed {
  if (!equal(canonical(entry), leaf)) throw new Damaged(keys.entry(index), `entry ${index} is not in canonical form`);
  return { entry, index, leafHash: fromHex(leafHash), unsigned: unsignedHash(entry) };
}

/** Each entry stands in its place in each of its series, and names the leaf hash of the one before it. Returns how many places these are. */
async function checkLinks(reading: Reading, lines: readonly LogLine[]): Promise<number> {
  const links = lines.flatMap(({ index, entry }) => entry.series.map((link) => ({ ...link, index })));
  const first = links.find(({ sequence, previous }) => sequence === 1 && previous !== "");
  if (first) throw new Damaged(keys.entry(first.index), `the first of ${first.id} names one before it`);
  const later = links.filter(({ sequence }) => sequence > 1);
  const places = await placesAt(reading, [
    ...links,
    ...later.map((link) => ({ ...link, sequence: link.sequence - 1 })),
  ]);
  for (const { id, sequence, index } of links) {
    const key = keys.series(id, sequence);
    const place = places.get(key);
    if (!place) throw new Damaged(key, "the row is missing");
    if (place.index !== index) throw new Damaged(place.row, "the row is not what its entry gives");
  }
  const before = later.map(({ id, sequence, index }) => {
    const place = places.get(keys.series(id, sequence - 1));
    if (!place) throw new Damaged(keys.series(id, sequence - 1), `the row before entry ${index} is missing`);
    return { level: 0, index: place.index };
  });
  const hashes = await readNodes(reading, before);
  later.forEach(({ id, previous, index }, at) => {
    if (hex(hashes[at] ?? new Uint8Array()) !== previous)
      throw new Damaged(keys.entry(index), `entry ${index} does not follow the one before it in ${id}`);
  });
  return links.length;
}
