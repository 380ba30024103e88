import { join } from "node:path";
import type { ServiceOptions } from "#backend/service.ts";
import { addressOf, openChainSecret } from "#backend/witness/chain-key.ts";
import { chainKeyFile, startWitness, type WitnessOptions } from "#backend/witness/start.ts";
import { hex } from "#core/bytes.ts";

/** 示例数据: two bodies that would each run a witness on a machine of their own. `key`: how it signs; `folder`: within DATA_DIR. */
const cast = [
  {
    folder: "witness-association",
    key: "association.example/witness",
    name: { zh: "示例品牌协会", en: "Sample brand association" },
  },
  {
    folder: "witness-certifier",
    key: "certifier.example/witness",
    name: { zh: "示例认证机构", en: "Sample certification body" },
  },
] as const;

/** How many of them a reader wants, and how many the contract does (docs/decisions/0011-witness-quorum.md). */
export const READERS_QUORUM = 2;
export const CONTRACTS_QUORUM = 1;

/** With which they sign for the chain; known before there is a contract. */
export const witnessAddresses = (dataDir: string): readonly string[] =>
  cast.map(({ folder }) => `0x${hex(addressOf(openChainSecret(chainKeyFile(join(dataDir, folder)))))}`);

export type SampleWitnesses = {
  readonly witnesses: NonNullable<ServiceOptions["witnesses"]>;
  close(): Promise<void>;
};

/** Both witnesses, each with its own folder, key and port. */
export async function startWitnesses(
  dataDir: string,
  logVkey: string,
  chain: WitnessOptions["chain"],
): Promise<SampleWitnesses> {
  const started = await Promise.all(
    cast.map(({ folder, key }) =>
      startWitness({
        dataDir: join(dataDir, folder),
        host: "127.0.0.1",
        port: 0,
        name: key,
        logs: [logVkey],
        ...(chain && { chain }),
      }),
    ),
  );
  return {
    witnesses: cast.flatMap(({ name }, at) => {
      const witness = started[at];
      if (!witness) return [];
      const { url, vkey, anchorVkey } = witness;
      return [{ name, url, vkey, ...(anchorVkey && { anchorVkey }) }];
    }),
    close: async () => {
      await Promise.all(started.map((one) => one.close()));
    },
  };
}
