import { webcrypto } from "node:crypto";
import { Contract, JsonRpcProvider, SigningKey, type TransactionReceipt, Wallet } from "ethers";
import hre from "hardhat";
import { type ActMessage, type ActName, actDigest, acts, p256Signer } from "#core/act/acts.ts";
import { chainId32 } from "#core/act/id.ts";
import { roleBits } from "#core/act/states.ts";
import { hex } from "#core/bytes.ts";
import { lowS } from "#core/crypto.ts";
import { type DeployedName, type Deployment, deploy, readArtifact } from "#scripts/deploy.ts";
import { sha256 } from "./sha256.ts";

export const id = (text: string): string => chainId32(sha256, text);
export const FAR = 4_102_444_800;
export const ORIGIN = "log.baisha.example/2026";
export const LOG_KEY = new Uint8Array(32).fill(7);
const RELAY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** Whoever signs acts: its ERC-7913 bytes, and how it signs 32 bytes. */
export type Key = { readonly signer: string; sign(digest: Uint8Array): Promise<string> };

/** An account's key, the same in every run, so that gas is the same too. */
export function accountKey(name: string): Key {
  const key = new SigningKey(id(`key of ${name}`));
  return {
    signer: new Wallet(key).address.toLowerCase(),
    sign: async (digest) => key.sign(digest).serialized,
  };
}

/** A browser's key. */
export async function browserKey(verifier: string): Promise<Key & { readonly publicKey: Uint8Array }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await webcrypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const publicKey = new Uint8Array(await webcrypto.subtle.exportKey("raw", pair.publicKey));
  return {
    publicKey,
    signer: p256Signer(verifier, publicKey),
    sign: async (digest) => {
      const signature = await webcrypto.subtle.sign(
        { name: "ECDSA", hash: "SHA-256" },
        pair.privateKey,
        digest.slice(),
      );
      return `0x${hex(lowS(new Uint8Array(signature)))}`;
    },
  };
}

export type World = {
  readonly deployment: Deployment;
  readonly contracts: Readonly<Record<DeployedName, Contract>>;
  readonly provider: JsonRpcProvider;
  /** Address of who sends everything, and is the log's submitter. */
  readonly relay: string;
  /** Signs as `actor`, with that actor's account key unless told otherwise, and sends. */
  act(name: ActName, actor: string, message: ActMessage, key?: Key): Promise<TransactionReceipt>;
};

/** The contracts on a chain of this test's own, with an operator, an accreditor and a regulator. `limits` are the engine's. */
export async function openWorld(
  limits: { readonly blockGasLimit?: false; readonly transactionGasCap?: false } = {},
): Promise<World> {
  const connection = await hre.network.create({
    override: { initialDate: new Date("2026-03-01T00:00:00Z"), ...limits },
  });
  const provider = new InProcessProvider(connection.provider);
  const relay = new Wallet(RELAY, provider);
  const root = (actor: string, roles: number) => ({ actor, signer: accountKey(actor).signer, roles });
  const deployment = await deploy(relay, {
    logOrigin: ORIGIN,
    logKey: LOG_KEY,
    submitter: relay.address,
    roots: [
      root("operator", roleBits.operator),
      root("accreditor", roleBits.accreditor),
      root("regulator", roleBits.regulator),
    ],
  });
  const entries = Object.entries(deployment.contracts).map(
    async ([name, address]) => [name, new Contract(address, (await readArtifact(name)).abi, relay)] as const,
  );
  const contracts = Object.fromEntries(await Promise.all(entries)) as Record<DeployedName, Contract>;
  return {
    deployment,
    contracts,
    provider,
    relay: relay.address,
    act: async (name, actor, message, key = accountKey(actor)) => {
      const { contract: where, function: verb } = acts[name];
      const contract = contracts[where];
      const nonce = Number(await contract.getFunction("nonces")(id(actor)));
      const whole = { actor: id(actor), ...message, nonce, deadline: FAR };
      const signature = await key.sign(actDigest(deployment, name, whole));
      const response = await contract.getFunction(verb).send(whole, signature);
      return (await response.wait()) as TransactionReceipt;
    },
  };
}

type Eip1193 = { request(call: { method: string; params: unknown[] }): Promise<unknown> };

/** ethers over the engine in this process: no port, no polling delay. */
class InProcessProvider extends JsonRpcProvider {
  readonly #engine: Eip1193;
  constructor(engine: Eip1193) {
    super("http://in-process.invalid", 31_337, { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1 });
    this.#engine = engine;
  }
  override send(method: string, params: unknown[]): Promise<unknown> {
    return this.#engine.request({ method, params });
  }
}
