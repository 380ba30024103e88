import { join } from "node:path";
import type { AnchorContract } from "#core/log/anchor-signature.ts";
import { verifyVkey } from "#core/log/note.ts";
import { sha256 } from "../crypto.ts";
import { listen } from "../listen.ts";
import { createLogger } from "../logger.ts";
import type { Database } from "../store/database.ts";
import { forgetKept, openDatabase } from "../store/open.ts";
import { storeOf } from "../store/store.ts";
import { witnessApp } from "./app.ts";
import { chainKey, openChainSecret } from "./chain-key.ts";
import { createCosigner } from "./cosigner.ts";
import { openWitnessKey } from "./keys.ts";

export type WitnessOptions = {
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How it signs: a schema-less URL of its operator's, without spaces and plus signs. */
  readonly name: string;
  /** Verifier keys of the logs it watches; a log's origin is its key's name. */
  readonly logs: readonly string[];
  /** Signs heads for this contract too, with the key in DATA_DIR/chain-key; `rpc` is a node the witness believes. */
  readonly chain?: AnchorContract & { readonly rpc: string };
  readonly logLevel?: string;
  /** Seconds since 1970. */
  readonly clock?: () => number;
  /** Leaves the process after a storage error. */
  readonly exit?: (code: number) => void;
  /** Instead of the store in the data folder. */
  readonly database?: Database;
};
export type Witness = {
  readonly url: string;
  readonly name: string;
  readonly vkey: string;
  /** With a chain: the verifier key and the address with which it signs there. */
  readonly anchorVkey?: string;
  readonly address?: string;
  close(): Promise<void>;
};

const MOST_LOGS = 100;
const LEAVE_AFTER_MS = 200;
const leave = (code: number): void => void setTimeout(() => process.exit(code), LEAVE_AFTER_MS);
export const chainKeyFile = (dataDir: string): string => join(dataDir, "chain-key");

/** A witness (C2SP tlog-witness) on a data folder of its own. Refuses to start, with the reason, when it could not be believed. */
export async function startWitness(options: WitnessOptions): Promise<Witness> {
  const { dataDir, name, exit = leave, clock = () => Math.floor(Date.now() / 1000) } = options;
  const log = createLogger(options.logLevel ?? "warn");
  const logs = logsOf(options.logs);
  const store = storeOf(options.database ?? (await openDatabase(dataDir)), (error) => {
    log.fatal({ err: error }, "storage failed: this witness ends, nothing it cosigned is lost");
    exit(1);
  });
  try {
    const key = await openWitnessKey(dataDir, name, store);
    await forgetKept(dataDir);
    const chain = options.chain && {
      ...options.chain,
      key: chainKey(openChainSecret(chainKeyFile(dataDir)), name, options.chain),
    };
    const cosigner = createCosigner({ store, key, chain, logs, now: clock, log });
    const listening = await listen(witnessApp(cosigner, key, chain, log), options.host, options.port);
    return {
      url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${listening.port}`,
      name,
      vkey: key.vkey,
      ...(chain && { anchorVkey: chain.key.vkey, address: chain.key.address }),
      close: async () => {
        await listening.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function logsOf(vkeys: readonly string[]): ReadonlyMap<string, string> {
  const logs = new Map(vkeys.map((vkey) => [verifyVkey(sha256, vkey).name, vkey]));
  if (logs.size !== vkeys.length) throw new Error("one log, one key: the same origin is given twice");
  if (logs.size === 0 || logs.size > MOST_LOGS) throw new Error(`a witness watches 1 to ${MOST_LOGS} logs`);
  return logs;
}
