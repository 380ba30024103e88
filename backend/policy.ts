import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drivers } from "#core/anchor/driver.ts";
import { hex } from "#core/bytes.ts";

import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import { COSIGNATURE } from "#core/log/cosignature.ts";
import { verifyVkey } from "#core/log/note.ts";
import { contractNames, type Deployment } from "./chain/contracts.ts";
import { sha256 } from "./crypto.ts";
import type { LogKey } from "./log/key.ts";

export type PolicyParts = {
  readonly brand: Policy["brand"];
  readonly roots: Policy["roots"];
  readonly validators?: readonly string[];
  readonly deployment: Deployment;
  readonly key: LogKey;
  readonly anchorSeconds: number;
  readonly heartbeatSeconds: number;
  readonly witnesses?: readonly { readonly name: { zh: string; en: string }; readonly vkey: string }[];
  readonly witnessQuorum?: number;
  readonly sample: boolean;
};

const LEAST_HEAD_AGE_SECONDS = 3600;

/** What this service tells readers to trust; `rpc` is a path, so that a page asks the host that it came from. */
export function policyOf({
  brand,
  roots,
  validators,
  deployment,
  key,
  anchorSeconds,
  heartbeatSeconds,
  witnesses = [],
  witnessQuorum = witnesses.length,
  sample,
}: PolicyParts): Policy {
  refuseOddWitnesses(witnesses, witnessQuorum);
  const addresses = [...contractNames, "WebCryptoP256Verifier" as const].map((name) => [
    name,
    deployment.contracts[name].toLowerCase(),
  ]);
  return parsePolicy({
    format: "liangji-policy/v1",
    brand,
    log: { origin: key.origin, vkey: key.vkey, id: key.id },
    roots,
    chain: {
      chainId: deployment.chainId,
      rpc: ["/rpc"],
      quorum: 1,
      startBlock: deployment.startBlock,
      ...(validators && { validators, drivers }),
      contracts: Object.fromEntries(addresses),
    },
    ...(witnesses.length > 0 && { witnesses: witnesses.map(({ name, vkey }) => ({ name, vkey })), witnessQuorum }),
    maxHeadAgeSeconds: Math.max(LEAST_HEAD_AGE_SECONDS, 4 * anchorSeconds, 3 * heartbeatSeconds),
    sample,
  });
}

/** One key would count as two witnesses under two names; a quorum that cannot be met makes every label unknown. */
function refuseOddWitnesses(witnesses: readonly { readonly vkey: string }[], quorum: number): void {
  const keys = new Set(witnesses.map(({ vkey }) => hex(verifyVkey(sha256, vkey, COSIGNATURE).publicKey)));
  if (keys.size < witnesses.length) throw new Error("two witnesses have one key");
  if (quorum > witnesses.length || (quorum < 1 && witnesses.length > 0))
    throw new Error(`a quorum of ${quorum} among ${witnesses.length} witnesses: it must be 1 to ${witnesses.length}`);
}

/** DATA_DIR/policy.json, for tools on this machine: its `rpc` is the service's whole address. */
export function writePolicy(dataDir: string, policy: Policy, serviceUrl: string): void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "policy.json");
  const own = {
    ...policy,
    chain: { ...policy.chain, rpc: policy.chain.rpc.map((rpc) => new URL(rpc, serviceUrl).href) },
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(own, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
