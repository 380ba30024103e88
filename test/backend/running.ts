import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonRpcProvider, Wallet } from "ethers";
import { type DevChain, startDevChain } from "#backend/chain/devchain.ts";
import { openLogKey } from "#backend/log/key.ts";
import { type Service, type ServiceOptions, startService } from "#backend/service.ts";
import { roleBits } from "#core/act/states.ts";
import { base64url, hex } from "#core/bytes.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { type DeployPlan, deploy } from "#scripts/deploy.ts";
import { brand, roots } from "#scripts/sample/cast.ts";

export const ORIGIN = "log.baisha.example/2026";

export type Running = {
  readonly folder: string;
  readonly chain: DevChain;
  readonly options: ServiceOptions;
  readonly service: Service;
  readonly client: Client;
  close(): Promise<void>;
};

/** A chain, the contracts on it, and what a service needs to be started on them. `plan` is deployed otherwise. */
export async function prepareService(
  now?: () => number,
  plan: Partial<DeployPlan> = {},
): Promise<{
  folder: string;
  chain: DevChain;
  options: ServiceOptions;
  close: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "liangji-"));
  const chain = await startDevChain({ journalFile: join(folder, "chain", "journal"), ...(now && { now }) });
  const [deployer, relayer] = chain.accounts;
  if (!deployer || !relayer) throw new Error("no accounts");
  const key = openLogKey(folder, ORIGIN);
  const provider = new JsonRpcProvider(chain.url, chain.chainId, { staticNetwork: true, cacheTimeout: -1 });
  const deployment = await deploy(new Wallet(deployer.privateKey, provider), {
    logOrigin: ORIGIN,
    logKey: key.publicKey,
    submitter: relayer.address,
    roots: roots.map(({ actor, roles }) => ({
      actor,
      signer: `0x${hex(sampleAuthor(actor).publicKey)}`,
      roles: roles.reduce((bits, role) => bits | roleBits[role], 0),
    })),
    ...plan,
  });
  provider.destroy();
  const options: ServiceOptions = {
    dataDir: folder,
    port: 0,
    host: "127.0.0.1",
    chainRpcUrls: [chain.url],
    deployment,
    relayerKeys: [relayer.privateKey],
    validators: chain.validators,
    anchorSeconds: 3600,
    brand,
    logOrigin: ORIGIN,
    roots: roots.map(({ actor, name, roles }) => {
      const { key: id, publicKey } = sampleAuthor(actor);
      return { actor, name, roles: [...roles], key: id, publicKey: base64url(publicKey) };
    }),
    verifierDir: join(folder, "no-verifier"),
    consoleDir: join(folder, "no-console"),
    sample: true,
    room: { reserve: 65_536, least: 0 },
    logLevel: "error",
    exit: () => undefined,
  };
  const close = async () => {
    await chain.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, chain, options, close };
}

/** `through` leads the service to its chain by another way. */
export async function run(
  changes: Partial<ServiceOptions> = {},
  through: (url: string) => Promise<string> = async (url) => url,
): Promise<Running> {
  const prepared = await prepareService();
  const options = { ...prepared.options, chainRpcUrls: [await through(prepared.chain.url)], ...changes };
  const service = await startService(options);
  return {
    ...prepared,
    options,
    service,
    client: await connect(service.url),
    close: async () => {
      await service.close();
      await prepared.close();
    },
  };
}
