import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { JsonRpcProvider, Wallet } from "ethers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DevChain, type DevChainOptions, startDevChain } from "#backend/chain/devchain.ts";
import { headerOfRpc } from "#backend/chain/rpc-header.ts";
import { concat, fromHex, hex } from "#core/bytes.ts";
import { parseExtra, sealDigest } from "#core/ethereum/qbft.ts";
import { receiptKey } from "#core/ethereum/receipt.ts";
import { encodeRlp, scalar } from "#core/ethereum/rlp.ts";
import { verifySeals } from "#core/ethereum/seals.ts";
import { storageRootOf } from "#core/ethereum/storage.ts";
import { buildTrie } from "#core/ethereum/trie-build.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";

const RECEIVER = "0x00000000000000000000000000000000000000aa";
let folder: string;
let journalFile: string;
const open: DevChain[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "devchain-"));
  journalFile = join(folder, "journal.jsonl");
});
afterEach(async () => {
  for (const chain of open.splice(0)) await chain.close();
  await rm(folder, { recursive: true });
});

const start = async (options: Partial<DevChainOptions> = {}): Promise<DevChain> => {
  const chain = await startDevChain({ journalFile, ...options });
  open.push(chain);
  return chain;
};
const stop = async (chain: DevChain): Promise<void> => {
  open.splice(open.indexOf(chain), 1);
  await chain.close();
};
type Block = { readonly number: string; readonly hash: string; readonly stateRoot: string; readonly timestamp: string };
const head = async (chain: Pick<DevChain, "request">): Promise<Block> =>
  (await chain.request("eth_getBlockByNumber", ["latest", false])) as Block;

/** A raw transfer, signed without asking the chain anything. */
const transfer = (privateKey: string, nonce: number, to = RECEIVER): Promise<string> =>
  new Wallet(privateKey).signTransaction({
    type: 2,
    chainId: 31_337,
    nonce,
    to,
    value: 1n,
    gasLimit: 100_000n,
    maxFeePerGas: 10n ** 12n,
    maxPriorityFeePerGas: 1n,
  });
const send = async (chain: DevChain, nonce: number): Promise<unknown> =>
  chain.request("eth_sendRawTransaction", [await transfer(keyOf(chain), nonce)]);
const keyOf = (chain: Pick<DevChain, "accounts">): string => chain.accounts[0]?.privateKey ?? "";

describe("the development chain", () => {
  it("has the same head after a restart, refused and reverted transactions included", async () => {
    let time = 1_770_000_000;
    const now = () => (time += 3);
    const first = await start({ now });
    for (const nonce of [0, 1, 2]) await send(first, nonce);
    await expect(send(first, 1)).rejects.toThrow(/nonce/i);
    // 0x60fe60005360016000f3 deploys one byte, INVALID: every call to it fails and is mined.
    const wallet = new Wallet(keyOf(first), new JsonRpcProvider(first.url, undefined, { cacheTimeout: -1 }));
    await wallet.provider?.getNetwork();
    const created = await wallet.sendTransaction({ data: "0x60fe60005360016000f3", nonce: 3 });
    const address = (await created.wait())?.contractAddress ?? "";
    await first.request("eth_sendRawTransaction", [await transfer(keyOf(first), 4, address)]);
    wallet.provider?.destroy();
    const before = await head(first);
    expect(Number(before.number)).toBe(5);
    await stop(first);

    const second = await start({ now });
    expect(await head(second)).toEqual(before);
    await send(second, 5);
    expect(Number((await head(second)).number)).toBe(6);
  });

  it("has the same head after its process was killed", async () => {
    const child = spawn(process.execPath, [new URL("./devchain-child.ts", import.meta.url).pathname, journalFile], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const held = await saidBy(child);
    const remote = { request: (method: string, params: readonly unknown[]) => rpc(held.url, method, params) };
    for (let nonce = 0; nonce < 25; nonce++)
      await remote.request("eth_sendRawTransaction", [await transfer(keyOf(held), nonce)]);
    const before = await head(remote);
    child.kill("SIGKILL");
    await once(child, "exit");

    expect(await head(await start())).toEqual(before);
  });

  it("drops a last line that was torn, and goes on from there", async () => {
    const first = await start();
    await send(first, 0);
    const before = await head(first);
    await stop(first);
    await appendFile(journalFile, '[1770000000,"0x02f8');

    const second = await start();
    expect(await head(second)).toEqual(before);
    await send(second, 1);
    const after = await head(second);
    await stop(second);
    expect(await head(await start())).toEqual(after);
  });

  it("refuses a journal of another engine, and one that is damaged before its end", async () => {
    const first = await start();
    await send(first, 0);
    await stop(first);
    const text = await readFile(journalFile, "utf8");
    await writeFile(journalFile, text.replace(/edr\/[\d.]+/, "edr/0.0.1"));
    await expect(startDevChain({ journalFile })).rejects.toThrow(/written with engine=.*edr\/0\.0\.1/);
    await writeFile(journalFile, `${text}not a line\n${text}`);
    await expect(startDevChain({ journalFile })).rejects.toThrow(/line 3 is damaged/);
    await writeFile(journalFile, text.replace('["', "").replace("[1", "[x"));
    await expect(startDevChain({ journalFile })).rejects.toThrow(/line 2 is damaged/);
  });

  it("never lets time run backwards", async () => {
    const times = [1_770_000_000, 1_770_000_050, 1_770_000_010];
    const chain = await start({ now: () => times.shift() ?? 0 });
    await send(chain, 0);
    await send(chain, 1);
    expect(Number((await head(chain)).timestamp)).toBe(1_770_000_050);
  });

  it("keeps the order of transactions sent at once", async () => {
    const chain = await start();
    await Promise.all(Array.from({ length: 20 }, (_, nonce) => send(chain, nonce)));
    expect(Number((await head(chain)).number)).toBe(20);
  });
});

describe("its blocks", () => {
  type Sealed = Block & { readonly parentHash: string; readonly transactions: readonly string[] };
  const blockAt = async (chain: DevChain, number: number): Promise<Sealed> =>
    (await chain.request("eth_getBlockByNumber", [`0x${number.toString(16)}`, false])) as Sealed;

  it("are sealed by three of the four validators, each in turn away, and name each other by their own hash", async () => {
    const chain = await start();
    for (let nonce = 0; nonce < 4; nonce++) await send(chain, nonce);
    const away = new Set<string>();
    for (let number = 1; number <= 4; number++) {
      const [block, before] = [await blockAt(chain, number), await blockAt(chain, number - 1)];
      const { header, hash, seals, validators } = verifySeals(nobleEthereum, headerOfRpc(block), chain.validators);
      expect([`0x${hex(hash)}`, block.parentHash]).toEqual([block.hash, before.hash]);
      expect([seals, validators]).toEqual([{ signed: 3, of: 4 }, chain.validators]);
      const extra = parseExtra(header.extraData);
      const digest = sealDigest(nobleEthereum.keccak256, header, extra);
      const present = extra.seals.map((seal) => nobleEthereum.recoverAddress(digest, seal));
      away.add(chain.validators.find((one) => !present.includes(one)) ?? "");
    }
    expect(away.size).toBe(4);
  });

  it("have one hash, by whatever question one comes to them", async () => {
    const chain = await start();
    const transaction = await send(chain, 0);
    const block = await blockAt(chain, 1);
    const named = async (method: string, ...params: unknown[]) =>
      (await chain.request(method, params)) as { blockHash?: string; hash?: string };
    expect((await named("eth_getTransactionReceipt", transaction)).blockHash).toBe(block.hash);
    expect((await named("eth_getTransactionByHash", transaction)).blockHash).toBe(block.hash);
    expect(await named("eth_getBlockByHash", block.hash, false)).toEqual(block);
    expect((await named("eth_getTransactionByBlockHashAndIndex", block.hash, "0x0")).hash).toBe(transaction);
    expect(await chain.request("eth_getBalance", [RECEIVER, { blockHash: block.hash }])).toBe("0x1");
    const provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1 });
    expect((await provider.getBlock(block.hash))?.number).toBe(1);
    provider.destroy();
  });

  it("prove state and receipts to whoever knows the validators", async () => {
    const chain = await start();
    const transaction = await send(chain, 0);
    const block = headerOfRpc(await blockAt(chain, 1));
    const { accountProof } = (await chain.request("eth_getProof", [RECEIVER, [], "latest"])) as {
      accountProof: string[];
    };
    const proof = accountProof.map((node) => fromHex(node.slice(2)));
    expect(storageRootOf(nobleEthereum.keccak256, block.stateRoot, fromHex(RECEIVER.slice(2)), proof)).toHaveLength(32);
    const receipt = (await chain.request("eth_getTransactionReceipt", [transaction])) as Record<string, string>;
    const body = encodeRlp([
      scalar(1),
      scalar(BigInt(receipt.gasUsed ?? "")),
      fromHex((receipt.logsBloom ?? "").slice(2)),
      [],
    ]);
    const trie = buildTrie(nobleEthereum.keccak256, [[receiptKey(0), concat(Uint8Array.of(2), body)]]);
    expect(hex(trie.root)).toBe(hex(block.receiptsRoot));
  });
});

describe("its JSON-RPC", () => {
  it("answers batches in their order, and errors beside results", async () => {
    const { url } = await start();
    const calls = ["eth_chainId", "eth_nonsense", "eth_blockNumber"].map((method, id) => ({
      jsonrpc: "2.0",
      id,
      method,
      params: [],
    }));
    const answers = (await (await post(url, JSON.stringify(calls))).json()) as {
      id: number;
      result?: string;
      error?: { code: number };
    }[];
    expect(answers.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(answers[0]?.result).toBe("0x7a69");
    expect(answers[1]?.error).toBeDefined();
    expect(answers[2]?.result).toBe("0x0");
  });

  it.each(["evm_mine", "evm_increaseTime", "hardhat_setBalance", "eth_sendTransaction", "eth_sign", "debug_traceCall"])(
    "refuses %s, which would change the chain beside the journal or is no business of a client's",
    async (method) => {
      await expect(rpc((await start()).url, method, [])).rejects.toThrow("-32601");
    },
  );

  it("gives the revert data where clients look for it", async () => {
    const { url } = await start();
    // Reverts with the byte 01.
    await expect(rpc(url, "eth_call", [{ data: "0x600160005360016000fd" }, "latest"])).rejects.toThrow('"data":"0x01"');
  });

  it("refuses what is no JSON, no call, an empty batch, a body above 1 MB and other methods", async () => {
    const { url } = await start();
    const codeOf = async (body: string) =>
      ((await (await post(url, body)).json()) as { error: { code: number } }).error.code;
    expect(await codeOf("{")).toBe(-32700);
    expect(await codeOf("[]")).toBe(-32600);
    expect(await codeOf("7")).toBe(-32600);
    expect(await codeOf('{"method":"eth_call","params":{}}')).toBe(-32600);
    expect((await post(url, " ".repeat(1_048_577))).status).toBe(413);
    expect((await fetch(url)).status).toBe(405);
    const preflight = await fetch(url, { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  });
});

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });

async function rpc(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const reply = (await (await post(url, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }))).json()) as {
    result?: unknown;
    error?: unknown;
  };
  if (reply.error !== undefined) throw new Error(JSON.stringify(reply.error));
  return reply.result;
}

async function saidBy(child: ChildProcess): Promise<Pick<DevChain, "url" | "accounts">> {
  if (child.stdout === null) throw new TypeError("no output");
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Pick<DevChain, "url" | "accounts">;
  throw new Error("the child said nothing");
}
