import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { recoverAddress } from "ethers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { openDatabase } from "#backend/store/open.ts";
import { startWitness } from "#backend/witness/start.ts";
import { hex } from "#core/bytes.ts";
import { ANCHOR_SIGNATURE, headDigest, heartbeatDigest } from "#core/log/anchor-signature.ts";
import { logId } from "#core/log/id.ts";
import { isBy, noteWith, parseNote, verifyVkey } from "#core/log/note.ts";
import { root } from "#core/log/tree.ts";
import { leavesOf, TIME, testLog } from "#test/core/log-signer.ts";
import { failing } from "./faults.ts";
import { ask, cosignedAt, post, type RunningWitness, runWitness } from "./running-witness.ts";

const log = testLog("log.example/2026");
const leaves = leavesOf(300);
const fork = [...leaves.slice(0, 5), ...leavesOf(300, "b")];
const CHAIN = { chainId: 31_337, contract: "0x5fc8d32690cc91d4c39d9d3abcbd16989f875707", rpc: "http://127.0.0.1:1" };
const id = logId(sha256, log.origin, log.publicKey);

let w: RunningWitness;
beforeEach(async () => {
  w = await runWitness(log);
});
afterEach(() => w.close());
const add = (oldSize: number, size: number, of = leaves) => ask(w.witness.url, log, of, oldSize, size);
const code = (text: string) => (JSON.parse(text) as { code: string }).code;

describe("add-checkpoint", () => {
  it("answers 200 with a cosignature of the first head, of each that extends it, and of the same one again", async () => {
    for (const [oldSize, size] of [
      [0, 3],
      [3, 3],
      [3, 7],
      [7, 256],
      [256, 300],
      [300, 300],
    ] as const) {
      const { status, type, text } = await add(oldSize, size);
      expect([status, type]).toEqual([200, "text/plain; charset=utf-8"]);
      expect(text).toMatch(/^— witness\.example\/w1 \S+\n$/);
      expect(await cosignedAt(w.witness.vkey, log.note(leaves, size), text)).toBe(TIME);
    }
  });

  it("cosigns extension lines along, whatever they say", async () => {
    const checkpoint = log.note(leaves, 3, ["something", "else"]);
    const { status, text } = await post(w.witness.url, `old 0\n\n${checkpoint}`);
    expect([status, await cosignedAt(w.witness.vkey, checkpoint, text)]).toEqual([200, TIME]);
  });

  it("answers 400 to what is no request, and to an old size beyond the new", async () => {
    for (const body of [
      "",
      "old 0",
      `old 00\n\n${log.note(leaves, 3)}`,
      `old 0\n\n${log.note(leaves, 3)}x`,
      `old 0\n\n${log.note(leaves, 3).replace("\n3\n", "\n03\n")}`,
      `\ufeffold 0\n\n${log.note(leaves, 3)}`,
      Buffer.concat([Buffer.from(`old 0\n\n${log.note(leaves, 3)}`), Buffer.of(0xff)]),
    ])
      expect((await post(w.witness.url, body)).status).toBe(400);
    const beyond = await add(5, 3);
    expect([beyond.status, code(beyond.text)]).toEqual([400, "old-size-beyond"]);
  });

  it("answers 403 where the log's own signature is missing or wrong", async () => {
    const stranger = testLog(log.origin).note(leaves, 3);
    const changed = log.note(leaves, 3).replace("\n3\n", "\n4\n");
    for (const checkpoint of [stranger, changed]) {
      const { status, text } = await post(w.witness.url, `old 0\n\n${checkpoint}`);
      expect([status, code(text)]).toEqual([403, "log-not-signed"]);
    }
  });

  it("answers 404 for a log it does not watch", async () => {
    const { status, text } = await post(w.witness.url, `old 0\n\n${testLog("other.example").note(leaves, 3)}`);
    expect([status, code(text)]).toEqual([404, "origin-unknown"]);
  });

  it("answers 409 with the size it last cosigned, as text/x.tlog.size, and 413 to what is too long", async () => {
    expect(await add(2, 7)).toEqual({ status: 409, type: "text/x.tlog.size", text: "0\n" });
    await add(0, 7);
    for (const [oldSize, size] of [
      [0, 9],
      [5, 9],
      [8, 9],
      [0, 7],
      [3, 5],
    ] as const)
      expect(await add(oldSize, size)).toEqual({ status: 409, type: "text/x.tlog.size", text: "7\n" });
    expect(await add(7, 7, fork)).toEqual({ status: 409, type: "text/x.tlog.size", text: "7\n" });
    expect((await post(w.witness.url, `old 0\n\n${"x".repeat(300_000)}`)).status).toBe(413);
  });

  it("answers 422 to a proof that does not lead from the head it cosigned, and cosigns nothing", async () => {
    await add(0, 7);
    const other = await add(7, 12, fork);
    const bare = await post(w.witness.url, `old 7\n\n${log.note(leaves, 12)}`);
    const tooMuch = await post(w.witness.url, `old 7\n${"A".repeat(43)}=\n\n${log.note(leaves, 7)}`);
    for (const { status, text } of [other, bare, tooMuch])
      expect([status, code(text)]).toEqual([422, "head-inconsistent"]);
    expect((await add(7, 12)).status).toBe(200);
  });

  it("lets exactly one of many win, when two histories are sent at once", async () => {
    await add(0, 5);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => add(5, 6 + (n >> 1), n % 2 === 0 ? leaves : fork)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [size = ""] = new Set(answers.filter(({ status }) => status === 409).map(({ text }) => text));
    const at = Number(size);
    const own = answers.findIndex(({ status }) => status === 200) % 2 === 0 ? leaves : fork;
    expect([(await add(at, 40, own === leaves ? fork : leaves)).status, (await add(at, 40, own)).status]).toEqual([
      422, 200,
    ]);
  });

  it("never dates a cosignature before the last one", async () => {
    await w.witness.close();
    let now = TIME;
    const witness = await startWitness({ ...w.options, clock: () => now });
    const times: number[] = [];
    for (const [size, clock] of [
      [1, TIME],
      [2, TIME - 86_400],
      [3, TIME + 5],
    ] as const) {
      now = clock;
      const { text } = await ask(witness.url, log, leaves, size - 1, size);
      times.push(await cosignedAt(witness.vkey, log.note(leaves, size), text));
    }
    expect(times).toEqual([TIME, TIME, TIME + 5]);
    await witness.close();
  });
});

describe("a witness's state", () => {
  it("is still there after a restart, under the same key", async () => {
    await add(0, 7);
    await w.witness.close();
    const again = await startWitness(w.options);
    expect(again.vkey).toBe(w.witness.vkey);
    expect(await ask(again.url, log, leaves, 0, 9)).toMatchObject({ status: 409, text: "7\n" });
    expect((await ask(again.url, log, fork, 7, 9)).status).toBe(422);
    expect((await ask(again.url, log, leaves, 7, 9)).status).toBe(200);
    await again.close();
  });

  it("gone, makes its key useless; another name or another folder's lock is refused too", async () => {
    await expect(startWitness(w.options)).rejects.toThrow(/has this folder open/);
    await w.witness.close();
    await expect(startWitness({ ...w.options, name: "witness.example/w2" })).rejects.toThrow(/this folder is of/);
    await rm(join(w.folder, "store"), { recursive: true });
    await expect(startWitness(w.options)).rejects.toThrow(/the record of what it cosigned is gone/);
    // With the key gone as well it is somebody new, whose name stands for nothing yet.
    await rm(join(w.folder, "witness-key"));
    const fresh = await startWitness(w.options);
    expect(fresh.vkey).not.toBe(w.witness.vkey);
    await fresh.close();
  });

  it.each(["before", "after"] as const)("is never answered for when the disk fails %s writing", async (when) => {
    const left: number[] = [];
    await w.witness.close();
    const database = failing(await openDatabase(w.folder), when, 1);
    const witness = await startWitness({ ...w.options, database, exit: (status) => void left.push(status) });
    expect((await ask(witness.url, log, leaves, 0, 3)).status).toBe(200);
    const lost = await ask(witness.url, log, leaves, 3, 7);
    expect([lost.status, lost.text.includes("—")]).toEqual([503, false]);
    expect(left).toEqual([1]);
    expect((await ask(witness.url, log, leaves, 3, 9)).status).toBe(503);
    await witness.close();
    const after = await startWitness(w.options);
    const size = when === "after" ? 7 : 3;
    expect(await ask(after.url, log, leaves, 0, 9)).toMatchObject({ status: 409, text: `${size}\n` });
    await after.close();
  });

  it.each([
    ["no log", []],
    ["the same log twice", [log.vkey, testLog(log.origin).vkey]],
    ["a key under another's id", [log.vkey.replace(/\+[0-9a-f]{8}\+/, "+00000000+")]],
  ])("does not begin with %s", async (_, logs) => {
    await expect(startWitness({ ...w.options, logs })).rejects.toThrow(/log|vkey-malformed/);
  });
});

describe("what anyone may read", () => {
  it("is its keys, and what it last cosigned", async () => {
    expect(await (await fetch(`${w.witness.url}/vkey`)).text()).toBe(`${w.witness.vkey}\n`);
    const page = async () => (await fetch(w.witness.url)).text();
    expect(await page()).toContain(`${log.origin}\n  nothing yet`);
    await add(0, 7);
    expect(await page()).toContain(`${log.origin}\n  size 7\n  root `);
    expect((await fetch(`${w.witness.url}/logs`)).status).toBe(404);
  });
});

describe("for a chain", () => {
  /** A node that says what it is told to say. */
  async function node(answer: { chainId: number; words: readonly (string | number | boolean)[]; text?: string }) {
    const word = (value: string | number | boolean) =>
      typeof value === "string" ? value : Number(value).toString(16).padStart(64, "0");
    const server = createServer((_, res) => {
      const result = `0x${answer.words.map(word).join("")}`;
      const replies = [
        { jsonrpc: "2.0", id: 1, result },
        { jsonrpc: "2.0", id: 0, result: `0x${answer.chainId.toString(16)}` },
      ];
      res.end(answer.text ?? JSON.stringify(replies));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
      answer,
      rpc: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
    };
  }
  const beat = async (url: string, body: object) => {
    const response = await fetch(`${url}/sign-heartbeat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { signature?: string; code?: string } };
  };

  it("signs the head beside its cosignature, as LogAnchor will recover it", async () => {
    const c = await runWitness(log, { chain: CHAIN });
    const { text } = await ask(c.witness.url, log, leaves, 0, 7);
    const key = verifyVkey(sha256, c.witness.anchorVkey ?? "", ANCHOR_SIGNATURE);
    expect(`0x${hex(key.publicKey)}`).toBe(c.witness.address);
    const lines = parseNote(noteWith("x\n", [text])).signatures;
    const [, line] = lines;
    expect(lines).toHaveLength(2);
    expect(line && isBy(key, line)).toBe(true);
    const digest = headDigest(CHAIN, id, 7, root(sha256, leaves.slice(0, 7)));
    const signer = recoverAddress(digest, `0x${hex(line?.signature ?? new Uint8Array())}`);
    expect(signer.toLowerCase()).toBe(c.witness.address);
    expect(await (await fetch(`${c.witness.url}/vkey`)).text()).toBe(`${c.witness.vkey}\n${c.witness.anchorVkey}\n`);
    await c.close();
  });

  it("signs the next heartbeat of the very head it last cosigned, as its own node tells it, and no other", async () => {
    const own = hex(root(sha256, leaves.slice(0, 7)));
    const n = await node({ chainId: CHAIN.chainId, words: [own, 7, TIME, 4, false, 2] });
    const c = await runWitness(log, { chain: { ...CHAIN, rpc: n.rpc } });
    const next = { logId: hex(id), index: 4, beat: 3 };
    expect(await beat(c.witness.url, next)).toMatchObject({ status: 409, body: { code: "heartbeat-refused" } });
    await ask(c.witness.url, log, leaves, 0, 7);
    const { status, body } = await beat(c.witness.url, next);
    expect(status).toBe(200);
    expect(recoverAddress(heartbeatDigest(CHAIN, id, 4, 3), body.signature ?? "").toLowerCase()).toBe(
      c.witness.address,
    );

    for (const wrong of [
      { ...next, beat: 2 },
      { ...next, beat: 4 },
      { ...next, index: 5 },
    ])
      expect(await beat(c.witness.url, wrong)).toMatchObject({ status: 409, body: { code: "heartbeat-refused" } });
    for (const words of [
      [own, 6, TIME, 4, false, 2],
      ["ab".repeat(32), 7, TIME, 4, false, 2],
      [own, 7, TIME, 4, true, 2],
    ]) {
      n.answer.words = words as (string | number | boolean)[];
      expect(await beat(c.witness.url, next)).toMatchObject({ status: 409, body: { code: "heartbeat-refused" } });
    }
    n.answer.words = [own, 7, TIME, 4, false, 2];
    await ask(c.witness.url, log, leaves, 7, 9);
    expect(await beat(c.witness.url, next)).toMatchObject({ status: 409, body: { code: "heartbeat-refused" } });
    await n.close();
    await c.close();
  });

  it("believes no node of another chain, none that talks nonsense, and none that is silent", async () => {
    const own = hex(root(sha256, leaves.slice(0, 7)));
    const n = await node({ chainId: 1, words: [own, 7, TIME, 4, false, 2] });
    const c = await runWitness(log, { chain: { ...CHAIN, rpc: n.rpc } });
    await ask(c.witness.url, log, leaves, 0, 7);
    const next = { logId: hex(id), index: 4, beat: 3 };
    const unreachable = { status: 503, body: { code: "chain-unreachable" } };
    expect(await beat(c.witness.url, next)).toMatchObject(unreachable);
    n.answer.chainId = CHAIN.chainId;
    for (const text of ["<html>", "[]", "{}", "null", `[${" ".repeat(20_000)}]`]) {
      n.answer.text = text;
      expect(await beat(c.witness.url, next)).toMatchObject(unreachable);
    }
    delete n.answer.text;
    n.answer.words = [own, 7];
    expect(await beat(c.witness.url, next)).toMatchObject(unreachable);
    await n.close();
    expect(await beat(c.witness.url, next)).toMatchObject(unreachable);
    await c.close();
  });

  it("refuses what is no heartbeat, a log it does not watch, and any without a chain", async () => {
    const c = await runWitness(log, { chain: CHAIN });
    const next = { logId: hex(id), index: 4, beat: 3 };
    for (const body of [
      {},
      { ...next, beat: 0 },
      { ...next, index: "4" },
      { ...next, more: 1 },
      { ...next, logId: "x" },
    ])
      expect((await beat(c.witness.url, body)).status).toBe(400);
    expect(await beat(c.witness.url, { ...next, logId: "0".repeat(64) })).toMatchObject({ status: 404 });
    expect(await beat(w.witness.url, next)).toMatchObject({ status: 404, body: { code: "not-found" } });
    await c.close();
  });
});
