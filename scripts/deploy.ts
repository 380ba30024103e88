import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Contract,
  ContractFactory,
  getCreateAddress,
  type InterfaceAbi,
  JsonRpcProvider,
  keccak256,
  NonceManager,
  type Signer,
  Wallet,
} from "ethers";

const ARTIFACTS = fileURLToPath(new URL("../.out/artifacts/contracts/", import.meta.url));
const FAR = 4_102_444_800; // 2100-01-01
const WITNESS_DELAY = 7 * 24 * 3600;

export const contractNames = [
  "WebCryptoP256Verifier",
  "ActorRegistry",
  "LogAnchor",
  "CertificateRegistry",
  "BatchLedger",
  "LabelMint",
  "RecognitionRegistry",
] as const;
export type DeployedName = (typeof contractNames)[number];
export type RootActor = {
  /** Text id, `operator-1`. */
  readonly actor: string;
  /** ERC-7913 bytes, or the 65 bytes 04‖x‖y of a P-256 key: the verifier's address is put before it. */
  readonly signer: string;
  readonly roles: number;
  readonly validFrom?: number;
  readonly validTo?: number;
};
export type DeployPlan = {
  readonly logOrigin: string;
  readonly logKey: Uint8Array;
  readonly submitter: string;
  /** Addresses with which witnesses sign for the chain; none if absent. */
  readonly witnesses?: readonly string[];
  /** How many of them must sign a head; 0 if absent: the submitter anchors. */
  readonly quorum?: number;
  /** How long a change of witnesses is public before it counts, in the chain's unit of time; 7 days of seconds if absent. */
  readonly witnessDelay?: number;
  readonly roots: readonly RootActor[];
  /** Default admin of ActorRegistry; the deployer if absent. Must be the deployer when roots are enrolled here. */
  readonly admin?: string;
  /** Where <chainId>.json goes; nowhere if absent. */
  readonly folder?: string;
};
export type Deployment = {
  readonly chainId: number;
  readonly startBlock: number;
  readonly contracts: Readonly<Record<DeployedName, string>>;
  /** keccak256 of the runtime code. */
  readonly codeHashes: Readonly<Record<DeployedName, string>>;
  readonly log: { readonly origin: string; readonly id: string };
};

type Artifact = { readonly abi: InterfaceAbi; readonly bytecode: string };
export async function readArtifact(name: string): Promise<Artifact> {
  return JSON.parse(await readFile(join(ARTIFACTS, `${name}.sol`, `${name}.json`), "utf8")) as Artifact;
}

/** SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ Ed25519 key), hex without 0x. */
export function logIdOf(origin: string, key: Uint8Array): string {
  if (key.length !== 32) throw new RangeError(`An Ed25519 public key has 32 bytes, this has ${key.length}`);
  return createHash("sha256").update(origin).update(Uint8Array.of(0x0a, 0x01)).update(key).digest("hex");
}

/** Deploys the contracts, enrols the root actors and registers the log. */
export async function deploy(account: Signer, plan: DeployPlan): Promise<Deployment> {
  const { provider } = account;
  if (provider === null) throw new TypeError("The signer has no provider");
  const signer = new NonceManager(account);
  const deployer = await signer.getAddress();
  const { chainId } = await provider.getNetwork();
  const create = async (name: DeployedName, ...args: unknown[]): Promise<Contract> => {
    const { abi, bytecode } = await readArtifact(name);
    const contract = await new ContractFactory<unknown[], Contract>(abi, bytecode, signer).deploy(...args);
    return (await contract.waitForDeployment()) as Contract;
  };

  const verifier = await create("WebCryptoP256Verifier");
  const startBlock = (await verifier.deploymentTransaction()?.wait())?.blockNumber ?? 0;
  const actors = await create("ActorRegistry", plan.admin ?? deployer, verifier.target);
  const logs = await create("LogAnchor", plan.witnessDelay ?? WITNESS_DELAY);
  // The three know each other: each is told the addresses that the next creations will have.
  const next = await provider.getTransactionCount(deployer, "latest");
  const predictedLedger = getCreateAddress({ from: deployer, nonce: next + 1 });
  const predicted = getCreateAddress({ from: deployer, nonce: next + 2 });
  const certificates = await create("CertificateRegistry", actors.target, predictedLedger);
  const batches = await create("BatchLedger", actors.target, certificates.target, predicted);
  const labels = await create("LabelMint", actors.target, batches.target);
  if (batches.target !== predictedLedger)
    throw new Error(`BatchLedger is at ${String(batches.target)}, the registry expects ${predictedLedger}`);
  if (labels.target !== predicted)
    throw new Error(`LabelMint is at ${String(labels.target)}, the ledger expects ${predicted}`);

  const recognitions = await create("RecognitionRegistry", actors.target);

  for (const root of plan.roots) {
    const signerBytes = p256PublicKey.test(root.signer)
      ? `${String(verifier.target)}${root.signer.slice(4)}`
      : root.signer;
    await send(
      actors,
      "enrol",
      sha256Text(root.actor),
      signerBytes,
      root.roles,
      root.validFrom ?? 0,
      root.validTo ?? FAR,
    );
  }
  const logId = logIdOf(plan.logOrigin, plan.logKey);
  const witnesses = (plan.witnesses ?? []).map((address) => address.toLowerCase()).sort();
  await send(logs, "register", `0x${logId}`, plan.logOrigin, plan.logKey, plan.submitter, witnesses, plan.quorum ?? 0);

  const made = {
    WebCryptoP256Verifier: verifier,
    ActorRegistry: actors,
    LogAnchor: logs,
    CertificateRegistry: certificates,
    BatchLedger: batches,
    LabelMint: labels,
    RecognitionRegistry: recognitions,
  };
  const deployment: Deployment = {
    chainId: Number(chainId),
    startBlock,
    contracts: await mapNames((name) => String(made[name].target).toLowerCase()),
    codeHashes: await mapNames(async (name) => keccak256(await provider.getCode(made[name].target))),
    log: { origin: plan.logOrigin, id: logId },
  };
  if (plan.folder !== undefined) await writeDeployment(plan.folder, deployment);
  return deployment;
}

const p256PublicKey = /^0x04[0-9a-f]{128}$/;
const sha256Text = (text: string): string => `0x${createHash("sha256").update(text, "utf8").digest("hex")}`;

async function send(contract: Contract, method: string, ...args: unknown[]): Promise<void> {
  const response = await contract.getFunction(method).send(...args);
  await response.wait();
}

async function mapNames(of: (name: DeployedName) => string | Promise<string>): Promise<Record<DeployedName, string>> {
  const pairs = await Promise.all(contractNames.map(async (name) => [name, await of(name)] as const));
  return Object.fromEntries(pairs) as Record<DeployedName, string>;
}

async function writeDeployment(folder: string, deployment: Deployment): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${deployment.chainId}.json`);
  await writeFile(`${file}.new`, `${JSON.stringify(deployment, null, 2)}\n`, { flush: true });
  await rename(`${file}.new`, file);
}

/**
 * node scripts/deploy.ts, with CHAIN_RPC_URL, DEPLOYER_KEY, LOG_ORIGIN, LOG_KEY (hex of the Ed25519 public key), and
 * optionally SUBMITTER (the deployer if absent), WITNESSES (addresses, by commas) and QUORUM (all of them if absent),
 * WITNESS_DELAY (seven days if absent), and ROOTS_FILE (JSON list of {actor, signer, roles}).
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const given = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const signer = new Wallet(given("DEPLOYER_KEY"), new JsonRpcProvider(given("CHAIN_RPC_URL")));
  const witnesses = env.WITNESSES?.split(",") ?? [];
  const deployment = await deploy(signer, {
    logOrigin: given("LOG_ORIGIN"),
    logKey: Buffer.from(given("LOG_KEY"), "hex"),
    submitter: env.SUBMITTER ?? signer.address,
    witnesses,
    quorum: Number(env.QUORUM ?? witnesses.length),
    witnessDelay: Number(env.WITNESS_DELAY ?? WITNESS_DELAY),
    roots: env.ROOTS_FILE === undefined ? [] : (JSON.parse(await readFile(env.ROOTS_FILE, "utf8")) as RootActor[]),
    folder: fileURLToPath(new URL("../deployments/", import.meta.url)),
  });
  console.log(JSON.stringify(deployment, null, 2));
}

if (import.meta.main) await main(process.env);
