import { existsSync, readdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JsonRpcProvider, Network, Wallet } from "ethers";
import { type DevChain, startDevChain } from "#backend/chain/devchain.ts";
import { openLogKey } from "#backend/log/key.ts";
import { type Service, startService } from "#backend/service.ts";
import type { Database } from "#backend/store/database.ts";
import { roleBits } from "#core/act/states.ts";
import { base64url, hex } from "#core/bytes.ts";
import { parseLabelPath } from "#core/label/url.ts";
import { unitPath } from "#core/unit/url.ts";
import { sampleAuthor } from "./author.ts";
import { outDir } from "./build.ts";
import { connect } from "./client.ts";
import { type Deployment, deploy } from "./deploy.ts";
import { anotherChain, oneChainId, openFolder, refuseTakenPort, told } from "./refuse-start.ts";
import { sampleUnits } from "./sample/boxes.ts";
import { brand, roots } from "./sample/cast.ts";
import { loadSample } from "./sample/load.ts";
import {
  CONTRACTS_QUORUM,
  READERS_QUORUM,
  type SampleWitnesses,
  startWitnesses,
  witnessAddresses,
} from "./sample/witnesses.ts";
import type { Settings } from "./settings.ts";

/** DATA_DIR/ready.json: where everything is, once it can be used. */
export type Ready = {
  readonly service: string;
  readonly console: string;
  readonly label: string;
  /** What the codes of the sample's first box and its pallet open. */
  readonly box: string;
  readonly pallet: string;
  readonly evidence: string;
  readonly policy: string;
  readonly rpc: string;
  readonly chainId: number;
  readonly contracts: Deployment["contracts"];
  readonly log: { readonly origin: string; readonly vkey: string; readonly id: string; readonly url: string };
  readonly witnesses: readonly { readonly url: string; readonly vkey: string }[];
};
export type System = { readonly ready: Ready; readonly close: () => Promise<void> };
type Progress = (line: string) => void;
type Chain = {
  readonly rpc: string;
  readonly nodes: readonly string[];
  readonly key: string;
  readonly relayerKeys: readonly string[];
  readonly validators?: readonly string[] | undefined;
};

export const LOG_ORIGIN = "log.baisha.example/2026";

/** Chain, contracts, witnesses, service, sample: everything that `npm start` runs, in one process, so that one kill ends it all. */
export async function startSystem(settings: Settings, progress: Progress): Promise<System> {
  await refuseTakenPort(settings).catch((error: unknown) => Promise.reject(told(error, settings)));
  const database = await openFolder(settings.dataDir);
  const file = join(settings.dataDir, "ready.json");
  let chain: DevChain | undefined;
  let witnesses: SampleWitnesses | undefined;
  let service: Service | undefined;
  const close = async () => {
    await rm(file, { force: true });
    await service?.close();
    await witnesses?.close();
    await chain?.close();
    await database.close();
  };
  try {
    await rm(file, { force: true });
    if (!settings.chainRpcUrls) chain = await startDevChain({ journalFile: join(settings.dataDir, "chain.jsonl") });
    const deployment = await deployOnce(settings, chainOf(settings, chain), progress);
    const { rpc } = chainOf(settings, chain);
    const { vkey } = openLogKey(settings.dataDir, LOG_ORIGIN);
    const contract = deployment.contracts.LogAnchor;
    witnesses = await startWitnesses(settings.dataDir, vkey, { chainId: deployment.chainId, contract, rpc });
    service = await serve(settings, chainOf(settings, chain), deployment, witnesses, database);
    const ready = await fill(settings, rpc, deployment, witnesses, service, progress);
    await writeWhole(file, JSON.stringify(ready, null, 2));
    return { ready, close };
  } catch (error) {
    await close();
    throw told(error, settings);
  }
}

function chainOf({ chainRpcUrls, deployerKey, relayerKeys, validators }: Settings, chain: DevChain | undefined): Chain {
  const key = deployerKey ?? chain?.accounts[0]?.privateKey ?? "";
  const nodes = chainRpcUrls ?? (chain ? [chain.url] : []);
  return {
    rpc: nodes[0] ?? "",
    nodes,
    key,
    relayerKeys: relayerKeys ?? [chain?.accounts[1]?.privateKey ?? key],
    validators: chain?.validators ?? validators,
  };
}

const serve = (
  settings: Settings,
  { nodes, relayerKeys, validators }: Chain,
  deployment: Deployment,
  { witnesses }: SampleWitnesses,
  database: Database,
) =>
  startService({
    dataDir: settings.dataDir,
    port: settings.port,
    host: settings.host,
    publicUrl: settings.publicUrl,
    chainRpcUrls: nodes,
    confirmations: settings.confirmations,
    deployment,
    relayerKeys,
    anchorSeconds: settings.anchorSeconds,
    anchorEntries: settings.anchorEntries,
    heartbeatSeconds: settings.heartbeatSeconds,
    scrubHours: settings.scrubHours,
    placeHeaders: settings.placeHeaders,
    brand,
    logOrigin: LOG_ORIGIN,
    roots: roots.map(({ actor, name, roles }) => {
      const author = sampleAuthor(actor);
      return { actor, name, roles: [...roles], key: author.key, publicKey: base64url(author.publicKey) };
    }),
    witnesses,
    witnessQuorum: READERS_QUORUM,
    verifierDir: outDir("verifier-app"),
    consoleDir: outDir("console"),
    sample: true,
    ...(validators && { validators }),
    database,
  });

/** Loads the sample if it is not all there, waits until the chain holds it, and says where everything is. */
async function fill(
  { dataDir, publicUrl }: Settings,
  rpc: string,
  { chainId, contracts }: Deployment,
  { witnesses }: SampleWitnesses,
  service: Service,
  progress: Progress,
): Promise<Ready> {
  const client = await connect(service.url);
  const label = await loadSample(
    client,
    join(dataDir, "sample.jsonl"),
    new Date(),
    (beat) => beat % 10 === 0 && progress(`装入示例数据 loading sample data… ${beat}`),
  );
  await service.anchorNow();
  const at = publicUrl || service.url;
  const units = sampleUnits(parseLabelPath(label).batch);
  const { origin, vkey, id } = service.policy.log;
  return {
    service: at,
    console: `${at}/console/`,
    label: at + label,
    box: at + unitPath(units.boxes[0]),
    pallet: at + unitPath(units.pallet),
    evidence: `${at}/evidence${label}`,
    policy: join(dataDir, "policy.json"),
    rpc,
    chainId,
    contracts,
    log: { origin, vkey, id, url: `${at}/log/` },
    witnesses: witnesses.map(({ url, vkey }) => ({ url, vkey })),
  };
}

async function deployOnce(
  { dataDir }: Settings,
  { rpc, nodes, key, relayerKeys }: Chain,
  progress: Progress,
): Promise<Deployment> {
  const chainId = await oneChainId(nodes);
  const network = Network.from(chainId);
  const provider = new JsonRpcProvider(rpc, network, { staticNetwork: network });
  const folder = join(dataDir, "deployments");
  const file = `${chainId}.json`;
  const deployed = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  try {
    if (deployed.includes(file)) {
      const known = JSON.parse(await readFile(join(folder, file), "utf8")) as Deployment;
      if ((await provider.getCode(known.contracts.LabelMint)) !== "0x") return known;
    }
    // The log speaks of contracts that this chain does not have: starting would serve labels that nobody can check.
    if (deployed.length > 0) throw anotherChain(chainId);
    progress("部署合约 deploying contracts…");
    return await deploy(new Wallet(key, provider), {
      logOrigin: LOG_ORIGIN,
      logKey: openLogKey(dataDir, LOG_ORIGIN).publicKey,
      submitter: new Wallet(relayerKeys[0] ?? key).address,
      witnesses: witnessAddresses(dataDir),
      quorum: CONTRACTS_QUORUM,
      roots: roots.map(({ actor, roles }) => ({
        actor,
        signer: `0x${hex(sampleAuthor(actor).publicKey)}`,
        roles: roles.reduce((bits, role) => bits | roleBits[role], 0),
      })),
      folder,
    });
  } finally {
    provider.destroy();
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, `${text}\n`, { flush: true });
  await rename(`${file}.new`, file);
}
