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
};

export type LogContract = {
  headOf(): Promise<AnchoredHead>;
  /** Makes sure that the log is registered, and that it is we who may anchor. */
  ensureRegistered(): Promise<void>;
  anchor(size: number, root: string, proof: readonly Uint8Array[]): Promise<void>;
  heartbeat(): Promise<void>;
};

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
      const [root, size, time, index, frozen] = await view("headOf");
      return {
        root: String(root).slice(2),
        size: Number(size),
        time: Number(time),
        index: Number(index),
        frozen: Boolean(frozen),
      };
    },
    async ensureRegistered() {
      const [submitter] = await view("submitterOf");
      if (/^0x0{40}$/.test(String(submitter)))
        return void (await sender.send("LogAnchor", "register", [
          id,
          key.origin,
          `0x${hex(key.publicKey)}`,
          sender.address,
        ]));
      if (String(submitter).toLowerCase() !== sender.address)
        throw new Error(`log ${key.origin} is anchored by ${String(submitter)}, not by this relay ${sender.address}`);
    },
    anchor: async (size, root, proof) =>
      void (await sender.send("LogAnchor", "anchor", [id, size, `0x${root}`, proof.map((hash) => `0x${hex(hash)}`)])),
    heartbeat: async () => void (await sender.send("LogAnchor", "heartbeat", [id])),
  };
}
