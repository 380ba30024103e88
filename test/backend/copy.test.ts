import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyStore } from "#backend/store/copy.ts";
import type { Database } from "#backend/store/database.ts";
import { openStore } from "#backend/store/open.ts";

const COPIES = 20;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-copy-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = (key: string, size = 2000) => ({ type: "put" as const, key, value: new Uint8Array(size).fill(7) });
const numberOf = (key = ""): number => Number(key.slice(2));

it("a copy made while one commit follows another has at most one line above its head, and never one less", async () => {
  const from = join(folder, "store");
  const db = await openStore(from, { writeBufferSize: 2 ** 18 });
  await db.put("e/10000000", new Uint8Array(1));
  await db.put("h/10000000", new Uint8Array(1));
  let going = true;
  const written = (async () => {
    let n = 10_000_001;
    for (; going; n++) {
      await (db as Database).batch([put(`e/${n}`)], { sync: true });
      await (db as Database).batch([put(`h/${n}`)], { sync: true });
    }
    return n;
  })();
  const ends: number[] = [];
  for (let n = 0; n < COPIES; n++) {
    const to = join(folder, `copy-${n}`);
    expect(await copyStore(from, to)).toBe(true);
    const copy = await openStore(to);
    const last = async (gte: string, lt: string) =>
      numberOf((await copy.keys({ gte, lt, reverse: true, limit: 1 }).all())[0]);
    const [head, line] = [await last("h/", "h0"), await last("e/", "e0")];
    await copy.close();
    expect([0, 1]).toContain(line - head);
    ends.push(head);
  }
  going = false;
  expect(await written).toBeGreaterThan(ends.at(-1) ?? Number.POSITIVE_INFINITY);
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  await db.close();
});
