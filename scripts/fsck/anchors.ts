import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, readInterfaces } from "#backend/chain/contracts.ts";
import { startDevChain } from "#backend/chain/devchain.ts";
import { followChain } from "#backend/chain/follow.ts";
import { providerOf } from "#backend/chain/provider.ts";
import type { Finding } from "#backend/log/check.ts";
import { rootAt } from "#backend/log/nodes.ts";
import { keys } from "#backend/store/keys.ts";
import type { Reading } from "#backend/store/reading.ts";
import { hex } from "#core/bytes.ts";
import type { Policy } from "#core/evidence/policy.ts";

/** How many anchored heads were found in the log, what is wrong with one, or why the chain could not be asked. */
export type Anchors = { readonly anchors: number } | Finding | { readonly unasked: string };

/** Every head that the chain ever took must be one that this log had. */
export async function checkAnchors(
  reading: Reading,
  size: number,
  { log, chain }: Pick<Policy, "log" | "chain">,
  dataDir: string,
  nodes: readonly string[],
): Promise<Anchors> {
  const file = join(dataDir, "deployments", `${chain.chainId}.json`);
  if (!existsSync(file)) return { unasked: `${file} is not there` };
  const deployment = JSON.parse(readFileSync(file, "utf8")) as Deployment;
  const journalFile = join(dataDir, "chain.jsonl");
  // A development chain lives in the data folder and sleeps with the service.
  const own = nodes.length === 0 && existsSync(journalFile) ? await startDevChain({ journalFile }) : undefined;
  const urls = own ? [own.url] : nodes;
  if (urls.length === 0) return { unasked: "set CHAIN_RPC_URL to a node of the chain" };
  const provider = providerOf(urls, chain.chainId);
  try {
    const index = followChain(provider, deployment, readInterfaces());
    await index.refresh();
    const anchored = index.history.anchors.get(log.id) ?? [];
    for (const one of anchored) {
      const what = `the chain holds a head of ${one.size} entries with root ${one.root} (block ${one.block}); this log `;
      if (one.size > size) return { where: keys.head, what: `${what}has only ${size}` };
      if (hex(await rootAt(reading, one.size)) !== one.root) return { where: keys.head, what: `${what}never had it` };
    }
    return { anchors: anchored.length };
  } catch (error) {
    return { unasked: (error as Error).message };
  } finally {
    provider.destroy();
    await own?.close();
  }
}
