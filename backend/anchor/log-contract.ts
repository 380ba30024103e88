import type { Interface, JsonRpcProvider } from "ethers";
import { hex } from "#core/bytes.ts";
import type { Deployment } from "../chain/contracts.ts";
import type { Sender } from "../chain/sender.ts";
import type { LogKey } from "../log/key.ts";

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

export type LogContract = {
  headOf(): Promise<AnchoredHead>;
  /** Makes sure that the log is registered, and that we may anchor: as its submitter, or with a quorum's signatures. */
  ensureRegistered(): Promise<void>;
  /** `signatures`: as many as the log's quorum, by ascending address of the signer; none where the quorum is 0. */
  anchor(size: number, root: string, proof: readonly Uint8Array[], signatures?: readonly Uint8Array[]): Promise<void>;
  heartbeat(signatures?: readonly Uint8Array[]): Promise<void>;
};

const bytes = (value: Uint8Array): string => `0x${hex(value)}`;

export function logContract(
  provider: JsonRpcProvider,
  sender: Sender,
  { contracts }: Deployment,
  abi: Interface,
  key: LogKey,
): LogContract {
  const id = `0x${key.id}`;
  const view = async (method: string) =>
    abi.decodeFunctionResult(
      method,
      await provider.call({ to: contracts.LogAnchor, data: abi.encodeFunctionData(method, [id]) }),
    );
  return {
    async headOf() {
      const [root, size, time, index, frozen, beat] = await view("headOf");
      return {
        root: String(root).slice(2),
        size: Number(size),
        time: Number(time),
        index: Number(index),
        frozen: Boolean(frozen),
        beat: Number(beat),
      };
    },
    async ensureRegistered() {
      const [submitter, , quorum] = await view("logOf");
      if (/^0x0{40}$/.test(String(submitter)))
        return void (await sender.send("LogAnchor", "register", [
          id,
          key.origin,
          bytes(key.publicKey),
          sender.address,
          [],
          0,
        ]));
      if (quorum === 0n && String(submitter).toLowerCase() !== sender.address)
        throw new Error(`log ${key.origin} is anchored by ${String(submitter)}, not by this relay ${sender.address}`);
    },
    anchor: async (size, root, proof, signatures = []) =>
      void (await sender.send("LogAnchor", "anchor", [id, size, `0x${root}`, proof.map(bytes), signatures.map(bytes)])),
    heartbeat: async (signatures = []) =>
      void (await sender.send("LogAnchor", "heartbeat", [id, signatures.map(bytes)])),
  };
}
