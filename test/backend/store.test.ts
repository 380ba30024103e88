import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetKept, openDatabase, wasCutOff } from "#backend/store/open.ts";
import { seal } from "#backend/store/sealed.ts";
import { type Store, storeOf } from "#backend/store/store.ts";
import { utf8 } from "#core/bytes.ts";
import { refusedLater } from "../core/refused.ts";
import { failing, instead } from "./faults.ts";

const CUT_OFF = fileURLToPath(new URL("cut-off-child.ts", import.meta.url));

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-store-"));
  db = await openDatabase(folder);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
const put = (key: string, text: string) => ({ key, value: utf8(text) });

describe("the store", () => {
  it("gives back what was committed, after it was closed and opened again", async () => {
    await storeOf(db, () => undefined).commit([put("a", "1"), put("b", "2")]);
    await db.close();
    db = await openDatabase(folder);
    const store = storeOf(db, () => undefined);
    expect((await store.readMany(["a", "b", "c"])).map((value) => value && Buffer.from(value).toString())).toEqual([
      "1",
      "2",
      undefined,
    ]);
  });

  it("tells a second opener in words that the folder is taken", async () => {
    await expect(openDatabase(folder)).rejects.toThrow(/another service has this folder open/);
  });

  it("leaves a word when the process ends while LevelDB opens it, as some damage makes it, and none otherwise", async () => {
    expect(wasCutOff(folder)).toBe(false);
    await db.close();
    const { status } = spawnSync(process.execPath, [CUT_OFF, folder]);
    expect([status, wasCutOff(folder)]).toEqual([7, true]);
    db = await openDatabase(folder);
    expect(wasCutOff(folder)).toBe(false);
  });

  it("takes another start that is under way for no damage, and leaves what it keeps alone", async () => {
    const theirs = [`opening-${process.ppid}`, `store.kept-${process.ppid}-aaaaaa`];
    for (const name of theirs) await writeFile(join(folder, name), "");
    expect(wasCutOff(folder)).toBe(false);
    await db.close();
    db = await openDatabase(folder);
    await forgetKept(folder);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(theirs));
  });

  it("notices one flipped bit in any stored byte, and poisons itself", async () => {
    const value = seal("a", utf8("an entry"));
    for (let at = 0; at < value.length; at++) {
      const flipped = Buffer.from(value);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await db.put("a", flipped);
      const seen: unknown[] = [];
      const store = storeOf(db, (error) => seen.push(error));
      expect(await refusedLater(() => store.read("a"))).toBe("storage-failed");
      expect([store.poisoned, seen.length]).toEqual([true, 1]);
    }
  });

  it.each(["before", "after"] as const)(
    "takes no further write once a write has failed %s it was done",
    async (when) => {
      const seen: unknown[] = [];
      const store = storeOf(failing(db, when, 1), (error) => seen.push(error));
      await store.commit([put("a", "1")]);
      expect(await refusedLater(() => store.commit([put("b", "2")]))).toBe("storage-failed");
      expect(await refusedLater(() => store.commit([put("c", "3")]))).toBe("storage-failed");
      expect(seen).toHaveLength(1);
      expect(await db.get("c")).toBeUndefined();
      expect((await db.get("b")) !== undefined).toBe(when === "after");
    },
  );

  it.each([
    ["get", (store: Store) => store.read("a")],
    ["getMany", (store: Store) => store.readMany(["a"])],
    ["batch", (store: Store) => store.commit([put("a", "1")])],
    ["nextv", (store: Store) => store.scan({ from: "a", to: "b" })[Symbol.asyncIterator]().next()],
  ] as const)("ends when %s fails, and when it does not return", async (method, act) => {
    for (const way of [() => Promise.reject(new Error("EIO: i/o error")), () => new Promise<never>(() => undefined)]) {
      const seen: unknown[] = [];
      const store = storeOf(instead(db, method, way), (error) => seen.push(error), { longestWaitMs: 1 });
      expect(await refusedLater(() => act(store))).toBe("storage-failed");
      expect([store.poisoned, seen.length]).toEqual([true, 1]);
      expect(String(seen[0])).toMatch(/EIO|has not answered for 1 ms/);
    }
  });
});
