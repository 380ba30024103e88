import type { Interface, JsonRpcProvider, Log, ParamType, Result } from "ethers";
import { type ContractName, contractNames, type Deployment } from "./contracts.ts";
import { foldEvent } from "./fold.ts";
import { type ChainEvent, type EventValue, emptyHistory, type History } from "./history.ts";

export type ChainIndex = {
  readonly history: History;
  /** The newest block read: nothing after it is known here. */
  readonly block: { readonly number: number; readonly hash: string; readonly time: number };
  /** The chain's newest block when it was last asked; above `block` by the confirmations. */
  readonly newest: number;
  /** Reads what has happened since. Throws when the chain cannot be asked; what was known stays. */
  refresh(): Promise<void>;
};

const BLOCKS_AT_ONCE = 5000;
type Position = ChainIndex["block"];

/**
 * Follows the contracts' events from the block they were created in.
 *
 * @param confirmations  how many blocks must lie above one before it counts: what a reorganisation may still remove is not known here
 */
export function followChain(
  provider: JsonRpcProvider,
  deployment: Deployment,
  interfaces: Readonly<Record<ContractName, Interface>>,
  confirmations = 0,
): ChainIndex {
  const byAddress = new Map(contractNames.map((name) => [deployment.contracts[name].toLowerCase(), name]));
  const beginning: Position = { number: deployment.startBlock - 1, hash: "", time: 0 };
  let history = emptyHistory();
  let block = beginning;
  let newest = beginning.number;
  let running: Promise<void> | undefined;

  /** Readers see either what was known before or a later, whole state: what a reorganisation removed is never mixed with what it brought. */
  async function read(): Promise<void> {
    const latest = await positionOf("latest");
    const last = latest.number - confirmations;
    newest = latest.number;
    // A node that lags, or stands in for another: what was read stays, or a recall would vanish for a while.
    if (last < block.number) throw new Error(`the node is ${block.number - last} blocks behind what was read`);
    let [next, at] = (await isStillThere(block)) ? [history, block] : [emptyHistory(), beginning];
    while (at.number < last) {
      const to = await positionOf(Math.min(at.number + BLOCKS_AT_ONCE, last));
      const events = await eventsIn(at.number + 1, to.number);
      if (!(await isStillThere(to)) || !(await isStillThere(at)))
        throw new Error("the chain changed while it was read");
      for (const event of events) foldEvent(next, event);
      at = to;
      if (next === history) block = at;
    }
    [history, block] = [next, at];
  }

  async function positionOf(number: number | "latest"): Promise<Position> {
    const found = await provider.getBlock(number);
    if (!found?.hash) throw new Error(`no block ${number}`);
    return { number: found.number, hash: found.hash, time: found.timestamp };
  }

  /** A block that we read and that is no longer there: the chain took another way. */
  const isStillThere = async ({ number, hash }: Position): Promise<boolean> =>
    hash === "" || (await provider.getBlock(number))?.hash === hash;

  async function eventsIn(fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    const logs = await provider.getLogs({ address: [...byAddress.keys()], fromBlock, toBlock });
    const numbers = [...new Set(logs.map(({ blockNumber }) => blockNumber))];
    const blocks = new Map(
      await Promise.all(numbers.map(async (number) => [number, await positionOf(number)] as const)),
    );
    return logs.flatMap((log) => {
      const on = blocks.get(log.blockNumber);
      if (!on || on.hash !== log.blockHash) throw new Error("the chain changed while it was read");
      return decodeLog(log, on.time);
    });
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
    get newest() {
      return newest;
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
