import type { Interface, JsonRpcProvider } from "ethers";
import { hex } from "#core/bytes.ts";
import type { Deployment } from "../chain/contracts.ts";
import type { Call, Sender } from "../chain/sender.ts";
import type { LogKey } from "../log/key.ts";
import type { Signers } from "./quorum.ts";

/** The head that LogAnchor holds; size 0 when there is none yet. `root` is hex. */
export type AnchoredHead = {
  readonly root: string;
  readonly size: number;
  readonly time: number;
  readonly index: number;
  readonly frozen: boolean;
  /** Heartbeats that confirmed this head. */
  readonly beat: number;
};

/** Who may send heads: with a quorum anyone who has so many witnesses' signatures, without one the submitter. */
export type LogContract = {
  headOf(): Promise<AnchoredHead>;
  signers(): Promise<Signers>;
  /** Makes sure that the log is registered, and that we may anchor: as its submitter, or with a quorum's signatures. */
  ensureRegistered(): Promise<void>;
  /**
   * Returns when the contract holds this head or a later one, whoever sent it.
   *
   * @param signatures  as many as the log's quorum, by ascending address of the signer; none where the quorum is 0
   */
  anchor(size: number, root: string, proof: readonly Uint8Array[], signatures: readonly Uint8Array[]): Promise<void>;
  /** Returns when the contract's head is not as it was: confirmed once more, or followed by another. */
  heartbeat(head: AnchoredHead, signatures: readonly Uint8Array[]): Promise<void>;
};

const bytes = (value: Uint8Array): string => `0x${hex(value)}`;
const NOBODY = `0x${"0".repeat(40)}`;

export function logContract(
  provider: JsonRpcProvider,
  sender: Sender,
  { contracts }: Deployment,
  abi: Interface,
  key: LogKey,
): LogContract {
  const id = `0x${key.id}`;
  const view = async (method: string, ...args: unknown[]) =>
    abi.decodeFunctionResult(
      method,
      await provider.call({ to: contracts.LogAnchor, data: abi.encodeFunctionData(method, [id, ...args]) }),
    );
  async function headOf(): Promise<AnchoredHead> {
    const [root, size, time, index, frozen, beat] = await view("headOf");
    return {
      root: String(root).slice(2),
      size: Number(size),
      time: Number(time),
      index: Number(index),
      frozen: Boolean(frozen),
      beat: Number(beat),
    };
  }
  async function registration(): Promise<{ submitter: string; epoch: bigint; quorum: number }> {
    const [submitter, epoch, quorum] = await view("logOf");
    return { submitter: String(submitter).toLowerCase(), epoch: BigInt(epoch), quorum: Number(quorum) };
  }
  const send = (
    method: string,
    args: readonly unknown[],
    signatures: readonly Uint8Array[],
    tookEffect: () => Promise<boolean>,
  ): Promise<void> => {
    const call: Call = {
      contract: "LogAnchor",
      method,
      args: [id, ...args, signatures.map(bytes)],
      tookEffect,
      urgent: true,
    };
    return signatures.length === 0 ? sender.sendAsSubmitter(call) : sender.send(call);
  };
  return {
    headOf,
    async signers() {
      const [witnesses, quorum] = await view("witnessesOf", (await registration()).epoch);
      return { quorum: Number(quorum), witnesses: Array.from(witnesses, (address) => String(address).toLowerCase()) };
    },
    async ensureRegistered() {
      await sender.sendAsSubmitter({
        contract: "LogAnchor",
        method: "register",
        args: [id, key.origin, bytes(key.publicKey), sender.address, [], 0],
        tookEffect: async () => (await registration()).submitter !== NOBODY,
      });
      const { submitter, quorum } = await registration();
      if (quorum === 0 && submitter !== sender.address)
        throw new Error(`log ${key.origin} is anchored by ${submitter}, not by this relay ${sender.address}`);
    },
    anchor: (size, root, proof, signatures) =>
      send("anchor", [size, `0x${root}`, proof.map(bytes)], signatures, async () => (await headOf()).size >= size),
    heartbeat: (before, signatures) =>
      send("heartbeat", [], signatures, async () => {
        const { index, beat } = await headOf();
        return index !== before.index || beat !== before.beat;
      }),
  };
}
