import type { Interface, JsonRpcProvider, Log, ParamType, Result } from "ethers";
import { type ContractName, contractNames, type Deployment } from "./contracts.ts";
import { foldEvent } from "./fold.ts";
import { type ChainEvent, type EventValue, emptyHistory, type History } from "./history.ts";

export type ChainIndex = {
  readonly history: History;
  /** The newest block read: nothing after it is known here. */
  readonly block: { readonly number: number; readonly hash: string; readonly time: number };
  /** Reads what has happened since. Throws when the chain cannot be asked; what was known stays. */
  refresh(): Promise<void>;
};

const BLOCKS_AT_ONCE = 5000;

/** Follows the contracts' events from the block they were created in. */
export function followChain(
  provider: JsonRpcProvider,
  deployment: Deployment,
  interfaces: Readonly<Record<ContractName, Interface>>,
): ChainIndex {
  const byAddress = new Map(contractNames.map((name) => [deployment.contracts[name].toLowerCase(), name]));
  let history = emptyHistory();
  let block = { number: deployment.startBlock - 1, hash: "", time: 0 };
  let running: Promise<void> | undefined;

  async function read(): Promise<void> {
    const head = await provider.getBlock("latest");
    if (!head?.hash) throw new Error("no latest block");
    if (await wasReplaced()) {
      history = emptyHistory();
      block = { number: deployment.startBlock - 1, hash: "", time: 0 };
    }
    for (let from = block.number + 1; from <= head.number; from = block.number + 1) {
      const to = Math.min(from + BLOCKS_AT_ONCE - 1, head.number);
      const events = await eventsIn(from, to);
      for (const event of events) foldEvent(history, event);
      block = { number: to, hash: to === head.number ? head.hash : "", time: head.timestamp };
    }
    block = { number: block.number, hash: head.hash, time: head.timestamp };
  }

  /** A block that we read and that is no longer there: the chain took another way, so everything is read anew. */
  async function wasReplaced(): Promise<boolean> {
    if (block.hash === "") return false;
    const again = await provider.getBlock(block.number);
    return again?.hash !== block.hash;
  }

  async function eventsIn(fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    const logs = await provider.getLogs({ address: [...byAddress.keys()], fromBlock, toBlock });
    const numbers = [...new Set(logs.map(({ blockNumber }) => blockNumber))];
    const blocks = await Promise.all(numbers.map((number) => provider.getBlock(number)));
    const times = new Map(numbers.map((number, at) => [number, blocks[at]?.timestamp ?? 0]));
    return logs.flatMap((log) => decodeLog(log, times.get(log.blockNumber) ?? 0));
  }

  function decodeLog(log: Log, time: number): ChainEvent[] {
    const contract = byAddress.get(log.address.toLowerCase());
    const parsed = contract && interfaces[contract].parseLog(log);
    return parsed
      ? [
          {
            contract,
            name: parsed.name,
            args: argsOf(parsed.args, parsed.fragment.inputs),
            block: log.blockNumber,
            time,
          },
        ]
      : [];
  }

  return {
    get history() {
      return history;
    },
    get block() {
      return block;
    },
    refresh: async () => {
      // Someone who asks while a reading is under way wants what happened after it began.
      const before = running?.catch(() => undefined) ?? Promise.resolve();
      const mine = before.then(read);
      running = mine;
      await mine;
    },
  };
}

const argsOf = (args: Result, inputs: readonly ParamType[]): ChainEvent["args"] =>
  Object.fromEntries(inputs.map(({ name, type }, at) => [name, plain(args[at], type)]));

/** Hashes and addresses without 0x; grams, seconds and counts fit a safe integer. Texts stay as they are. */
function plain(value: unknown, type: string): EventValue {
  if (type.endsWith("[]"))
    return Array.from(value as Iterable<unknown>, (one) => plain(one, type.slice(0, -2))) as
      | readonly string[]
      | readonly number[];
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value;
  return type === "string" ? String(value) : String(value).slice(2).toLowerCase();
}
