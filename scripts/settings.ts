import { resolve } from "node:path";
import type { PlaceHeaders } from "#backend/scans/place.ts";

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
  /** Absent: the deployer's, or an account of the development chain. The first is the log's submitter. */
  readonly relayerKeys?: readonly string[];
  readonly anchorSeconds: number;
  readonly anchorEntries: number;
  readonly heartbeatSeconds: number;
  readonly scrubHours: number;
  /** In which headers the proxy says where a network is; absent: places are not known. */
  readonly placeHeaders?: PlaceHeaders;
};

const MOST_NODES = 8;
const MOST_KEYS = 16;
const PRIVATE_KEY = /^0x[0-9a-fA-F]{64}$/;

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
  const chainRpcUrls = nodesFrom(env);
  const deployerKey = env.DEPLOYER_KEY;
  if (deployerKey ? !PRIVATE_KEY.test(deployerKey) : chainRpcUrls)
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
    ...relayers(env.RELAYER_KEYS),
    anchorSeconds: whole(env, "ANCHOR_SECONDS", 10, 1, 86_400),
    anchorEntries: whole(env, "ANCHOR_ENTRIES", 10_000, 1, 999_999),
    heartbeatSeconds: whole(env, "HEARTBEAT_SECONDS", 1200, 10, 86_400),
    scrubHours: whole(env, "SCRUB_HOURS", 24, 1, 24),
    ...placeHeaders(env.SCAN_PLACE_HEADERS),
  };
}

/** Two header names with a comma between: of the latitude, of the longitude. */
function placeHeaders(text: string | undefined): { placeHeaders?: PlaceHeaders } {
  if (!text) return {};
  const [, latitude, longitude] = /^([a-z0-9-]{1,64}),([a-z0-9-]{1,64})$/.exec(text.toLowerCase()) ?? [];
  if (latitude === undefined || longitude === undefined || latitude === longitude)
    throw new CannotStart(
      `SCAN_PLACE_HEADERS 要填代理给出纬度、经度的两个请求头，用逗号隔开，现在是“${text}”。`,
      `SCAN_PLACE_HEADERS must name the proxy's two headers for latitude and longitude, with a comma between; it is "${text}".`,
    );
  return { placeHeaders: { latitude, longitude } };
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

/** One or several private keys, separated by commas, each once. */
function relayers(text: string | undefined): { relayerKeys?: readonly string[] } {
  if (!text) return {};
  const relayerKeys = text.split(",").map((key) => key.trim().toLowerCase());
  if (
    !relayerKeys.every((key) => PRIVATE_KEY.test(key)) ||
    new Set(relayerKeys).size !== relayerKeys.length ||
    relayerKeys.length > MOST_KEYS
  )
    throw new CannotStart(
      `RELAYER_KEYS 要填 1 到 ${MOST_KEYS} 把不同的私钥（0x 加 64 位十六进制），用逗号隔开。`,
      `RELAYER_KEYS must be 1 to ${MOST_KEYS} different private keys (0x and 64 hex digits) with commas between them.`,
    );
  return { relayerKeys };
}

/** The chain nodes that CHAIN_RPC_URL names; undefined when it names none. */
export const nodesFrom = (env: NodeJS.ProcessEnv): readonly string[] | undefined => addresses(env, "CHAIN_RPC_URL");

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
