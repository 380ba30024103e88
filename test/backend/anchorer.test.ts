import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getBytes, type JsonRpcProvider, keccak256, type Wallet } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Anchorer, startAnchorer } from "#backend/anchor/anchorer.ts";
import { logContract } from "#backend/anchor/log-contract.ts";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { patience } from "#backend/chain/patience.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { createSender } from "#backend/chain/sender.ts";
import { sha256 } from "#backend/crypto.ts";
import { openLogKey } from "#backend/log/key.ts";
import { rootAt } from "#backend/log/nodes.ts";
import { openDatabase } from "#backend/store/open.ts";
import { hex } from "#core/bytes.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { cosign, type Signed, witnesses } from "../contracts/cosigner.ts";
import { type CrookedNode, crookedNode } from "./crooked-node.ts";
import { ground, NOW, ORIGIN } from "./ground.ts";
import { heldClock } from "./held-clock.ts";
import { openLog } from "./log-of.ts";
import { prepareService } from "./running.ts";

const cadence = { seconds: 600, entries: 1000, heartbeatSeconds: 1200 };
const interfaces = readInterfaces();
const [stranger, one, other, third] = witnesses(4) as [Wallet, Wallet, Wallet, Wallet];

let now = NOW;
let p: Awaited<ReturnType<typeof prepareService>>;
let node: CrookedNode;
let provider: JsonRpcProvider;
beforeAll(async () => {
  p = await prepareService(() => now);
  node = await crookedNode(p.chain.url);
  provider = providerOf([node.url], p.chain.chainId);
});
afterAll(async () => {
  provider.destroy();
  await node.close();
  await p.close();
});
beforeEach(() => node.behave({}));

type Signers = {
  readonly heads: readonly Wallet[];
  readonly heartbeats: readonly Wallet[];
  /** Which heads they were shown; all if absent. */
  readonly sizes?: readonly number[];
};

/** A log of its own on the chain; with witnesses where `signers` say who of them signs. */
async function anchoring(key: number, signers?: () => Signers) {
  const folder = await mkdtemp(join(tmpdir(), "liangji-"));
  const db = await openDatabase(folder);
  const g = ground();
  const { sequencer, store } = await openLog(folder, db, g, () => now);
  const logKey = openLogKey(folder, ORIGIN);
  const logId = `0x${logKey.id}`;
  const { deployment } = p.options;
  const keys = [key, key + 1].map((at) => p.chain.accounts[at]?.privateKey ?? "");
  const sender = createSender({
    provider,
    keys,
    deployment,
    interfaces,
    nameOf: (hash) => hash,
    log: pino({ level: "silent" }),
    clock: heldClock(),
    patience,
  });
  const contract = logContract(provider, sender, deployment, interfaces.LogAnchor, logKey);
  if (signers) {
    const set = [one, other, third].map(({ address }) => address);
    const submitter = p.chain.accounts[9]?.address;
    await sender.send({
      contract: "LogAnchor",
      method: "register",
      args: [logId, ORIGIN, logKey.publicKey, submitter, set, 2],
      tookEffect: async () => (await contract.signers()).quorum === 2,
    });
  }
  await contract.ensureRegistered();
  const by = async (wallets: readonly Wallet[], what: Signed, message: Record<string, string | number>) =>
    (await cosign(deployment, wallets, what, { logId, ...message })).map((signature, at) => ({
      address: wallets[at]?.address.toLowerCase() ?? "",
      signature: getBytes(signature),
    }));
  const anchorer: Anchorer = startAnchorer({
    store,
    contract,
    head: () => sequencer.head,
    now: () => now,
    cadence,
    ...(signers && {
      cosignaturesFor: async (size) => {
        const { heads, sizes = [size] } = signers();
        const root = `0x${hex(await rootAt(store, size))}`;
        return by(sizes.includes(size) ? heads : [], "Head", { size, root });
      },
      heartbeatSignaturesFor: (index, beat) => by(signers().heartbeats, "Heartbeat", { index, beat }),
    }),
    anchored: async () => undefined,
    log: pino({ level: "silent" }),
  });
  let named = 0;
  return {
    anchorer,
    contract,
    record: async (count: number) => {
      const entries = Array.from({ length: count }, () => g.sign(g.people.operator, g.say.defined(`tea-${named++}`)));
      for (let from = 0; from < count; from += 64)
        await sequencer.submit(entries.slice(from, from + 64).map((entry) => prepareEntry(entry, sha256)));
    },
    close: async () => {
      await sender.stop();
      await anchorer.stop();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe("an anchorer", () => {
  it("keeps the cadence: nothing early, whole tiles where they are enough, a heartbeat when nothing came", async () => {
    const { anchorer, contract, record, close } = await anchoring(2);
    const sizes: number[] = [];
    const pass = async (seconds: number) => {
      now += seconds;
      await anchorer.round();
      sizes.push((await contract.headOf()).size);
    };
    await record(200);
    await pass(599);
    await record(100);
    await pass(1);
    await pass(599);
    await pass(cadence.heartbeatSeconds);
    expect(sizes).toEqual([0, 256, 300, 300]);
    expect(await contract.headOf()).toMatchObject({ index: 2, beat: 1, time: now });
    await close();
  });

  it("anchors the whole head at once when asked, and the same head never twice", async () => {
    const { anchorer, contract, record, close } = await anchoring(2);
    await record(3);
    await anchorer.anchorNow();
    await anchorer.anchorNow();
    expect(await contract.headOf()).toMatchObject({ size: 3, index: 1, beat: 0 });
    await close();
  });

  it("does not believe that a head was mined, and puts the next one there when it can", async () => {
    const { anchorer, contract, record, close } = await anchoring(2);
    await record(3);
    node.behave({
      eth_sendRawTransaction: ({ params }) => keccak256(String(params[0])),
      eth_getTransactionReceipt: ({ params }) => ({ transactionHash: params[0], status: "0x1", blockNumber: "0x1" }),
    });
    await expect(anchorer.anchorNow()).rejects.toMatchObject({ code: "act-unconfirmed" });
    expect(await contract.headOf()).toMatchObject({ size: 0 });
    await record(2);
    node.behave({});
    await anchorer.anchorNow();
    expect((await contract.headOf()).size).toBe(5);
    await close();
  });

  it("with witnesses says how many signatures are missing, sends nothing, and tries again; then any key will do, with what they signed", async () => {
    let signing: Signers = { heads: [one], heartbeats: [] };
    const { anchorer, contract, record, close } = await anchoring(4, () => signing);
    await record(3);
    const wait = `too few witnesses signed the head of 3 entries: 1 of 2`;
    await expect(anchorer.anchorNow()).rejects.toThrow(wait);
    expect(anchorer.trouble).toMatchObject({ why: expect.stringContaining(wait) });
    expect(await contract.headOf()).toMatchObject({ size: 0 });
    // Signatures of somebody who is no witness on the chain, and in any order, do no harm.
    signing = { heads: [stranger, third, other, one], heartbeats: [stranger, third] };
    await anchorer.anchorNow();
    expect(anchorer.trouble).toBeUndefined();
    expect(await contract.headOf()).toMatchObject({ size: 3, beat: 0 });

    now += cadence.heartbeatSeconds;
    await expect(anchorer.round()).rejects.toThrow("too few witnesses signed heartbeat 1 of head 1: 1 of 2");
    signing = { heads: [], heartbeats: [third, stranger, other] };
    await anchorer.round();
    expect(await contract.headOf()).toMatchObject({ size: 3, beat: 1, time: now });

    await record(297);
    now += cadence.seconds;
    signing = { heads: [one, other], heartbeats: [], sizes: [300] };
    await anchorer.round();
    expect(await contract.headOf()).toMatchObject({ size: 300, beat: 0 });
    await close();
  });
});
