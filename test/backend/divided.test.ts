import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Level } from "level";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#backend/store/database.ts";
import type { Divided } from "#backend/store/divided.ts";
import { openStore } from "#backend/store/open.ts";
import { partOf, parts } from "#backend/store/parts.ts";

let folder: string;
let db: Divided;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-divided-"));
  db = await openStore(folder);
});
beforeEach(() => db.clear());
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const bytes = (text: string): Uint8Array => Buffer.from(text);
/** Around every border between the parts. */
const key = fc
  .tuple(fc.constantFrom("", "a/", "e", "e/", "e/0", "e0", "head", "m~", "n", "n/", "n/1", "n0", "u/"), fc.nat(9))
  .map(([prefix, n]) => `${prefix}${n === 0 && prefix !== "" ? "" : n}`);
const kept = fc.uniqueArray(key, { maxLength: 30 });
const range = fc
  .tuple(
    fc.constantFrom("gt", "gte"),
    key,
    fc.constantFrom("lt", "lte"),
    key,
    fc.boolean(),
    fc.integer({ min: -1, max: 9 }),
  )
  .map(([begin, from, end, to, reverse, limit]) => ({ [begin]: from, [end]: to, reverse, limit }) as Asked);
type Asked = { gt?: string; gte?: string; lt?: string; lte?: string; reverse: boolean; limit: number };

/** What one ordered list of keys gives: the slow reference. */
function listed(keys: readonly string[], { gt, gte, lt, lte, reverse, limit }: Asked): readonly string[] {
  const inside = [...keys]
    .sort((a, b) => Buffer.compare(bytes(a), bytes(b)))
    .filter((one) => (gt === undefined || one > gt) && (gte === undefined || one >= gte))
    .filter((one) => (lt === undefined || one < lt) && (lte === undefined || one <= lte));
  if (reverse) inside.reverse();
  return limit < 0 ? inside : inside.slice(0, limit);
}
async function fill(keys: readonly string[]): Promise<void> {
  await db.clear();
  for (const one of keys) await db.put(one, bytes(one));
}

describe("a store in two parts", () => {
  it("gives every range of its keys in order, as one list does", async () => {
    await fc.assert(
      fc.asyncProperty(kept, range, async (keys, asked) => {
        await fill(keys);
        expect(await db.keys(asked).all()).toEqual(listed(keys, asked));
        const rows = await db.iterator(asked).all();
        expect(rows.map(([name, value]) => [name, Buffer.from(value).toString()])).toEqual(
          listed(keys, asked).map((one) => [one, one]),
        );
      }),
    );
  });

  it("clears what lies in a range, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(kept, range, async (keys, asked) => {
        await fill(keys);
        await db.clear({ ...asked, limit: -1, reverse: false });
        const gone = new Set(listed(keys, { ...asked, limit: -1 }));
        expect(new Set(await db.keys().all())).toEqual(new Set(keys.filter((one) => !gone.has(one))));
      }),
    );
  });

  it("gives many rows in the order of the question, of whichever part, and nothing where there is none", async () => {
    await fc.assert(
      fc.asyncProperty(kept, fc.array(key, { maxLength: 20 }), async (keys, asked) => {
        await fill(keys);
        const found = await db.getMany(asked);
        expect(found.map((value) => value && Buffer.from(value).toString())).toEqual(
          asked.map((one) => (keys.includes(one) ? one : undefined)),
        );
      }),
    );
  });

  it("refuses a batch that is of both parts, because half of it could be on disk; nothing of it is written", async () => {
    const put = (name: string) => ({ type: "put" as const, key: name, value: bytes(name) });
    await expect((db as Database).batch([put("e/1"), put("head")], { sync: true })).rejects.toThrow(/of one part/);
    expect(await db.keys().all()).toEqual([]);
    await (db as Database).batch([put("e/1"), put("n/1")], { sync: true });
    await (db as Database).batch([put("head"), { type: "del", key: "u/1" }], { sync: true });
    expect(await db.keys().all()).toEqual(["e/1", "head", "n/1"]);
  });

  it("is read as it was at a snapshot, both parts of it", async () => {
    await fill(["e/1", "head"]);
    const snapshot = db.snapshot();
    await db.put("e/2", bytes("new"));
    await db.put("head", bytes("new"));
    expect(await db.keys({ snapshot }).all()).toEqual(["e/1", "head"]);
    expect(Buffer.from((await db.get("head", { snapshot })) ?? "").toString()).toBe("head");
    expect(await db.getMany(["e/2", "e/1"], { snapshot })).toEqual([undefined, Buffer.from("e/1")]);
    await snapshot.close();
  });

  it("keeps each row in the folder of its part", async () => {
    await fill(["e/1", "n/1", "head", "s/1"]);
    await db.close();
    for (const part of parts) {
      const alone = new Level<string, string>(join(folder, part));
      expect(await alone.keys().all()).toEqual(["e/1", "head", "n/1", "s/1"].filter((one) => partOf(one) === part));
      await alone.close();
    }
    await db.open();
  });
});
