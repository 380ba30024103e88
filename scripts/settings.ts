import { resolve } from "node:path";

export type Settings = {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Absent: a development chain of our own, kept in the data folder. */
  readonly chainRpcUrl?: string;
  readonly deployerKey?: string;
  readonly anchorSeconds: number;
};

/** What a person is told when the system cannot start: one sentence in each language. */
export class CannotStart extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`);
  }
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const port = whole(env, "PORT", 8080, 0, 65_535);
  const host = env.HOST || "127.0.0.1";
  const named = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return {
    port,
    host,
    publicUrl: (env.PUBLIC_URL || `http://${named}:${port}`).replace(/\/$/, ""),
    dataDir: resolve(env.DATA_DIR || ".data"),
    ...(env.CHAIN_RPC_URL && { chainRpcUrl: env.CHAIN_RPC_URL }),
    ...(env.DEPLOYER_KEY && { deployerKey: env.DEPLOYER_KEY }),
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
