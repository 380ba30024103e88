import { type Interface, isError, type JsonRpcProvider, Wallet } from "ethers";
import type { Logger } from "pino";
import { Refusal } from "#core/refusal.ts";
import { type NameOf, refusalOf } from "./contract-errors.ts";
import type { ContractName, Deployment } from "./contracts.ts";
import { createLane, type Lane, type Parcel } from "./lane.ts";
import { type Clock, machineClock, type Patience, patience as usual } from "./patience.ts";

export type Call = {
  readonly contract: ContractName;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Reads from the contract whether this call has had its effect. Nothing else is believed: no receipt, no node's word. */
  readonly tookEffect: () => Promise<boolean>;
  /** Goes before the others, and is taken however many wait: a head, which carries all that was recorded. */
  readonly urgent?: boolean;
  /** Told of every transaction that carries the call, by its hash, before it leaves. */
  readonly leaving?: (transactionHash: string) => Promise<void>;
};
export type Sender = {
  /** The first key's, in lower case: the log's submitter. */
  readonly address: string;
  /**
   * Sends by any key, and returns when the contract's state shows the effect; nothing is sent when it does already. A call
   * that is under way is not sent twice. Refuses in the contract's words, with `chain-unreachable` when nothing was sent, or
   * with `act-unconfirmed` when nobody knows yet: the sender goes on trying for a while, and so may the caller.
   */
  send(call: Call): Promise<void>;
  /** By the first key, for what only the submitter may do. */
  sendAsSubmitter(call: Call): Promise<void>;
  /** Leaves what is under way to the chain. */
  stop(): Promise<void>;
};
export type Sending = {
  readonly provider: JsonRpcProvider;
  /** Private keys, at least one. They pay the gas and gain no say: what they send is signed by actors, or is a head that proves itself. */
  readonly keys: readonly string[];
  readonly deployment: Deployment;
  readonly interfaces: Readonly<Record<ContractName, Interface>>;
  readonly nameOf: NameOf;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly patience?: Patience;
};

const MOST_UNDER_WAY = 512;
const BUSY_SECONDS = 5;

export function createSender(sending: Sending): Sender {
  const { provider, keys, deployment, interfaces, nameOf, log, clock = machineClock, patience = usual } = sending;
  let stopped = false;
  const road = { provider, chainId: deployment.chainId, clock, patience, log, stopped: () => stopped };
  const lanes = keys.map((key) => createLane(new Wallet(key), road));
  const first = lanes[0] ?? noKey();
  const underWay = new Map<string, Promise<void>>();

  /** The emptiest; among equals not the first key's, because some calls have no other. */
  const freest = (): Lane =>
    lanes.reduce((best, lane) => (lane.load < best.load + (best === first ? 1 : 0) ? lane : best));

  function parcelOf({ contract, method, args, tookEffect, leaving, urgent = false }: Call): Parcel {
    const [to, data] = [deployment.contracts[contract], interfaces[contract].encodeFunctionData(method, args)];
    return {
      to,
      data,
      urgent,
      tookEffect,
      leaving: leaving ?? (async () => undefined),
      simulate: async (from) => {
        await provider.call({ to, data, from });
      },
    };
  }

  async function carry(lane: Lane, parcel: Parcel): Promise<void> {
    let left = false;
    const leaving = async (hash: string): Promise<void> => {
      await parcel.leaving(hash);
      left = true;
    };
    try {
      await lane.carry({ ...parcel, leaving });
    } catch (error) {
      if (isError(error, "INSUFFICIENT_FUNDS")) throw new Refusal("relay-unfunded");
      if (isNodesFault(error)) throw new Refusal(left ? "act-unconfirmed" : "chain-unreachable");
      throw refusalOf(error, interfaces, nameOf) ?? error;
    }
  }

  async function send(call: Call, choose: () => Lane): Promise<void> {
    const parcel = parcelOf(call);
    const name = `${parcel.to}${parcel.data}`;
    let result = underWay.get(name);
    if (!result) {
      if ((underWay.size >= MOST_UNDER_WAY && !parcel.urgent) || stopped)
        throw new Refusal("overloaded", { seconds: BUSY_SECONDS });
      result = carry(choose(), parcel).finally(() => underWay.delete(name));
      underWay.set(name, result);
    }
    await answeredWithin(result);
  }

  function answeredWithin(result: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = clock.after(patience.answerMs, () => reject(new Refusal("act-unconfirmed")));
      result.then(resolve, reject).finally(cancel);
    });
  }

  return {
    address: first.address,
    send: (call) => send(call, freest),
    sendAsSubmitter: (call) => send(call, () => first),
    stop: async () => {
      stopped = true;
      await Promise.allSettled(underWay.values());
    },
  };
}

/** No answer, one of another form, or a failed call with neither a contract's error nor the word that it reverted: the node could not run it. */
function isNodesFault(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === "chain-unreachable";
  if (isError(error, "CALL_EXCEPTION"))
    return !error.data && !/revert/i.test(JSON.stringify(error.info ?? "").slice(0, 4000));
  return isError(error, "BAD_DATA") || isError(error, "UNKNOWN_ERROR") || isError(error, "UNSUPPORTED_OPERATION");
}

const noKey = (): never => {
  throw new RangeError("a sender has at least one key");
};
