import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nativeCrypto } from "#backend/crypto.ts";
import { pageFor } from "#backend/evidence/page-for.ts";
import { openLogKey } from "#backend/log/key.ts";
import { type Service, startService } from "#backend/service.ts";
import { addressOf, openChainSecret } from "#backend/witness/chain-key.ts";
import { chainKeyFile, startWitness, type Witness } from "#backend/witness/start.ts";
import { hex } from "#core/bytes.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { COSIGNATURE, isCosignedBy } from "#core/log/cosignature.ts";
import { parseNote, verifyNote, verifyVkey } from "#core/log/note.ts";
import { parseTlogProof } from "#core/log/tlog-proof.ts";
import { defineProduct } from "#core/work/land.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { connect } from "#scripts/client.ts";
import { ORIGIN, prepareService } from "./running.ts";

const NAMES = ["witness.example/association", "witness.example/certifier"];
let folders: string[];
let p: Awaited<ReturnType<typeof prepareService>>;
let witnesses: Witness[];
let service: Service;
let ahead = 0;
const clock = () => Math.floor(Date.now() / 1000) + ahead;

function startThem(ports: readonly number[]): Promise<Witness[]> {
  const { vkey } = openLogKey(p.folder, ORIGIN);
  const chain = { chainId: p.chain.chainId, contract: p.options.deployment.contracts.LogAnchor, rpc: p.chain.url };
  return Promise.all(
    NAMES.map((name, at) =>
      startWitness({
        dataDir: folders[at] ?? "",
        host: "127.0.0.1",
        port: ports[at] ?? 0,
        name,
        logs: [vkey],
        chain,
        logLevel: "silent",
      }),
    ),
  );
}

beforeAll(async () => {
  folders = await Promise.all(NAMES.map(() => mkdtemp(join(tmpdir(), "liangji-witness-"))));
  const addresses = folders.map((folder) => `0x${hex(addressOf(openChainSecret(chainKeyFile(folder))))}`);
  p = await prepareService(clock, { witnesses: addresses, quorum: 2 });
  witnesses = await startThem([0, 0]);
  service = await startService({
    ...p.options,
    clock,
    heartbeatSeconds: 60,
    logLevel: "silent",
    witnesses: witnesses.map(({ name, url, vkey, anchorVkey = "" }) => ({
      name: { zh: name, en: name },
      url,
      vkey,
      anchorVkey,
    })),
    // Not the log's submitter: with a quorum's signatures anybody anchors.
    relayerKeys: [p.chain.accounts[5]?.privateKey ?? ""],
  });
});
afterAll(async () => {
  await service.close();
  await Promise.all(witnesses.map((one) => one.close()));
  await p.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

const text = async (path: string) => (await fetch(service.url + path)).text();
const record = async (id: string) =>
  (await connect(service.url)).perform(
    sampleAuthor("brand-operator"),
    defineProduct({
      occurredAt: "2026-01-05T08:00:00+08:00",
      product: id,
      name: { zh: "茶", en: "tea" },
      verb: "drink",
    }),
  );
const anchors = async () =>
  (JSON.parse(await text("/log/anchors")) as { anchors: { index: number; size: number; time: number }[] }).anchors;
const cosigned = (note: string) =>
  Promise.all(
    witnesses.map(({ vkey }) => isCosignedBy(nativeCrypto, verifyVkey(sha256, vkey, COSIGNATURE), parseNote(note))),
  );

describe("a service with two witnesses, both of whom its contract asks for", () => {
  it("publishes cosigned checkpoints, proves entries to them, and anchors them with their signatures", async () => {
    await record("tea-1");
    await service.anchorNow();
    const note = await text("/log/checkpoint");
    const { size } = parseCheckpoint(await verifyNote(nativeCrypto, note, [service.policy.log.vkey]));
    expect([size, await cosigned(note)]).toEqual([1, [true, true]]);
    expect(parseTlogProof(await text("/log/proof/0")).checkpoint).toBe(note);
    expect(await anchors()).toMatchObject([{ index: 1, size: 1 }]);
  });

  it("proves an entry that is not published yet to the head that holds it, and the published one goes on", async () => {
    const before = await text("/log/checkpoint");
    await record("tea-2");
    const proof = parseTlogProof(await text("/log/proof/1"));
    const { size } = parseCheckpoint(await verifyNote(nativeCrypto, proof.checkpoint, [service.policy.log.vkey]));
    expect(size).toBe(2);
    await service.anchorNow();
    const after = await text("/log/checkpoint");
    expect([before === after, await cosigned(after), (await anchors()).length]).toEqual([false, [true, true], 2]);
  });

  it("confirms an old head by a heartbeat that both sign", async () => {
    const before = await p.chain.request("eth_blockNumber", []);
    ahead = 120;
    await service.anchorNow();
    const health = JSON.parse(await text("/health")) as { anchored: { size: number; ageSeconds: number } };
    expect(await p.chain.request("eth_blockNumber", [])).not.toBe(before);
    expect([health.anchored.size, health.anchored.ageSeconds <= 60, (await anchors()).length]).toEqual([2, true, 2]);
  });

  it("names its witnesses in the policy, and as C2SP tlog-policy has it", async () => {
    const vkeys = witnesses.map(({ vkey }) => vkey);
    expect([service.policy.witnesses?.map(({ vkey }) => vkey), service.policy.witnessQuorum]).toEqual([vkeys, 2]);
    expect(await text("/log/policy")).toBe(
      [
        `log ${service.policy.log.vkey}`,
        `# ${NAMES[0]} ${NAMES[0]}`,
        `witness w1 ${vkeys[0]}`,
        `# ${NAMES[1]} ${NAMES[1]}`,
        `witness w2 ${vkeys[1]}`,
        "group witnesses 2 w1 w2",
        "quorum witnesses",
        "",
      ].join("\n"),
    );
  });

  it("goes on publishing without them, and anchors nothing until they are back", async () => {
    await Promise.all(witnesses.map((one) => one.close()));
    await record("tea-3");
    await expect(service.anchorNow()).rejects.toThrow(/too few witnesses signed the head of 3 entries: 0 of 2/);
    const note = await text("/log/checkpoint");
    expect([note.split("\n")[1], await cosigned(note), (await anchors()).length]).toEqual(["3", [false, false], 2]);
    witnesses = await startThem(witnesses.map(({ url }) => Number(new URL(url).port)));
    await service.anchorNow();
    expect([await cosigned(await text("/log/checkpoint")), (await anchors()).at(-1)?.size]).toEqual([[true, true], 3]);
  });

  it("does not start with a quorum that cannot be met, or with one key under two names", async () => {
    const [one] = witnesses.map(({ name, url, vkey }) => ({ name: { zh: name, en: name }, url, vkey }));
    if (!one) throw new Error("no witness");
    const options = { ...p.options, dataDir: join(p.folder, "other") };
    await expect(startService({ ...options, witnesses: [one], witnessQuorum: 2 })).rejects.toThrow(
      /a quorum of 2 among 1/,
    );
    await expect(startService({ ...options, witnesses: [one, one] })).rejects.toThrow(/two witnesses have one key/);
  });
});

describe("the page that evidence goes by", () => {
  const page = (size: number) => ({ size, root: "", checkpoint: "" });
  const lines = (...indexes: number[]) => indexes.map((index) => ({ index }));
  const at = (...sizes: number[]) => sizes.map((size) => ({ size }));
  const chosen = (...args: Parameters<typeof pageFor>) => pageFor(...args)?.size;

  it("is the one that a quorum saw, if it holds every line and all that is anchored of them", () => {
    expect(chosen([page(10), page(20)], lines(3, 9), at(5, 10))).toBe(10);
    expect(chosen([page(10), page(20)], lines(3, 4), at(5, 15))).toBe(10);
    expect(chosen([page(10), page(20)], lines(3, 12), at(5, 10))).toBe(20);
    expect(chosen([page(10), page(20)], lines(3, 9), at(5, 15))).toBe(20);
    expect(chosen([undefined, page(20)], lines(3), at(5))).toBe(20);
    expect(chosen([page(10), page(20)], lines(25), at(5))).toBeUndefined();
  });
});
