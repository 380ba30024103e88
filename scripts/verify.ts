import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { askChain, type ChainSaid, type Unavailable } from "#core/chain/ask.ts";
import { anchorChecker } from "#core/evidence/check-anchor.ts";
import { parseBundle } from "#core/evidence/parse.ts";

import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { Refusal, sentence } from "#core/refusal.ts";
import { sha256 } from "./author.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { postRpc, withNodesAt } from "./rpc.ts";
import { openProof } from "./verify/open.ts";
import { exhibitReport, receiptReport } from "./verify/signed-report.ts";
import { report } from "./verify-report.ts";

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Checks evidence without our service, alone, in a receipt or in an exhibit: the file, the pinned policy, and chain nodes. With --offline, or when no node answers, the chain's head is known
 * by the file's anchor proof alone. 0 all passed, 1 something failed, 2 something unknown.
 */
export async function verify(argv: readonly string[]): Promise<{ code: 0 | 1 | 2; text: string }> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      policy: { type: "string" },
      json: { type: "boolean", default: false },
      offline: { type: "boolean", default: false },
    },
  });
  const [source] = positionals;
  const dataDir = process.env.DATA_DIR ?? ".data";
  const policyFile = values.policy ?? join(dataDir, "policy.json");
  if (!source || positionals.length > 1 || !existsSync(policyFile)) return { code: 2, text: usage(policyFile) };
  const policy = parsePolicy(JSON.parse(await readFile(policyFile, "utf8")));
  const { evidence, receipt, exhibit } = await openProof(await load(source), policy);
  const now = Math.floor(Date.now() / 1000);
  const judgement = await verifyEvidence(
    evidence,
    policy,
    now,
    values.offline ? offline(policy) : await chainFor(evidence, withNodesAt(policy, source), now),
    nodeCrypto,
    anchorChecker(nobleEthereum),
  );
  const signed = [...(exhibit ? [exhibitReport(exhibit)] : []), ...(receipt ? [receiptReport(receipt)] : [])];
  return {
    code: [receipt, exhibit].some((one) => one instanceof Refusal) ? 1 : exitCode(judgement),
    text: values.json
      ? JSON.stringify({ ...judgement, ...(receipt && { receipt }), ...(exhibit && { exhibit }) }, null, 2)
      : [...signed, ...(signed.length > 0 ? [""] : []), report(judgement)].join("\n"),
  };
}

const usage = (policyFile: string) =>
  `用法：npm run verify -- <凭证、回执或证据包，文件或网址> [--policy 信任设置文件] [--offline] [--json]（没有找到 ${policyFile} 时要用 --policy 指明）\nUsage: npm run verify -- <file or URL> [--policy FILE] [--offline] [--json] (policy looked for at ${policyFile})`;

function exitCode({ checks, certificates }: Judgement): 0 | 1 | 2 {
  const statuses = checks.map(({ status }) => status);
  if (statuses.includes("failed")) return 1;
  return statuses.includes("unknown") || certificates.some(({ now }) => now.state === "unknown") ? 2 : 0;
}

/** A label's URL stands for its evidence. */
async function load(source: string): Promise<Uint8Array> {
  if (!/^https?:\/\//.test(source)) return readFile(source);
  const url = new URL(source);
  if (url.pathname.startsWith("/p/")) url.pathname = `/evidence${url.pathname}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || bytes.length > MOST_BYTES) throw new Error(`${url.href}: ${response.status}`);
  return bytes;
}

const offline = ({ chain }: Policy): Unavailable => ({ unavailable: "offline", nodes: chain.rpc.length });

async function chainFor(evidence: unknown, policy: Policy, now: number): Promise<ChainSaid> {
  try {
    return await askChain(parseBundle(evidence), policy, now, postRpc, sha256);
  } catch (error) {
    if (error instanceof Refusal) return { unavailable: "chain-unreachable", nodes: policy.chain.rpc.length };
    throw error;
  }
}

if (import.meta.main) {
  try {
    const { code, text } = await verify(process.argv.slice(2));
    console.log(text);
    process.exitCode = code;
  } catch (error) {
    console.error(
      error instanceof Refusal
        ? `${sentence(error.code, error.facts, "zh")} ${sentence(error.code, error.facts, "en")}`
        : `打不开这份凭证：${(error as Error).message} The evidence cannot be opened.`,
    );
    process.exitCode = 2;
  }
}
