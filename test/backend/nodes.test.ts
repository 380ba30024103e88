import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonRpcProvider, Wallet } from "ethers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { type DevChain, startDevChain } from "#backend/chain/devchain.ts";
import { followChain } from "#backend/chain/follow.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { oneChainId } from "#scripts/refuse-start.ts";
import { gateTo } from "./gate.ts";
import { type Lie, lyingNode } from "./lying-node.ts";

const MOST_BEHIND = 5;
let folder: string;
let chain: DevChain;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-nodes-"));
  chain = await startDevChain({ journalFile: join(folder, "journal") });
  const own = new JsonRpcProvider(chain.url, chain.chainId, { staticNetwork: true, cacheTimeout: -1 });
  const wallet = new Wallet(chain.accounts[7]?.privateKey ?? "", own);
  for (let n = 0; n <= MOST_BEHIND; n++) await (await wallet.sendTransaction({ to: wallet.address })).wait();
  own.destroy();
});
afterAll(async () => {
  await chain.close();
  await rm(folder, { recursive: true, force: true });
});

/** A node that says these results, by method, and of everything else the truth. */
const answering =
  (said: Readonly<Record<string, unknown>>): Lie =>
  async (calls, honest) =>
    (await honest(calls)).map((answer) => {
      const method = calls.find(({ id }) => id === answer.id)?.method ?? "";
      return method in said ? { ...answer, result: said[method] } : answer;
    });
/** The height that someone sees who reads through these nodes. */
async function heightThrough(...urls: readonly string[]): Promise<number> {
  const provider = providerOf(urls, chain.chainId);
  try {
    return await provider.getBlockNumber();
  } finally {
    provider.destroy();
  }
}

it("the next node answers when the first is away, and the first again when it is back", async () => {
  const gate = await gateTo(chain.url);
  const other = await lyingNode(chain.url, answering({ eth_blockNumber: "0x9" }));
  const provider = providerOf([gate.url, other.url], chain.chainId);
  const height = async () => Number(await provider.send("eth_blockNumber", []));
  expect(await height()).toBe(MOST_BEHIND + 1);
  gate.shut();
  expect(await height()).toBe(9);
  gate.open();
  expect(await height()).toBe(MOST_BEHIND + 1);
  provider.destroy();
  await Promise.all([gate.close(), other.close()]);
});

it("a node of another chain is not asked", async () => {
  const other = await lyingNode(chain.url, answering({ eth_chainId: "0x1", eth_blockNumber: "0xff" }));
  expect(await heightThrough(other.url, chain.url)).toBe(MOST_BEHIND + 1);
  await expect(oneChainId([chain.url, other.url])).rejects.toThrow(/not on one chain/);
  await other.close();
});

it("a node that has fallen behind is asked last", async () => {
  const behind = await lyingNode(chain.url, answering({ eth_blockNumber: "0x0" }));
  expect(await heightThrough(behind.url, chain.url)).toBe(MOST_BEHIND + 1);
  expect(await heightThrough(behind.url)).toBe(0);
  await behind.close();
});

it("a node that lags takes back nothing that was read through another", async () => {
  const gate = await gateTo(chain.url);
  const provider = providerOf([gate.url], chain.chainId);
  const none = {
    LogAnchor: "",
    ActorRegistry: "",
    CertificateRegistry: "",
    RecognitionRegistry: "",
    BatchLedger: "",
    LabelMint: "",
  };
  const contracts = Object.fromEntries(Object.keys(none).map((name, n) => [name, `0x${String(n + 1).repeat(40)}`]));
  const index = followChain(provider, { chainId: chain.chainId, startBlock: 0, contracts } as never, readInterfaces());
  await index.refresh();
  const read = index.block;
  const lagging = await lyingNode(chain.url, async (calls, honest) =>
    honest(calls.map((call) => ({ ...call, params: call.params.map((one) => (one === "latest" ? "0x1" : one)) }))),
  );
  gate.lead(lagging.url);
  await expect(index.refresh()).rejects.toThrow(/behind what was read/);
  expect(index.block).toEqual(read);
  provider.destroy();
  await Promise.all([gate.close(), lagging.close()]);
});

it("when none answers, that is said", async () => {
  const gate = await gateTo(chain.url);
  gate.shut();
  await expect(heightThrough(gate.url, gate.url)).rejects.toMatchObject({ code: "chain-unreachable" });
  await expect(oneChainId([gate.url])).rejects.toThrow(/cannot be reached/);
  expect(await oneChainId([gate.url, chain.url])).toBe(chain.chainId);
  await gate.close();
});
