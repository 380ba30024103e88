import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonRpcProvider, Wallet } from "ethers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { type DevChain, startDevChain } from "#backend/chain/devchain.ts";
import { followChain } from "#backend/chain/follow.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { type Service, type ServiceOptions, startService } from "#backend/service.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { gateTo } from "../backend/gate.ts";
import { prepareService } from "../backend/running.ts";
import { productEntry } from "./products.ts";
import { found, times } from "./scale.ts";

const depths = [1, 3, 10];
const runs = depths.flatMap((depth) =>
  Array.from({ length: times(30) / depths.length }, (_, n) => [depth, n] as const),
);

let p: Awaited<ReturnType<typeof prepareService>>;
let folder: string;
let deployed: string;
beforeAll(async () => {
  p = await prepareService();
  await p.chain.close();
  folder = await mkdtemp(join(tmpdir(), "liangji-reorg-"));
  deployed = join(folder, "deployed");
  await copyFile(join(p.folder, "chain", "journal"), deployed);
});
afterAll(async () => {
  await rm(p.folder, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

/** A chain that begins as the deployed one and goes its own way. */
async function branch(name: string, journal: string): Promise<DevChain> {
  const file = join(folder, name);
  await writeFile(file, journal);
  return startDevChain({ journalFile: file });
}

/** Blocks with nothing of ours in them. */
async function mine(chain: DevChain, blocks: number): Promise<void> {
  const key = chain.accounts[7]?.privateKey ?? "";
  const provider = new JsonRpcProvider(chain.url, chain.chainId, { staticNetwork: true, cacheTimeout: -1 });
  const wallet = new Wallet(key, provider);
  for (let n = 0; n < blocks; n++) await (await wallet.sendTransaction({ to: wallet.address })).wait();
  provider.destroy();
}

const convert = (client: Client) =>
  client.signAct(sampleAuthor("brand-operator"), "SetConversion", {
    fromProduct: `0x${"1".repeat(64)}`,
    toProduct: `0x${"2".repeat(64)}`,
    numerator: 1,
    denominator: 2,
    sourceHash: `0x${"3".repeat(64)}`,
  });
const views = async (client: Client) => [
  await client.get("/log/anchors"),
  await client.get("/products"),
  await client.get("/actors"),
  await client.get("/plots"),
];

/** R9: the chain takes another way from below our anchor. */
it.each(runs)("R9: forgets what a reorganisation of %i blocks removed and anchors again (run %i)", async (depth, n) => {
  const name = `${depth}-${n}`;
  const a = await branch(`a-${name}`, await readFile(deployed, "utf8"));
  const gate = await gateTo(a.url);
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-reorg-log-"));
  await copyFile(join(p.folder, "log-key"), join(dataDir, "log-key"));
  const options: ServiceOptions = { ...p.options, dataDir, chainRpcUrls: [gate.url], logLevel: "silent" };
  const service = await startService(options);
  const client = await connect(service.url);

  // The last `depth` blocks of the way that will be left: an act, an anchor, and nothing.
  await client.post("/entries", { entries: [productEntry("tea-1"), productEntry("tea-2")] });
  const act = await convert(client);
  if (depth > 1) await client.post("/acts", act);
  await service.anchorNow();
  await mine(a, Math.max(0, depth - 2));
  expect(await client.get("/log/anchors")).toMatchObject({ anchors: [{ size: 2 }] });

  const b = await branch(`b-${name}`, await readFile(deployed, "utf8"));
  await mine(b, depth + 1);
  gate.lead(b.url);
  await service.anchorNow();
  const { anchors } = await client.get<{ anchors: { index: number; size: number; block: number }[] }>("/log/anchors");
  expect(anchors).toMatchObject([{ index: 1, size: 2, block: Number(await b.request("eth_blockNumber", [])) }]);
  expect(await client.get("/products")).toMatchObject({ conversions: [] });

  // An act that went down with its block counts once when it is sent again.
  await client.post("/acts", act);
  expect(await client.get("/products")).toMatchObject({ conversions: [{ numerator: 1 }] });
  await afresh(options, service, client);
  found("R9", { depth, anchoredAgain: anchors.length });
  await gate.close();
  await Promise.all([a.close(), b.close()]);
  await rm(dataDir, { recursive: true, force: true });
});

/** What was folded along the way is what someone reads who comes now. */
async function afresh(options: ServiceOptions, service: Service, client: Client): Promise<void> {
  const before = await views(client);
  await service.close();
  const again = await startService(options);
  expect(await views(await connect(again.url))).toEqual(before);
  await again.close();
}

it("reads nothing of a block before enough others lie above it", async () => {
  const a = await branch("confirmed", await readFile(deployed, "utf8"));
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-reorg-log-"));
  await copyFile(join(p.folder, "log-key"), join(dataDir, "log-key"));
  const service = await startService({ ...p.options, dataDir, chainRpcUrls: [a.url], logLevel: "silent" });
  await (await connect(service.url)).post("/entries", { entries: [productEntry("tea-1")] });
  await service.anchorNow();
  await service.close();

  const provider = providerOf([a.url], a.chainId);
  const anchored = async (confirmations: number): Promise<number> => {
    const index = followChain(provider, p.options.deployment, readInterfaces(), confirmations);
    await index.refresh();
    return index.history.anchors.size;
  };
  for (const above of [0, 1, 2, 3]) {
    expect([above, await anchored(above), await anchored(above + 1)]).toEqual([above, 1, 0]);
    await mine(a, 1);
  }
  provider.destroy();
  await a.close();
  await rm(dataDir, { recursive: true, force: true });
});
