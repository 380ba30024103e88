import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { encodeLine } from "#backend/log/record.ts";
import { readTile } from "#backend/log/tiles.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { type Store, storeOf, type Write } from "#backend/store/store.ts";
import { hex, utf8 } from "#core/bytes.ts";
import { append, emptyRange, rangeRoot } from "#core/log/range.ts";
import { leafHash, nodeHash, root } from "#core/log/tree.ts";
import { refusedLater } from "../core/refused.ts";

const SIZE = 70_000;
let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let store: Store;
let head: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-tiles-"));
  db = await openDatabase(folder);
  store = storeOf(db, () => undefined);
  let range = emptyRange();
  const writes: Write[] = [];
  for (let n = 0; n < SIZE; n++) {
    const leaf = utf8(`leaf ${n}`);
    const grown = append(sha256, range, leafHash(sha256, leaf));
    range = grown.range;
    writes.push({ key: keys.entry(n), value: encodeLine(0, leaf) });
    // Of all nodes those that tiles hold; the lowest of them are the entries' own hashes.
    for (const { level, index, hash } of grown.nodes)
      if (level > 0 && level % 8 === 0) writes.push({ key: keys.node(level, index), value: hash });
  }
  await store.commit(writes);
  head = rangeRoot(sha256, range);
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const read = (path: string, size = SIZE): Promise<Uint8Array> => readTile(store, size, path);
const hashesOf = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: tile.length / 32 }, (_, n) => tile.subarray(32 * n, 32 * n + 32));

it("a tree of 70,000 has the tiles that the specification counts, and none beside them", async () => {
  const there = ["0/000", "0/272", "0/273.p/112", "1/000", "1/001.p/17", "2/000.p/1"];
  const gone = ["0/273", "0/273.p/113", "0/274.p/1", "1/001", "1/001.p/18", "2/000", "2/000.p/2", "3/000.p/1"];
  const codes = async (paths: readonly string[]) => Promise.all(paths.map((path) => refusedLater(() => read(path))));
  expect(await codes(there)).toEqual(there.map(() => "accepted"));
  expect(await codes(gone)).toEqual(gone.map(() => "tile-unknown"));
});

it("a tree of 256 has a whole tile and above it one of width 1", async () => {
  expect((await read("0/000", 256)).length).toBe(8192);
  expect((await read("1/000.p/1", 256)).length).toBe(32);
  expect(await refusedLater(() => read("1/000.p/1", 255))).toBe("tile-unknown");
  expect(await refusedLater(() => read("0/000.p/1", 0))).toBe("tile-unknown");
});

it("each hash is that of a whole tile below, and the rightmost tiles make up the root", async () => {
  const top = hashesOf(await read("2/000.p/1"));
  const second = hashesOf(await read("1/000"));
  expect(hex(root(sha256, second))).toBe(hex(top[0] as Uint8Array));
  for (const n of [0, 1, 128, 255])
    expect(hex(root(sha256, hashesOf(await read(`0/${String(n).padStart(3, "0")}`))))).toBe(
      hex(second[n] as Uint8Array),
    );
  // 70,000 = 65,536 + 17 · 256 + 112, and each part is split further as its own tree is (RFC 9162 §2.1.1).
  const rest = hashesOf(await read("1/001.p/17"));
  const [sixteen, one] = [root(sha256, rest.slice(0, 16)), rest[16] as Uint8Array];
  const last = root(sha256, hashesOf(await read("0/273.p/112")));
  const right = nodeHash(sha256, sixteen, nodeHash(sha256, one, last));
  expect(hex(nodeHash(sha256, top[0] as Uint8Array, right))).toBe(hex(head));
});
