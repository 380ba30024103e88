import { concat } from "#core/bytes.ts";
import { encodeEntryBundle, parseTilePath } from "#core/log/tile.ts";
import { Refusal } from "#core/refusal.ts";
import type { Reading } from "../store/reading.ts";
import { readNodes } from "./nodes.ts";
import { readLines } from "./record.ts";

const WIDTH = 256;

/**
 * A tile of the log at `size`, from stored nodes or entries. A tile that this size does not fill is not there; a narrower one than
 * it fills always is, also once the whole tile is: every size may have had a checkpoint (C2SP tlog-tiles, partial tiles).
 */
export async function readTile(store: Reading, size: number, path: string): Promise<Uint8Array> {
  const { level, index, width } = parseTilePath(path);
  const step = level === "entries" ? 1 : WIDTH ** level;
  const first = index * WIDTH;
  if ((first + width) * step > size) throw new Refusal("tile-unknown", { path, size });
  const numbers = Array.from({ length: width }, (_, n) => first + n);
  if (level === "entries") return encodeEntryBundle((await readLines(store, numbers)).map(({ leaf }) => leaf));
  return concat(
    ...(await readNodes(
      store,
      numbers.map((at) => ({ level: 8 * level, index: at })),
    )),
  );
}
