import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashOfId, sha256, verifyP256 } from "#backend/crypto.ts";
import { startService } from "#backend/service.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { base64url } from "#core/bytes.ts";
import { type Entry, signedBytes } from "#core/entry.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { defineProduct } from "#core/work/land.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { connect } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { failing } from "./faults.ts";
import { gateTo } from "./gate.ts";
import { openLog } from "./log-of.ts";
import { prepareService } from "./running.ts";

let p: Awaited<ReturnType<typeof prepareService>>;
beforeEach(async () => {
  p = await prepareService();
});
afterEach(() => p.close());
const operator = sampleAuthor("brand-operator");
const product = (id: string) => ({
  occurredAt: "2026-01-05T08:00:00+08:00",
  product: id,
  name: { zh: "茶", en: "tea" },
  verb: "drink" as const,
});
const record = async (url: string, id: string) => (await connect(url)).perform(operator, defineProduct(product(id)));
function signedProduct(id: string): Entry {
  const unsigned = {
    statement: { type: "liangji:ProductDefined" as const, ...product(id) },
    actor: operator.actor,
    key: operator.key,
    series: [],
  };
  return { ...unsigned, signature: base64url(operator.sign(signedBytes(p.options.logOrigin, unsigned))) };
}

it("starts again on what it left, with the same checkpoint", async () => {
  const first = await startService(p.options);
  await record(first.url, "tea-1");
  await first.anchorNow();
  const checkpoint = await (await fetch(`${first.url}/log/checkpoint`)).text();
  await first.close();
  const second = await startService(p.options);
  expect(await (await fetch(`${second.url}/log/checkpoint`)).text()).toBe(checkpoint);
  expect(await (await fetch(`${second.url}/log/anchors`)).json()).toMatchObject({ anchors: [{ index: 1, size: 1 }] });
  await second.close();
});

it("refuses to start on an old copy of its data, because the chain has seen more", async () => {
  const first = await startService(p.options);
  await record(first.url, "tea-1");
  await first.close();
  await cp(join(p.folder, "store"), join(p.folder, "old"), { recursive: true });
  const second = await startService(p.options);
  await record(second.url, "tea-2");
  await second.anchorNow();
  await second.close();
  for (const name of ["store", "mark"]) await rm(join(p.folder, name), { recursive: true });
  await cp(join(p.folder, "old"), join(p.folder, "store"), { recursive: true });
  await expect(startService(p.options)).rejects.toThrow(/log behind the chain: 2 entries are anchored, 1 are stored/);
});

it("refuses to start on a log that grew another way than the one that was anchored", async () => {
  const first = await startService(p.options);
  await record(first.url, "tea-1");
  await first.anchorNow();
  await first.close();
  for (const name of ["store", "mark"]) await rm(join(p.folder, name), { recursive: true });
  const db = await openDatabase(p.folder);
  const facts = {
    origin: p.options.logOrigin,
    domain: brand.domain,
    recorded: new Map(),
    actorOnChain: () => ({ key: operator.key, roles: 1 }),
    batchOnChain: () => undefined,
    flowOnChain: () => undefined,
    mintOnChain: () => undefined,
    hashOf: hashOfId,
    nameOf: (hash: string) => hash,
    verifyP256,
    sha256,
  };
  const { sequencer } = await openLog(p.folder, db, { roots: p.options.roots, facts }, () =>
    utcSeconds("2026-12-01T00:00:00Z"),
  );
  await sequencer.submit([prepareEntry(signedProduct("forged"), sha256)]);
  await db.close();
  await expect(startService(p.options)).rejects.toThrow(/log differs from the chain at 1 entries/);
});

it("after damage deep in the log was found, no start serves before it is mended", async () => {
  const first = await startService(p.options);
  // More than a start looks at.
  const signed = Array.from({ length: 300 }, (_, n) => signedProduct(`tea-${n}`));
  for (const entries of [signed.slice(0, 150), signed.slice(150)])
    await (await connect(first.url)).post("/entries", { entries });
  await first.close();
  const changeEntry7 = async (change: (bytes: Uint8Array) => void): Promise<void> => {
    const open = await openDatabase(p.folder);
    const bytes = (await open.get(keys.entry(7))) as Uint8Array;
    change(bytes);
    await open.put(keys.entry(7), bytes);
    await open.close();
  };
  await changeEntry7((bytes) => bytes.set([(bytes[90] ?? 0) ^ 1], 90));
  const second = await startService({ ...p.options, logLevel: "silent" });
  expect((await fetch(`${second.url}/entries/7`)).status).toBe(503);
  await second.close();
  await expect(startService(p.options)).rejects.toThrow(/log damaged at e\/.*does not match its hash.*fsck/);
  await expect(startService(p.options)).rejects.toThrow(/log damaged at e\//);
  await changeEntry7((bytes) => bytes.set([(bytes[90] ?? 0) ^ 1], 90));
  const mended = await startService(p.options);
  expect((await fetch(`${mended.url}/entries/7`)).status).toBe(200);
  await mended.close();
});

it("refuses a second service on the same folder in words", async () => {
  const first = await startService(p.options);
  await expect(startService(p.options)).rejects.toThrow(/another service has this folder open/);
  await first.close();
});

it("refuses to start as a relay that may not anchor this log", async () => {
  const stranger = p.chain.accounts[5]?.privateKey ?? "";
  await expect(startService({ ...p.options, relayerKeys: [stranger] })).rejects.toThrow(
    /is anchored by .* not by this relay/,
  );
});

it("answers 503 and leaves with a failure when the disk fails, and reads go on", async () => {
  const left: number[] = [];
  const db = await openDatabase(p.folder);
  const service = await startService({
    ...p.options,
    database: failing(db, "before", 3),
    exit: (code) => left.push(code),
    logLevel: "silent",
  });
  await record(service.url, "tea-1");
  for (const id of ["tea-2", "tea-3"])
    await expect(record(service.url, id)).rejects.toMatchObject({ code: "storage-failed", status: 503 });
  expect(left).toEqual([1]);
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${service.url}/entries/0`)).status).toBe(200);
  await service.close();
});

it("goes on recording while the chain cannot be reached, and anchors when it can again", async () => {
  const gate = await gateTo(p.chain.url);
  const service = await startService({ ...p.options, chainRpcUrls: [gate.url], logLevel: "silent" });
  const client = await connect(service.url);
  const signed = await client.signAct(operator, "SetConversion", {
    fromProduct: `0x${"1".repeat(64)}`,
    toProduct: `0x${"2".repeat(64)}`,
    numerator: 1,
    denominator: 2,
    sourceHash: `0x${"3".repeat(64)}`,
  });
  gate.shut();
  await record(service.url, "tea-1");
  await expect(service.anchorNow()).rejects.toThrow();
  await expect(client.post("/acts", signed)).rejects.toMatchObject({ code: "chain-unreachable", status: 503 });
  await expect(client.get("/acts/nonce?contract=BatchLedger&actor=brand-operator")).rejects.toMatchObject({
    code: "chain-unreachable",
  });
  expect(await client.get("/log/anchors")).toMatchObject({ anchors: [], witnesses: { epoch: 1, quorum: 0 } });
  gate.open();
  await service.anchorNow();
  expect(await client.get("/log/anchors")).toMatchObject({ anchors: [{ index: 1, size: 1 }] });
  await client.post("/acts", signed);
  await service.close();
  await gate.close();
});

it("takes nothing while its clock is far behind the chain, and says what to do; a little behind it is led by the chain", async () => {
  const real = () => Math.floor(Date.now() / 1000);
  let behind = 0;
  const service = await startService({ ...p.options, clock: () => real() - behind, logLevel: "silent" });
  const client = await connect(service.url);
  const before = real();
  await record(service.url, "tea-1");
  await service.anchorNow();
  behind = 3600;
  await expect(record(service.url, "tea-2")).rejects.toMatchObject({ code: "clock-behind", status: 503 });
  expect(await client.get("/health")).toMatchObject({ entries: 1 });
  behind = 600;
  await record(service.url, "tea-2");
  const { recordedAt } = await client.get<{ recordedAt: string }>("/entries/1");
  expect(utcSeconds(recordedAt)).toBeGreaterThanOrEqual(before);
  await service.close();
});
