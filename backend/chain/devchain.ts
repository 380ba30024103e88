import { getBytes, HDNodeWallet, Mnemonic } from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { type Journal, openJournal } from "./journal.ts";
import { type JsonRpc, serveJsonRpc } from "./json-rpc.ts";
import { type Validator, validatorOf } from "./seal.ts";
import { sealChain } from "./sealed-chain.ts";

const HARDFORK = "osaka";
const CHAIN_ID = 31_337;
const MNEMONIC = "test test test test test test test test test test test junk";
const ACCOUNTS = 10;
const VALIDATORS = 4;

export type DevChainOptions = {
  readonly journalFile: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Unix seconds; block times come from here. */
  readonly now?: () => number;
};
export type DevChain = {
  readonly url: string;
  readonly chainId: number;
  readonly accounts: readonly { readonly address: string; readonly privateKey: string }[];
  /** Addresses of those who seal its blocks, ascending. */
  readonly validators: readonly string[];
  readonly request: JsonRpc;
  close(): Promise<void>;
};

/** A development chain in this process, whose every transaction is on disk before it runs and runs again at the next start. */
export async function startDevChain(options: DevChainOptions): Promise<DevChain> {
  const now = options.now ?? (() => Math.floor(Date.now() / 1000));
  const probe = await createEngine(0);
  const engine = String(await probe.request("web3_clientVersion", []));
  await probe.close();

  const journal = await openJournal(options.journalFile, {
    format: "liangji-devchain/v1",
    engine,
    hardfork: HARDFORK,
    chainId: CHAIN_ID,
    genesisSeconds: now(),
  });
  const chain = await createEngine(journal.genesis.genesisSeconds);
  const lastTimestamp = await replay(journal, chain.request);
  const submit = createSubmit(journal, chain.request, now, lastTimestamp);
  const validators = developmentValidators();
  const sealed = sealChain(chain.request, validators);

  const request: JsonRpc = async (method, params) => {
    if (method === "eth_sendRawTransaction") return submit(String(params[0]));
    if (!isReadable(method))
      throw Object.assign(new Error(`${method} is not served: only signed transactions change this chain`), {
        code: -32601,
      });
    return sealed(method, params);
  };
  const server = await serveJsonRpc(request, options.host ?? "127.0.0.1", options.port ?? 0);

  return {
    url: server.url,
    chainId: CHAIN_ID,
    accounts: developmentAccounts(),
    validators: validators.map(({ address }) => address),
    request,
    close: async () => {
      await server.close();
      await submit.idle();
      await chain.close();
      await journal.close();
    },
  };
}

/** The engine's own mnemonic: everybody knows these keys. */
function developmentAccounts(): { address: string; privateKey: string }[] {
  const parent = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), "m/44'/60'/0'/0");
  return Array.from({ length: ACCOUNTS }, (_, i) => {
    const { address, privateKey } = parent.deriveChild(i);
    return { address, privateKey };
  });
}

/** From the same words, beside the accounts. */
function developmentValidators(): readonly Validator[] {
  const parent = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), "m/44'/60'/1'/0");
  return Array.from({ length: VALIDATORS }, (_, i) => validatorOf(getBytes(parent.deriveChild(i).privateKey))).sort(
    (a, b) => (a.address < b.address ? -1 : 1),
  );
}

async function createEngine(genesisSeconds: number): Promise<{ request: JsonRpc; close: () => Promise<void> }> {
  const hre = await createHardhatRuntimeEnvironment({
    networks: {
      devchain: {
        type: "edr-simulated",
        chainType: "l1",
        hardfork: HARDFORK,
        chainId: CHAIN_ID,
        accounts: { mnemonic: MNEMONIC, count: ACCOUNTS },
        initialDate: new Date(genesisSeconds * 1000),
        allowBlocksWithSameTimestamp: true,
        // As any chain: a transaction that reverts is mined, and its receipt says so.
        throwOnTransactionFailures: false,
      },
    },
  });
  const connection = await hre.network.create("devchain");
  return {
    request: (method, params) => connection.provider.request({ method, params: [...params] }),
    close: () => connection.close(),
  };
}

async function replay(journal: Journal, request: JsonRpc): Promise<number> {
  let last = journal.genesis.genesisSeconds;
  for (const [timestamp, raw] of journal.lines) {
    last = timestamp;
    // What the engine refused then (nonce, funds), it refuses now.
    await run(request, timestamp, raw).catch(() => undefined);
  }
  return last;
}

async function run(request: JsonRpc, timestamp: number, raw: string): Promise<unknown> {
  await request("evm_setNextBlockTimestamp", [timestamp]);
  return request("eth_sendRawTransaction", [raw]);
}

/** One at a time: the journal's order is the chain's order. */
function createSubmit(journal: Journal, request: JsonRpc, now: () => number, lastTimestamp: number) {
  let last = lastTimestamp;
  let queue: Promise<unknown> = Promise.resolve();
  const next = async (raw: string): Promise<unknown> => {
    last = Math.max(now(), last);
    await journal.append([last, raw]);
    return run(request, last, raw);
  };
  const submit = (raw: string): Promise<unknown> => {
    const result = queue.then(() => next(raw));
    queue = result.catch(() => undefined);
    return result;
  };
  return Object.assign(submit, { idle: () => queue });
}

const isReadable = (method: string): boolean =>
  /^(?:eth|net|web3)_/.test(method) && !/^eth_(?:sendTransaction|sign.*)$/.test(method);
