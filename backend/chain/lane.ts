import { type JsonRpcProvider, keccak256, type Wallet } from "ethers";
import type { Logger } from "pino";
import { Refusal } from "#core/refusal.ts";
import { broadcast } from "./broadcast.ts";
import { currentFees, dearer, type Fees, isBearable, raised } from "./fees.ts";
import type { Clock, Patience } from "./patience.ts";

/** A call on its way to the chain. */
export type Parcel = {
  readonly to: string;
  readonly data: string;
  /** Refuses with the contract's words when it would not take the call now. */
  readonly simulate: (from: string) => Promise<void>;
  readonly tookEffect: () => Promise<boolean>;
  readonly leaving: (hash: string) => Promise<void>;
  /** Goes before what is not. */
  readonly urgent: boolean;
};
/** One key's transactions, one at a time: so none waits behind a missing nonce of ours. */
export type Lane = {
  readonly address: string;
  /** Parcels under way or in the queue. */
  readonly load: number;
  /** Settles when the contract's state shows the effect, or with the reason why not. */
  carry(parcel: Parcel): Promise<void>;
};
type Road = {
  readonly provider: JsonRpcProvider;
  readonly chainId: number;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly log: Logger;
  readonly stopped: () => boolean;
};

/** Transactions that may be mined without the effect before we stop paying for more. */
const MOST_IN_VAIN = 5;
/** In one go: by quarters these reach the most that we may offer. */
const MOST_OFFERS = 16;
/** What others do between the estimate and the block may cost a call more. */
const withMargin = (gas: bigint): bigint => gas + gas / 4n;

export function createLane(wallet: Wallet, { provider, chainId, clock, patience, log, stopped }: Road): Lane {
  let driving = false;
  const turns: { readonly urgent: boolean; readonly take: () => Promise<void> }[] = [];
  // A transaction that may still wait in some node's pool: whoever uses its nonce next must offer more.
  let waiting: { readonly nonce: number; readonly fees: Fees } | undefined;
  const used = (): Promise<number> => provider.getTransactionCount(wallet.address, "latest");

  async function carryNow(parcel: Parcel): Promise<void> {
    const giveUpAt = clock.now() + patience.giveUpMs;
    for (let inVain = 0; inVain < MOST_IN_VAIN; inVain++) {
      if (stopped()) break;
      if (await parcel.tookEffect()) return;
      await parcel.simulate(wallet.address);
      if (await sendUnderOneNonce(parcel, giveUpAt)) return;
    }
    throw new Refusal("act-unconfirmed");
  }

  /** Whether it took effect; false when the nonce is no longer the next: used by what reverted or by a stranger, or the chain went back. */
  async function sendUnderOneNonce(parcel: Parcel, giveUpAt: number): Promise<boolean> {
    const nonce = await used();
    const gasLimit = withMargin(await provider.estimateGas({ to: parcel.to, data: parcel.data, from: wallet.address }));
    const current = await currentFees(provider);
    let fees = waiting?.nonce === nonce ? dearer(waiting.fees, current) : current;
    let [sentAt, raisedAt, left] = [Number.NEGATIVE_INFINITY, clock.now(), false];
    let raw = "";

    const sign = async (): Promise<void> => {
      raw = await wallet.signTransaction({ to: parcel.to, data: parcel.data, nonce, gasLimit, chainId, ...fees });
      waiting = { nonce, fees };
      sentAt = Number.NEGATIVE_INFINITY;
      await parcel.leaving(keccak256(raw));
    };
    const raise = async (): Promise<boolean> => {
      raisedAt = clock.now();
      if (!isBearable(raised(fees), current)) return false;
      fees = raised(fees);
      await sign();
      return true;
    };
    const send = async (): Promise<void> => {
      for (let offers = 0; offers < MOST_OFFERS; offers++) {
        sentAt = clock.now();
        const { heard, error } = await broadcast(provider, raw);
        if (heard === "unfunded" && fees !== current) {
          fees = current;
          await sign();
          continue;
        }
        if (heard === "unfunded" && !left) throw new Refusal("relay-unfunded");
        left ||= heard === "taken" || heard === "unheard";
        if (heard === "turned-away") log.warn({ err: error, nonce }, "transaction turned away");
        if (heard !== "offers-too-little" || !(await raise())) return;
      }
    };

    if (fees === current || !(await raise())) await sign();
    for (;;) {
      if (clock.now() - raisedAt >= patience.raiseMs) await raise();
      if (clock.now() - sentAt >= patience.againMs) await send();
      const seen = await look(parcel, nonce);
      if (seen !== "nothing") return seen === "effect";
      if (clock.now() >= giveUpAt || stopped()) throw new Refusal("act-unconfirmed");
      await clock.pause(patience.lookMs);
    }
  }

  /** A chain that cannot be asked now has nothing new to say. */
  async function look(parcel: Parcel, nonce: number): Promise<"effect" | "in vain" | "nothing"> {
    try {
      if (await parcel.tookEffect()) return "effect";
      if ((await used()) === nonce) return "nothing";
      // Mined between the two questions, perhaps.
      return (await parcel.tookEffect()) ? "effect" : "in vain";
    } catch {
      return "nothing";
    }
  }

  async function drive(): Promise<void> {
    if (driving) return;
    driving = true;
    for (let turn = turns.shift(); turn; turn = turns.shift()) await turn.take();
    driving = false;
  }

  return {
    address: wallet.address.toLowerCase(),
    get load() {
      return turns.length + (driving ? 1 : 0);
    },
    carry: (parcel) =>
      new Promise((resolve, reject) => {
        const { urgent } = parcel;
        const place = urgent ? turns.findIndex((turn) => !turn.urgent) : -1;
        const take = () => carryNow(parcel).then(resolve, reject);
        turns.splice(place < 0 ? turns.length : place, 0, { urgent, take });
        void drive();
      }),
  };
}
