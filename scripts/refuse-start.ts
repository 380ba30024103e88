import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import type { Database } from "#backend/store/database.ts";
import { openDatabase, wasCutOff } from "#backend/store/open.ts";
import { CannotStart, type Settings } from "./settings.ts";

const CHAIN_ANSWERS_WITHIN_MS = 10_000;
const CUT_OFF =
  "上次启动在打开数据时断了。这次要是又断，数据就是坏了：请恢复最新的备份。 The last start ended while it opened the data. Should this one end too, the data is damaged: restore the newest copy.";

/** The data folder for this process alone: LevelDB's lock is the operating system's, so it ends with the process, kill -9 included. `by`: with what another is chosen. */
export async function openFolder(dataDir: string, by = "DATA_DIR"): Promise<Database> {
  try {
    await mkdir(dataDir, { recursive: true });
    if (wasCutOff(dataDir)) console.error(CUT_OFF);
    return await openDatabase(dataDir);
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { cause?: { code?: string } } };
    if (cause?.cause?.code === "LEVEL_LOCKED")
      throw new CannotStart(
        `数据文件夹 ${dataDir} 正在使用：先停掉那一个，或用 ${by} 换一个。`,
        `The data folder is in use: stop that one first, or choose another with ${by}.`,
      );
    throw new CannotStart(
      `数据文件夹 ${dataDir} 打不开（${code ?? (error as Error).message}）。`,
      `The data folder cannot be opened; choose another with ${by}.`,
    );
  }
}

/** Asked before anything is written: a second start on a taken port must change nothing. */
export async function refuseTakenPort({ port, host }: Pick<Settings, "port" | "host">): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(port, host, resolve));
  await new Promise((resolve) => probe.close(resolve));
}

const portTaken = (port: number) =>
  new CannotStart(`端口 ${port} 已被占用，请用 PORT 换一个。`, `Port ${port} is taken; choose another with PORT.`);

/** The chain that all of these nodes are on. One that does not answer now may answer later; one on another chain never may. */
export async function oneChainId(nodes: readonly string[]): Promise<number> {
  const asked = await Promise.allSettled(nodes.map(chainIdAt));
  const ids = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const other = asked.findIndex((one) => one.status === "fulfilled" && one.value !== ids[0]);
  if (other >= 0)
    throw new CannotStart(
      `CHAIN_RPC_URL 里的节点不在同一条链上：${nodes[other]}。`,
      `The nodes in CHAIN_RPC_URL are not on one chain: ${nodes[other]}.`,
    );
  const [id] = ids;
  if (id !== undefined) return id;
  throw asked.find((one) => one.status === "rejected")?.reason;
}

async function chainIdAt(rpc: string): Promise<number> {
  try {
    const response = await fetch(rpc, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      signal: AbortSignal.timeout(CHAIN_ANSWERS_WITHIN_MS),
    });
    const { result } = (await response.json()) as { result?: unknown };
    if (typeof result !== "string" || !/^0x[0-9a-f]{1,13}$/i.test(result)) throw new Error("no chain id");
    return Number(result);
  } catch {
    throw new CannotStart(`连不上链 ${rpc}，请看 CHAIN_RPC_URL。`, `The chain cannot be reached; check CHAIN_RPC_URL.`);
  }
}

export const anotherChain = (chainId: number) =>
  new CannotStart(
    `这个数据文件夹的合约不在链 ${chainId} 上：换回原来的链，或用 DATA_DIR 换一个文件夹。`,
    `The contracts of this data folder are not on chain ${chainId}; go back to its chain, or choose another folder with DATA_DIR.`,
  );

/** What is not our own mistake becomes a sentence; our own keeps its stack. */
export function told(error: unknown, { port, host }: Settings): unknown {
  if (!(error instanceof Error) || error instanceof CannotStart) return error;
  const { code, shortMessage } = error as { code?: string; shortMessage?: string };
  if (code === "EADDRINUSE") return portTaken(port);
  if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new CannotStart(
      `不能在 ${host} 的端口 ${port} 上接听（${code}），请改 HOST 或 PORT。`,
      `Cannot listen there; change HOST or PORT.`,
    );
  if (code === "INSUFFICIENT_FUNDS")
    return new CannotStart("DEPLOYER_KEY 的账户余额不够。", "The account of DEPLOYER_KEY has not enough funds.");
  const ours = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (ours) return error;
  return new CannotStart("没有启动，数据都还在。", `Not started; your data is kept: ${shortMessage ?? error.message}`);
}
