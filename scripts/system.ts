import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { JsonRpcProvider, Wallet } from "ethers";
import { startDevChain } from "#backend/chain/devchain.ts";
import { openLogKey } from "#backend/log/key.ts";
import { startService } from "#backend/service.ts";
import { roleBits } from "#core/act/states.ts";
import { base64url, hex } from "#core/bytes.ts";
import { sampleAuthor } from "./author.ts";
import { outDir } from "./build.ts";
import { connect } from "./client.ts";
import { type Deployment, deploy } from "./deploy.ts";
import { brand, roots } from "./sample/cast.ts";
import { loadSample } from "./sample/load.ts";
import { CannotStart, type Settings } from "./settings.ts";

/** DATA_DIR/ready.json: where everything is, once it can be used. */
export type Ready = {
  readonly service: string;
  readonly console: string;
  readonly label: string;
  readonly evidence: string;
  readonly policy: string;
  readonly rpc: string;
  readonly chainId: number;
  readonly contracts: Deployment["contracts"];
  readonly log: { readonly origin: string; readonly vkey: string; readonly id: string; readonly url: string };
};
export type System = { readonly ready: Ready; readonly close: () => Promise<void> };

const LOG_ORIGIN = "log.baisha.example/2026";

/** Chain, contracts, service, sample: everything that `npm start` runs, in one process, so that one kill ends it all. */
export async function startSystem(settings: Settings, progress: (line: string) => void): Promise<System> {
  const { dataDir } = settings;
  await mkdir(dataDir, { recursive: true });
  await portIsFree(settings);
  const chain = settings.chainRpcUrl ? undefined : await ownChain(dataDir);
  const rpc = settings.chainRpcUrl ?? chain?.url ?? "";
  const key = settings.deployerKey ?? chain?.accounts[0]?.privateKey;
  if (!key)
    throw new CannotStart(
      "用别的链时要给 DEPLOYER_KEY（部署和上链用的私钥）。",
      "With CHAIN_RPC_URL, set DEPLOYER_KEY to the key that deploys and anchors.",
    );
  const relayerKey = chain?.accounts[1]?.privateKey ?? key;
  const logKey = openLogKey(dataDir, LOG_ORIGIN);
  const deployment = await deployOnce(settings, rpc, key, relayerKey, logKey.publicKey, progress);
  const service = await startService({
    dataDir,
    port: settings.port,
    host: settings.host,
    publicUrl: settings.publicUrl,
    chainRpcUrl: rpc,
    deployment,
    relayerKey,
    anchorSeconds: settings.anchorSeconds,
    brand,
    logOrigin: LOG_ORIGIN,
    roots: roots.map(({ actor, name, roles }) => {
      const author = sampleAuthor(actor);
      return { actor, name, roles: [...roles], key: author.key, publicKey: base64url(author.publicKey) };
    }),
    verifierDir: outDir("verifier-app"),
    consoleDir: outDir("console"),
    sample: true,
  });
  const close = async () => {
    await service.close();
    await chain?.close();
  };
  try {
    progress("装入示例数据 loading sample data…");
    const client = await connect(service.url);
    const label = await loadSample(
      client,
      join(dataDir, "sample.jsonl"),
      new Date(),
      (beat, what) => beat % 10 === 0 && progress(`  ${beat} ${what}`),
    );
    await anchored(service.url, progress);
    const ready: Ready = {
      service: settings.publicUrl,
      console: `${settings.publicUrl}/console/`,
      label: settings.publicUrl + label,
      evidence: `${settings.publicUrl}/evidence${label}`,
      policy: join(dataDir, "policy.json"),
      rpc,
      chainId: deployment.chainId,
      contracts: deployment.contracts,
      log: { origin: LOG_ORIGIN, vkey: logKey.vkey, id: logKey.id, url: `${settings.publicUrl}/log/` },
    };
    await writeWhole(join(dataDir, "ready.json"), JSON.stringify(ready, null, 2));
    return { ready, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const ownChain = (dataDir: string) => startDevChain({ journalFile: join(dataDir, "chain.jsonl") });

/** Asked before anything is written: a second start on a taken port must change nothing. */
async function portIsFree({ port, host }: Settings): Promise<void> {
  if (port === 0) return;
  const taken = await new Promise<boolean>((resolve) => {
    const socket = createConnection({ port, host: host === "0.0.0.0" ? "127.0.0.1" : host });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
  if (taken)
    throw new CannotStart(
      `端口 ${port} 已被占用，请用 PORT 换一个。`,
      `Port ${port} is taken; choose another with PORT.`,
    );
}

async function deployOnce(
  settings: Settings,
  rpc: string,
  key: string,
  submitterKey: string,
  logKey: Uint8Array,
  progress: (line: string) => void,
): Promise<Deployment> {
  const provider = new JsonRpcProvider(rpc, undefined, { staticNetwork: true });
  const folder = join(settings.dataDir, "deployments");
  const chainId = await provider.getNetwork().then(
    (network) => Number(network.chainId),
    () => {
      throw new CannotStart(`连不上链 ${rpc}。`, `The chain at ${rpc} cannot be reached.`);
    },
  );
  const file = join(folder, `${chainId}.json`);
  try {
    if (existsSync(file)) {
      const known = JSON.parse(await readFile(file, "utf8")) as Deployment;
      if ((await provider.getCode(known.contracts.LabelMint)) !== "0x") return known;
    }
    progress("部署合约 deploying contracts…");
    const all = roots.map(({ actor, roles }) => ({
      actor,
      signer: `0x${hex(sampleAuthor(actor).publicKey)}`,
      roles: roles.reduce((bits, role) => bits | roleBits[role], 0),
    }));
    return await deploy(new Wallet(key, provider), {
      logOrigin: LOG_ORIGIN,
      logKey,
      submitter: new Wallet(submitterKey).address,
      roots: all,
      folder,
    });
  } finally {
    provider.destroy();
  }
}

/** The sample is shown once the chain holds all of it. */
async function anchored(service: string, progress: (line: string) => void): Promise<void> {
  progress("等账本上链 anchoring…");
  for (let tries = 0; tries < 300; tries++) {
    const size = Number((await (await fetch(`${service}/log/checkpoint`)).text()).split("\n")[1]);
    const { anchors } = (await (await fetch(`${service}/log/anchors`)).json()) as { anchors: { size: number }[] };
    if ((anchors.at(-1)?.size ?? 0) >= size) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new CannotStart("账本一直没能上链。", "The log could not be anchored.");
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, `${text}\n`, { flush: true });
  await rename(`${file}.new`, file);
}
