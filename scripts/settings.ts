import { resolve } from "node:path";

export type Settings = {
  readonly port: number;
  readonly host: string;
  /** Empty: wherever the service comes to listen (only with PORT 0). */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Absent: a development chain of our own, kept in the data folder. */
  readonly chainRpcUrls?: readonly string[];
  readonly confirmations: number;
  readonly deployerKey?: string;
  /** Who seals the blocks of a QBFT chain of one's own. */
  readonly validators?: readonly string[];
  readonly anchorSeconds: number;
};

const MOST_NODES = 8;

/** What a person is told when the system cannot start: one sentence in each language. */
export class CannotStart extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`);
  }
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const port = whole(env, "PORT", 8080, 0, 65_535);
  const host = env.HOST || "127.0.0.1";
  const named = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  const chainRpcUrls = addresses(env, "CHAIN_RPC_URL");
  const deployerKey = env.DEPLOYER_KEY;
  if (deployerKey ? !/^0x[0-9a-fA-F]{64}$/.test(deployerKey) : chainRpcUrls)
    throw new CannotStart(
      "用自己的链时，DEPLOYER_KEY 要填部署和上链用的私钥（0x 加 64 位十六进制）。",
      "With CHAIN_RPC_URL, set DEPLOYER_KEY to the private key that deploys and anchors (0x and 64 hex digits).",
    );
  return {
    port,
    host,
    publicUrl: address(env, "PUBLIC_URL") ?? (port === 0 ? "" : `http://${named}:${port}`),
    dataDir: resolve(env.DATA_DIR || ".data"),
    ...(chainRpcUrls && { chainRpcUrls }),
    confirmations: whole(env, "CONFIRMATIONS", 0, 0, 1000),
    ...(deployerKey && { deployerKey }),
    ...validators(env, "CHAIN_VALIDATORS"),
    anchorSeconds: whole(env, "ANCHOR_SECONDS", 10, 1, 86_400),
  };
}

function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number, least: number, most: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < least || value > most)
    throw new CannotStart(
      `${name} 要填 ${least} 到 ${most} 之间的整数，现在是“${text}”。`,
      `${name} must be a whole number from ${least} to ${most}; it is "${text}".`,
    );
  return value;
}

/** Several are separated by commas. */
function addresses(env: NodeJS.ProcessEnv, name: string): readonly string[] | undefined {
  const parts = (env[name] ?? "").split(",").filter((part) => part !== "");
  if (parts.length > MOST_NODES)
    throw new CannotStart(`${name} 最多写 ${MOST_NODES} 个网址。`, `${name} takes at most ${MOST_NODES} addresses.`);
  const found = parts.map((part) => address({ [name]: part.trim() }, name) ?? "");
  return found.length > 0 ? found : undefined;
}

function validators(env: NodeJS.ProcessEnv, name: string): Pick<Settings, "validators"> {
  const text = env[name];
  if (!text) return {};
  const list = text.toLowerCase().split(",");
  if (list.length > 64 || !list.every((one) => /^0x[0-9a-f]{40}$/.test(one)) || new Set(list).size !== list.length)
    throw new CannotStart(
      `${name} 要填验证节点的地址，用逗号隔开，不重复，最多 64 个。`,
      `${name} must be the validators' addresses, separated by commas, each once, at most 64.`,
    );
  return { validators: list.sort() };
}

function address(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new CannotStart(
      `${name} 要填 http:// 或 https:// 开头的网址，现在是“${text}”。`,
      `${name} must be an http:// or https:// address; it is "${text}".`,
    );
  return text.replace(/\/+$/, "");
}
