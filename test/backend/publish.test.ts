import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nativeCrypto, sha256 } from "#backend/crypto.ts";
import { type WitnessKnown, witnessKnown } from "#backend/log/ask-witness.ts";
import { openLogKey } from "#backend/log/key.ts";
import { type Publisher, startPublisher } from "#backend/log/publish.ts";
import { createLogger } from "#backend/logger.ts";
import { openDatabase } from "#backend/store/open.ts";
import { fromHex, hex } from "#core/bytes.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { headDigest } from "#core/log/anchor-signature.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { isCosignedBy } from "#core/log/cosignature.ts";
import { parseNote, verifyNote } from "#core/log/note.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { type Crooked, crookedWitness, type Reply } from "./crooked-witness.ts";
import { type Ground, ground, ORIGIN } from "./ground.ts";
import { type OpenLog, openLog } from "./log-of.ts";
import { type RunningWitness, runWitness } from "./running-witness.ts";

const CHAIN = { chainId: 31_337, contract: "0x5fc8d32690cc91d4c39d9d3abcbd16989f875707", rpc: "http://127.0.0.1:1" };
const DEAD = "http://127.0.0.1:1";

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
let publishers: Publisher[];
let crooked: Crooked[];
let good: RunningWitness;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-publish-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
  [publishers, crooked] = [[], []];
  good = await runWitness(openLogKey(folder, ORIGIN), { chain: CHAIN });
});
afterEach(async () => {
  await Promise.all(publishers.map((one) => one.stop()));
  await Promise.all(crooked.map((one) => one.close()));
  await good.close();
  await log.sequencer.idle();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

let named = 0;
const record = (count = 1) =>
  log.sequencer.submit(
    Array.from({ length: count }, () =>
      prepareEntry(g.sign(g.people.operator, g.say.defined(`tea-${named++}`)), sha256),
    ),
  );
const key = () => openLogKey(folder, ORIGIN);
const on = () => ({ ...CHAIN, logId: fromHex(key().id) });
const goodKnown = () => witnessKnown(good.witness.url, good.witness.vkey, good.witness.anchorVkey);

async function publisher(witnesses: readonly WitnessKnown[], quorum = witnesses.length): Promise<Publisher> {
  const started = await startPublisher({
    dataDir: folder,
    store: log.store,
    key: key(),
    head: () => log.sequencer.head,
    witnesses,
    quorum,
    on: on(),
    log: createLogger("silent"),
  });
  publishers.push(started);
  return started;
}
async function witnessThat(answer: Crooked["answer"], name = `witness.example/c${crooked.length}`): Promise<Crooked> {
  const one = await crookedWitness(name, answer);
  crooked.push(one);
  return one;
}
const ok = (body: string): Reply => ({ status: 200, body });
/** Size, and who rightly cosigned. */
async function shown({ newest }: Publisher, witnesses: readonly WitnessKnown[]): Promise<[number, boolean[]]> {
  const { size } = parseCheckpoint(await verifyNote(nativeCrypto, newest.checkpoint, [key().vkey]));
  const note = parseNote(newest.checkpoint);
  return [size, await Promise.all(witnesses.map((one) => isCosignedBy(nativeCrypto, one.key, note)))];
}

describe("publishing", () => {
  it("shows nothing newer than was published, and then with the witnesses' lines", async () => {
    const p = await publisher([goodKnown()]);
    await record(3);
    expect((await shown(p, []))[0]).toBe(0);
    await p.publishNow();
    expect(await shown(p, [goodKnown()])).toEqual([3, [true]]);
    expect(p.witnessed).toEqual(p.newest);
    await record(4);
    await p.publishNow();
    expect(await shown(p, [goodKnown()])).toEqual([7, [true]]);
  });

  it("happens by itself, within a second or two", async () => {
    const p = await publisher([goodKnown()]);
    await record();
    while ((await shown(p, []))[0] < 1) await new Promise((resolve) => setImmediate(resolve));
    expect(await shown(p, [goodKnown()])).toEqual([1, [true]]);
  });

  it("takes what the good witness says, and nothing of what others make up", async () => {
    const own = goodKnown();
    const other = await witnessThat((_, text) => ok(other.line(`${text.replace(/\n.*\n$/, "\nAAAA\n")}`)));
    const wrong = await witnessThat((_, text) => ok(wrong.line(text).replace(/.{8}\n$/, "AAAAAA==\n")));
    const stranger = await witnessThat((_, text) => ok(other.line(text)));
    const silly = await witnessThat(() => ok("\n\nfine\n"));
    const long = await witnessThat(() => ok("x".repeat(100_000)));
    const angry = await witnessThat(() => ({ status: 403, body: "no" }));
    const ahead = await witnessThat(() => ({ status: 409, body: "4096\n" }));
    const vague = await witnessThat(() => ({ status: 409, body: "0x3\n" }));
    const again = await witnessThat(() => ({ status: 409, body: "0\n" }));
    const away = await witnessThat(() => ({ status: 307, body: "", headers: { location: good.witness.url } }));
    const dead = { ...goodKnown(), key: other.key, url: DEAD };
    const all = [other, wrong, stranger, silly, long, angry, ahead, vague, again, away].map(({ known }) => known);
    const p = await publisher([...all, dead, own], 1);
    await record(5);
    await p.publishNow();
    expect(await shown(p, [own, ...all])).toEqual([5, [true, ...all.map(() => false)]]);
    // The log's line, the cosignature, and the line for the chain.
    expect(parseNote(p.newest.checkpoint).signatures).toHaveLength(3);
    expect(p.witnessed?.size).toBe(5);
  });

  it("sends a forgetful witness the proof from where it says that it stands", async () => {
    let size = 0;
    const forgetful = await witnessThat(({ oldSize }, text) =>
      oldSize === size ? ok(forgetful.line(text)) : { status: 409, body: `${size}\n` },
    );
    const p = await publisher([forgetful.known]);
    for (const [claimed, oldSizes] of [
      [0, [0]],
      [3, [3]],
      [2, [6, 2]],
      [0, [9, 0]],
    ] as const) {
      size = claimed;
      forgetful.asked.length = 0;
      await record(3);
      await p.publishNow();
      expect(forgetful.asked.map(({ oldSize }) => oldSize)).toEqual(oldSizes);
      expect((await shown(p, [forgetful.known]))[1]).toEqual([true]);
    }
  });

  it("waits for nobody longer than its time, and commits meanwhile", async () => {
    const slow = await witnessThat(() => undefined);
    const p = await publisher([slow.known, goodKnown()], 1);
    await record();
    let published = false;
    const publishing = p.publishNow().then(() => {
      published = true;
    });
    while (slow.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await record(9);
    expect([published, log.sequencer.head.size]).toEqual([false, 10]);
    await publishing;
    expect(await shown(p, [slow.known, goodKnown()])).toEqual([1, [false, true]]);
  });

  it("completes a page when a witness is back, and keeps the last that a quorum saw", async () => {
    const late = await witnessThat(() => undefined);
    late.answer = () => ({ status: 503, body: "" });
    const p = await publisher([late.known, goodKnown()], 2);
    await record(2);
    await p.publishNow();
    expect([(await shown(p, [late.known]))[1], p.witnessed]).toEqual([[false], undefined]);
    late.answer = (_, text) => ok(late.line(text));
    await p.publishNow();
    expect([(await shown(p, [late.known, goodKnown()]))[1], p.witnessed?.size]).toEqual([[true, true], 2]);
    late.answer = () => ({ status: 503, body: "" });
    await record(3);
    await p.publishNow();
    expect([p.newest.size, p.witnessed?.size]).toEqual([5, 2]);
  });

  it("asks a witness that failed again only later, but at once when told to publish now", async () => {
    const failing = await witnessThat(() => ({ status: 500, body: "" }));
    const p = await publisher([failing.known, goodKnown()], 1);
    for (let n = 0; n < 4; n++) {
      await record();
      await p.publishNow();
    }
    expect(failing.asked.length).toBe(4);
    await record();
    while (p.newest.size < 5) await new Promise((resolve) => setImmediate(resolve));
    expect(failing.asked.length).toBe(4);
  });

  it("hands the anchorer the signatures over a published head, and says whose they are", async () => {
    const second = await runWitness(key(), { chain: CHAIN, name: "witness.example/w2" });
    const known = [goodKnown(), witnessKnown(second.witness.url, second.witness.vkey, second.witness.anchorVkey)];
    const p = await publisher(known);
    await record(2);
    await p.publishNow();
    const { size, root } = p.newest;
    await record(1);
    await p.publishNow();
    const digest = headDigest(CHAIN, fromHex(key().id), size, fromHex(root));
    const signed = await p.cosignaturesFor(2);
    expect(signed.map(({ address }) => address)).toEqual([good.witness.address, second.witness.address]);
    for (const { address, signature } of signed)
      expect(nobleEthereum.recoverAddress(digest, signature.with(64, (signature[64] ?? 0) - 27))).toBe(address);
    expect([(await p.cosignaturesFor(3)).length, await p.cosignaturesFor(1)]).toEqual([2, []]);
    // No chain answers: none of them signs a heartbeat.
    expect(await p.heartbeatSignaturesFor(1, 1)).toEqual([]);
    await second.close();
  });

  it("is the durable head itself where there are no witnesses", async () => {
    const p = await publisher([]);
    await record(2);
    expect([p.newest, p.witnessed, await p.cosignaturesFor(2)]).toEqual([log.sequencer.head, undefined, []]);
  });
});

describe("what was published", () => {
  const stopAll = async () => {
    await Promise.all(publishers.map((one) => one.stop()));
    publishers = [];
  };

  it("is shown again after a restart, though the log has grown since, and never less", async () => {
    const p = await publisher([goodKnown()]);
    await record(3);
    await p.publishNow();
    const { newest } = p;
    await stopAll();
    await record(2);
    const again = await publisher([goodKnown()]);
    expect([again.newest, again.witnessed]).toEqual([newest, newest]);
    expect((await again.cosignaturesFor(3)).length).toBe(1);
    await again.publishNow();
    expect(again.newest.size).toBe(5);
  });

  it("keeps an older store from starting, and another log's", async () => {
    await log.sequencer.idle();
    await db.close();
    await cp(join(folder, "store"), join(folder, "old"), { recursive: true });
    await db.open();
    log = await openLog(folder, db, g);
    const p = await publisher([goodKnown()]);
    await record(3);
    await p.publishNow();
    await stopAll();
    for (const [entries, reason] of [
      [0, /log behind its own checkpoint: 3 entries were published, 0 are stored\. Restore the newest copy/],
      [4, /log differs from what was published at 3 entries: .* This is not the log that was published/],
    ] as const) {
      await log.sequencer.idle();
      await db.close();
      for (const name of ["store", "mark"]) await rm(join(folder, name), { recursive: true });
      await cp(join(folder, "old"), join(folder, "store"), { recursive: true });
      await db.open();
      log = await openLog(folder, db, g);
      if (entries > 0) await record(entries);
      await expect(publisher([goodKnown()])).rejects.toThrow(reason);
    }
    // Nor would the witness cosign the second history.
    await rm(join(folder, "published.json"));
    const forked = await publisher([goodKnown()]);
    await forked.publishNow();
    expect(await shown(forked, [goodKnown()])).toEqual([4, [false]]);
  });

  it("is refused when its file is damaged, and a damaged line of a witness is left out", async () => {
    const p = await publisher([goodKnown()]);
    await record(3);
    await p.publishNow();
    await stopAll();
    const file = join(folder, "published.json");
    const text = await readFile(file, "utf8");
    for (const damaged of [text.slice(0, -9), text.replace("\\n3\\n", "\\n2\\n"), "{}", ""]) {
      await writeFile(file, damaged);
      await expect(publisher([goodKnown()])).rejects.toThrow(/published\.json is damaged, or of another log/);
    }
    const { name } = goodKnown().key;
    await writeFile(file, text.replaceAll(new RegExp(`(— ${name} .{40}).{4}`, "g"), "$1AAAA"));
    const mended = await publisher([goodKnown()]);
    expect([await shown(mended, [goodKnown()]), mended.witnessed]).toEqual([[3, [false]], undefined]);
    await mended.publishNow();
    expect(await shown(mended, [goodKnown()])).toEqual([3, [true]]);
  });

  it("counts by the witnesses known now: a quorum of others is none", async () => {
    const p = await publisher([goodKnown()]);
    await record();
    await p.publishNow();
    await stopAll();
    const other = await witnessThat(() => ({ status: 503, body: "" }));
    const later = await publisher([other.known]);
    expect([parseNote(later.newest.checkpoint).signatures.length, later.witnessed]).toEqual([1, undefined]);
  });

  it("ends the process when it cannot be written, and shows what it showed", async () => {
    const p = await publisher([goodKnown()]);
    await record();
    await mkdir(join(folder, "published.json.new"));
    await expect(p.publishNow()).rejects.toThrow(/EISDIR/);
    expect([log.poisoned.length, p.newest.size]).toEqual([1, 0]);
    expect(hex(fromHex(p.newest.root))).toBe(hex(sha256(new Uint8Array())));
  });
});
