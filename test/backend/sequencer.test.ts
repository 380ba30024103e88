import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { checkLog } from "#backend/log/check.ts";
import { openLogKey } from "#backend/log/key.ts";
import { consistencyProof, inclusionProof, rootAt } from "#backend/log/nodes.ts";
import { encodeLine } from "#backend/log/record.ts";
import { readTile } from "#backend/log/tiles.ts";
import type { Database, Operation } from "#backend/store/database.ts";
import { keys, under } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { seal } from "#backend/store/sealed.ts";
import { fromBase64url, fromHex, hex, utf8 } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { verifyConsistency, verifyInclusion } from "#core/log/proof.ts";
import { parseEntryBundle } from "#core/log/tile.ts";
import { leafHash, root } from "#core/log/tree.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { refused, refusedLater } from "../core/refused.ts";
import { failing, instead } from "./faults.ts";
import { type Ground, ground, hashOf, NOW, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog } from "./log-of.ts";

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-log-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
});
afterEach(async () => {
  await log.sequencer.idle();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
const product = (n: number): Entry => g.sign(g.people.operator, g.say.defined(`tea-${n}`));
const submit = (to: OpenLog, ...entries: Entry[]) =>
  to.sequencer.submit(entries.map((entry) => prepareEntry(entry, sha256)));
const reopen = async (through: Database = db): Promise<OpenLog> => {
  await log.sequencer.idle();
  await db.close();
  await db.open();
  log = await openLog(folder, through, g);
  return log;
};

describe("the log", () => {
  it("proves every entry to the head that it signed, in core's own verifiers", async () => {
    const entries = Array.from({ length: 13 }, (_, n) => product(n));
    for (const entry of entries) await submit(log, entry);
    const { checkpoint, size } = log.sequencer.head;
    const head = parseCheckpoint(await verifyNote(nodeCrypto, checkpoint, [openLogKey(folder, ORIGIN).vkey]));
    expect([head.origin, head.size]).toEqual([ORIGIN, size]);
    for (const [index, entry] of entries.entries()) {
      const proof = await inclusionProof(log.store, index, size);
      const of = (leaf: Entry) =>
        refused(() =>
          verifyInclusion(sha256, { index, size, leafHash: fromHex(hashOf(leaf)), proof, root: head.root }),
        );
      expect([of(entry), of(product(0))]).toEqual(["accepted", "inclusion-proof-wrong"]);
    }
  });

  it("gives inclusion and consistency proofs for every size up to 13", async () => {
    const hashes: Uint8Array[] = [];
    for (let n = 0; n < 13; n++) {
      const entry = product(n);
      hashes.push(fromHex(hashOf(entry)));
      await submit(log, entry);
    }
    for (let size = 1; size <= 13; size++) {
      const head = root(sha256, hashes.slice(0, size));
      expect(hex(await rootAt(log.store, size))).toBe(hex(head));
      for (let index = 0; index < size; index++)
        verifyInclusion(sha256, {
          index,
          size,
          leafHash: hashes[index] as Uint8Array,
          proof: await inclusionProof(log.store, index, size),
          root: head,
        });
      for (let old = 1; old < size; old++) {
        const proof = await consistencyProof(log.store, old, size);
        verifyConsistency(sha256, {
          oldSize: old,
          newSize: size,
          oldRoot: root(sha256, hashes.slice(0, old)),
          newRoot: head,
          proof,
        });
      }
    }
  });

  it("serves tiles whose hashes are those of its entries, and no tile that is not full", async () => {
    const entries = Array.from({ length: 300 }, (_, n) => product(n));
    for (let at = 0; at < 300; at += 50) await submit(log, ...entries.slice(at, at + 50));
    const size = log.sequencer.head.size;
    const full = parseEntryBundle(await readTile(log.store, size, "entries/000")).map((leaf) => leafHash(sha256, leaf));
    expect(full).toHaveLength(256);
    expect(hex(await readTile(log.store, size, "0/000"))).toBe(full.map(hex).join(""));
    expect(hex(await readTile(log.store, size, "1/000.p/1"))).toBe(hex(root(sha256, full)));
    expect((await readTile(log.store, size, "0/001.p/44")).length).toBe(44 * 32);
    for (const path of ["0/001", "0/001.p/45", "1/000", "2/000.p/1", "63/000", "entries/x999/x999/x999/x999/000"])
      expect(await refusedLater(() => readTile(log.store, size, path))).toBe("tile-unknown");
    for (const path of ["0/1", "x/000"])
      expect(await refusedLater(() => readTile(log.store, size, path))).toBe("tile-path-malformed");
  });

  it("starts again with the same signed head, letter for letter, and goes on from there", async () => {
    await submit(log, product(1), product(2));
    const { checkpoint } = log.sequencer.head;
    await reopen();
    expect(log.sequencer.head.checkpoint).toBe(checkpoint);
    expect(await submit(log, product(3))).toMatchObject([{ index: 2 }]);
  });

  it("gives simultaneous senders one place each and keeps a refused one apart from the rest", async () => {
    const sent = Array.from({ length: 40 }, (_, n) =>
      n === 17 ? g.sign(g.people.grower, g.say.defined("mine")) : product(n),
    );
    const answers = await Promise.allSettled(sent.map((entry) => submit(log, entry)));
    const indexes = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value[0]?.index] : []));
    expect(indexes).toEqual(Array.from({ length: 39 }, (_, n) => n));
    expect(answers[17]).toMatchObject({ status: "rejected", reason: { code: "actor-unknown" } });
    expect(log.sequencer.head.size).toBe(39);
  });

  it("lets 4,096 entries wait and no more: who comes too late is told to try again in a second", async () => {
    const many = Array.from({ length: 256 }, (_, n) => prepareEntry(product(n), sha256));
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => log.sequencer.submit(many)));
    expect(answers.map(({ status }) => status)).toEqual([...Array(16).fill("fulfilled"), ...Array(4).fill("rejected")]);
    expect(answers[16]).toMatchObject({ reason: { code: "overloaded", facts: { seconds: 1 } } });
    expect(log.sequencer.head.size).toBe(256);
    expect(await submit(log, product(300))).toMatchObject([{ index: 256 }]);
  });

  it("writes nothing of a submission whose last entry is refused", async () => {
    const { checkpoint } = log.sequencer.head;
    expect(
      await refusedLater(() => submit(log, product(1), product(2), g.sign(g.people.grower, g.say.defined("mine")))),
    ).toBe("actor-unknown");
    expect(log.sequencer.head.checkpoint).toBe(checkpoint);
    expect(await log.store.read(keys.entry(0))).toBeUndefined();
  });

  it("answers the same entry, sent again and by many at once, with one place and one time", async () => {
    const entry = product(1);
    const [first] = await submit(log, entry);
    const again = await Promise.all(Array.from({ length: 20 }, () => submit(log, entry)));
    expect(new Set(again.map(([one]) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(first)]));
    expect(log.sequencer.head.size).toBe(1);
  });

  it("never dates an entry before the one in front of it, whatever the clock does", async () => {
    const times = [NOW, NOW - 600, NOW + 1];
    const swaying = await openLog(folder, db, g, () => times.shift() ?? NOW);
    const dated = [];
    for (let n = 0; n < 3; n++) dated.push((await submit(swaying, product(n)))[0]?.recordedAt);
    expect(dated).toEqual([NOW, NOW, NOW + 1]);
  });
});

describe("when the disk fails", () => {
  it("acknowledges nothing that failed and was not written, and takes nothing more", async () => {
    await reopen(failing(db, "before", 2));
    await submit(log, product(1));
    expect(await refusedLater(() => submit(log, product(2)))).toBe("storage-failed");
    expect(await refusedLater(() => submit(log, product(3)))).toBe("storage-failed");
    expect(log.poisoned).toHaveLength(1);
    await reopen();
    expect(log.sequencer.head.size).toBe(1);
  });

  it.each([
    ["before", "entries", 0, 0],
    ["after", "entries", 0, 0],
    ["before", "head", 1, 0],
    ["after", "head", 1, 1],
  ] as const)(
    "gives an entry one place when it is sent again after a failure %s the %s were written",
    async (when, _what, good, kept) => {
      const entry = product(1);
      await reopen(failing(db, when, good));
      expect(await refusedLater(() => submit(log, entry))).toBe("storage-failed");
      await reopen();
      expect(log.sequencer.head.size).toBe(kept);
      expect(await log.store.keysIn(under("e"), 9)).toHaveLength(kept);
      expect(await submit(log, entry)).toMatchObject([{ index: 0 }]);
      expect(log.sequencer.head.size).toBe(1);
      expect(await checkLog(log.store, openLogKey(folder, ORIGIN))).toMatchObject({ entries: 1 });
    },
  );

  it("signs nothing over an entry that is not read back as it was written", async () => {
    const lying = instead(db, "batch", (operations: Operation[], options: { sync: boolean }) =>
      (db as Database).batch(
        operations.map((one) =>
          one.key === keys.entry(0) ? { ...one, value: seal(one.key, encodeLine(NOW, utf8("{}"))) } : one,
        ),
        options,
      ),
    );
    await reopen(lying);
    expect(await refusedLater(() => submit(log, product(1)))).toBe("storage-failed");
    expect(String(log.poisoned[0])).toMatch(/damaged at e\/0+: the row is not what was written/);
    await reopen();
    expect(log.sequencer.head.size).toBe(0);
    expect(await submit(log, product(1))).toMatchObject([{ index: 0 }]);
  });

  it("does not answer when what it reads back is not what it wrote", async () => {
    const lying = new Proxy(db, {
      get: (target, name) => {
        const own = Reflect.get(target, name, target) as unknown;
        if (typeof own !== "function") return own;
        if (name !== "getMany") return own.bind(target);
        return async (wanted: string[]) =>
          (await target.getMany(wanted)).map((value, at) =>
            wanted[at]?.startsWith("n/") && value ? seal(wanted[at], Buffer.alloc(32)) : value,
          );
      },
    });
    await reopen(lying);
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map(product);
    expect(await refusedLater(() => submit(log, ...eight))).toBe("storage-failed");
    expect(String(log.poisoned[0])).toMatch(/damaged at n\/03\/0+: the row is not what was written/);
  });

  it.each([
    ["an entry in the middle is gone", async () => db.del(keys.entry(1)), /entry 1 is missing/],
    ["the last entry is gone", async () => db.del(keys.entry(2)), /entry 2 is missing\. .*Restore the newest copy/],
    [
      "an entry was replaced by another",
      async () => db.put(keys.entry(1), seal(keys.entry(1), (await log.store.read(keys.entry(0))) as Uint8Array)),
      /the first 3 entries are not those that were acknowledged\. .*Restore the newest copy/,
    ],
    [
      "the head is gone",
      async () => db.del(keys.head),
      /3 entries were acknowledged, the store gives 0\. .*Restore the newest copy/,
    ],
    [
      "the head and the mark are gone",
      async () => {
        await rm(join(folder, "mark"));
        await db.del(keys.head);
      },
      /no signed head, but there are rows such as e\/0+\. .*Restore the newest copy/,
    ],
  ])("does not start when %s", async (_what, damage, sentence) => {
    await submit(log, product(1), product(2), product(3));
    await damage();
    await expect(openLog(folder, db, g)).rejects.toThrow(sentence);
  });

  it("does not start with another log's key", async () => {
    await submit(log, product(1));
    await rm(join(folder, "log-key"));
    await expect(openLog(folder, db, g)).rejects.toThrow(/not signed by this log key for this origin/);
  });
});

it("refuses a public key that is no point of the curve without falling over", () => {
  const entry = product(1);
  expect(g.facts.verifyP256("A".repeat(87), new Uint8Array(3), fromBase64url(entry.signature))).toBe(false);
});
