import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import { Refusal, sentence } from "#core/refusal.ts";
import { nodeCrypto } from "./node-crypto.ts";
import { differing, type Fetch, isFilled } from "./page/compare.ts";
import { type Found, onChain, releaseIn, type Status } from "./page/release.ts";
import { postRpc, withNodesAt } from "./rpc.ts";

const MOST_BYTES = 8 * 1024 * 1024;
/** Which released file answers for which address. */
const pageOf = (path: string): string =>
  path === "/scan" ? "scan/index.html" : path.startsWith("/u/") ? "unit/index.html" : "index.html";

type Line = { readonly status: Status; readonly zh: string; readonly en: string };

/**
 * Compares a page, as a host serves it to this machine now, with what the operator released: in the log, on the chain, file by file.
 * 0 the same, 1 not the same, 2 something could not be asked.
 */
export async function verifyPage(argv: readonly string[]): Promise<{ code: 0 | 1 | 2; text: string }> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { policy: { type: "string" } },
  });
  const [address] = positionals;
  const policyFile = values.policy ?? join(process.env.DATA_DIR ?? ".data", "policy.json");
  if (!address || positionals.length > 1 || !/^https?:\/\//.test(address) || !existsSync(policyFile))
    return { code: 2, text: usage(policyFile) };
  const policy = withNodesAt(parsePolicy(JSON.parse(await readFile(policyFile, "utf8"))), address);
  const url = new URL(address);
  const lines = await linesFor(url, policy, (path) => fetchBytes(new URL(path, url)));
  const statuses = lines.map(({ status }) => status);
  const code = statuses.includes("failed") ? 1 : statuses.includes("unknown") ? 2 : 0;
  return { code, text: lines.map(({ status, zh, en }) => `${marks[status]} ${zh}\n  ${en}`).join("\n") };
}

const marks: Readonly<Record<Status, string>> = { passed: "✓", failed: "✗", unknown: "?" };

async function linesFor(url: URL, policy: Policy, get: Fetch): Promise<readonly Line[]> {
  const found = await newest(policy, get);
  if (!("released" in found)) return [found];
  const { released, index } = found;
  const chain = await onChain(found, policy, postRpc, nodeCrypto);
  const differ = await differing(released, get);
  const [page, template] = await Promise.all([get(`${url.pathname}${url.search}`), get(`/${pageOf(url.pathname)}`)]);
  const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
  const same = page !== undefined && template !== undefined && isFilled(text(template), text(page));
  return [
    {
      status: "passed",
      zh: `发布在公开账本第 ${index + 1} 条，运营方签名：${released.version}，${released.occurredAt}`,
      en: `Released by the operator's signature in line ${index + 1} of the public log: ${released.version}, ${released.occurredAt}`,
    },
    {
      status: chain,
      zh: { passed: "合约上的散列与账本一致", failed: "合约上没有这次发布", unknown: "问不到链，合约上有没有不知道" }[
        chain
      ],
      en: {
        passed: "The contract holds the same hash as the log",
        failed: "The contract does not hold this release",
        unknown: "No node answered: whether the contract holds it is not known",
      }[chain],
    },
    {
      status: differ.length === 0 ? "passed" : "failed",
      zh: differ.length === 0 ? `${released.files.length} 个文件与发布的一样` : `与发布的不一样：${differ.join("、")}`,
      en:
        differ.length === 0
          ? `All ${released.files.length} files are as released`
          : `Not as released: ${differ.join(", ")}`,
    },
    {
      status: same ? "passed" : "failed",
      zh: same ? "这个网址的页面是发布的页面，只填了文字" : "这个网址的页面不是发布的页面",
      en: same
        ? "This address serves the released page, filled in with words only"
        : "This address does not serve the released page",
    },
  ];
}

async function newest(policy: Policy, get: Fetch): Promise<Found | Line> {
  const proof = await get("/log/release");
  if (!proof)
    return {
      status: "unknown",
      zh: "账本里没有发布，或者问不到。",
      en: "The log holds no release, or could not be asked.",
    };
  try {
    return await releaseIn(new TextDecoder().decode(proof), policy, nodeCrypto);
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof SyntaxError)) throw error;
    const why = (language: "zh" | "en") =>
      error instanceof Refusal ? sentence(error.code, error.facts, language) : error.message;
    return {
      status: "failed",
      zh: `发布的记录不成立：${why("zh")}`,
      en: `The record of the release does not hold: ${why("en")}`,
    };
  }
}

const usage = (policyFile: string) =>
  `用法：npm run verify-page -- <网址> [--policy 信任设置文件]（没有找到 ${policyFile} 时要用 --policy 指明）\nUsage: npm run verify-page -- <URL> [--policy FILE] (policy looked for at ${policyFile})`;

async function fetchBytes(url: URL): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.ok && bytes.length <= MOST_BYTES ? bytes : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const { code, text } = await verifyPage(process.argv.slice(2));
  console.log(text);
  process.exitCode = code;
}
