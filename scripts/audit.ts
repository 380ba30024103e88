import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { followChain } from "#backend/chain/follow.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { type Numbers, numbersOf, untracked } from "#backend/read/numbers.ts";
import { parsePolicy } from "#core/evidence/policy.ts";
import { differences } from "./audit/compare.ts";
import { LogDiffers, readWholeLog } from "./audit/whole-log.ts";
import { withNodesAt } from "./rpc.ts";
import { nodesFrom } from "./settings.ts";

const MOST_TRIES = 5;

/**
 * Recomputes the public numbers from the chain's events and the whole log, and compares them with those that the service publishes. Of
 * the service only bytes are used that the policy's keys and the chain vouch for. 0 the same, 1 they differ, 2 could not be checked.
 */
export async function audit(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: 0 | 1 | 2; text: string }> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { policy: { type: "string" } },
  });
  const service = (positionals[0] ?? "http://127.0.0.1:8080").replace(/\/$/, "");
  const file = values.policy ?? join(env.DATA_DIR ?? ".data", "policy.json");
  if (!existsSync(file))
    return { code: 2, text: `没有信任设置 There is no ${file}.\nnpm run audit -- [URL] [--policy FILE]` };
  const policy = withNodesAt(parsePolicy(JSON.parse(readFileSync(file, "utf8"))), service);
  const provider = providerOf(nodesFrom(env) ?? policy.chain.rpc, policy.chain.chainId);
  try {
    const index = followChain(provider, policy.chain, readInterfaces());
    for (let tries = 1; ; tries++) {
      const said = (await (await fetch(`${service}/numbers`)).json()) as Numbers & { block: number; entries: number };
      await index.refresh();
      const anchors = index.history.anchors.get(policy.log.id) ?? [];
      const log = await readWholeLog(service, policy, new Set(anchors.map(({ size }) => size)));
      const anchor = anchors.findLast(({ size }) => size <= log.size);
      if (anchor && log.roots.get(anchor.size) !== anchor.root)
        return {
          code: 1,
          text: `账本接不上链上登记的根（${anchor.size} 条） The log does not extend the head on the chain.`,
        };
      const recalls = [...log.ledger.recalls.own.values()].filter((one) => one !== undefined);
      const own = numbersOf(index.history, recalls);
      const found = differences(said, own);
      // Somebody acted meanwhile: both look again.
      if (found.length > 0 && tries < MOST_TRIES && (said.block !== index.block.number || said.entries !== log.size))
        continue;
      return { code: found.length > 0 ? 1 : 0, text: report(said, found, index.block.number, log.size) };
    }
  } catch (error) {
    if (error instanceof LogDiffers) return { code: 1, text: error.message };
    return { code: 2, text: `没有查成 It could not be checked: ${(error as Error).message}` };
  } finally {
    provider.destroy();
  }
}

function report(said: Numbers, found: readonly string[], block: number, entries: number): string {
  const kg = (grams: number) => `${grams / 1000} kg`;
  const trade = (row: Numbers["plots" | "products" | "schemes"][number]) =>
    `售出 sold ${kg(row.soldGrams)}, 退回 returned ${kg(row.returnedGrams)}, 召回中售出 sold in recalls ${kg(row.soldInRecallsGrams)}, 退回 returned in recalls ${kg(row.returnedInRecallsGrams)}`;
  return [
    `从链（到区块 ${block}）和账本（${entries} 条）重算 recomputed from the chain up to block ${block} and ${entries} entries of the log`,
    ...said.plots.map(
      (p) =>
        `${p.plot} ${p.season}: 上限 capacity ${kg(p.capacityGrams)}, 已采 drawn ${kg(p.drawnGrams)}, 贴标 labelled ${kg(p.labelledGrams)}, ${trade(p)}`,
    ),
    ...said.products.map(
      (p) =>
        `${p.product} ${p.season}: ${p.batches} 批 batches, ${kg(p.massGrams)}, 流出 drawn ${kg(p.drawnGrams)}, 贴标 labelled ${kg(p.labelledGrams)} (${p.labels}; 启用 active ${p.activated}, 作废 void ${p.voided}, 退回 returned ${p.labelsReturned}), ${trade(p)}`,
    ),
    ...said.schemes.map(
      (s) =>
        `${s.scheme}: ${s.certificates} 张 certificates, 量 volume ${kg(s.volumeGrams)}, 已用 used ${kg(s.usedGrams)}, 贴标 labelled ${kg(s.labelledGrams)}, ${trade(s)}`,
    ),
    `${untracked.zh} ${untracked.en}`,
    ...(found.length === 0
      ? ["公布的数字与重算的一致。 What is published is what follows from chain and log."]
      : ["公布的数字与重算的不一致： What is published differs:", ...found]),
  ].join("\n");
}

if (import.meta.main) {
  const { code, text } = await audit(process.argv.slice(2), process.env);
  (code === 0 ? console.log : console.error)(text);
  process.exitCode = code;
}
