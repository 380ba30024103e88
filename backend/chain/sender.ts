import { type Interface, type JsonRpcProvider, type TransactionReceipt, Wallet } from "ethers";
import { type NameOf, refusalOf } from "./contract-errors.ts";
import type { ContractName, Deployment } from "./contracts.ts";

export type Sender = {
  readonly address: string;
  /** Simulates, then sends and waits: a refusal costs nothing and comes with the contract's own numbers. One at a time. */
  send(contract: ContractName, method: string, args: readonly unknown[]): Promise<TransactionReceipt>;
};

/** Holds the relay's key and pays the gas. It gains no say: what it sends is signed by actors, or is a head that proves itself. */
export function createSender(
  provider: JsonRpcProvider,
  relayerKey: string,
  deployment: Deployment,
  interfaces: Readonly<Record<ContractName, Interface>>,
  nameOf: NameOf,
): Sender {
  const wallet = new Wallet(relayerKey, provider);
  let queue: Promise<unknown> = Promise.resolve();

  async function sendNow(
    contract: ContractName,
    method: string,
    args: readonly unknown[],
  ): Promise<TransactionReceipt> {
    const transaction = {
      to: deployment.contracts[contract],
      data: interfaces[contract].encodeFunctionData(method, args),
      from: wallet.address,
    };
    try {
      await provider.call(transaction);
      const response = await wallet.sendTransaction(transaction);
      const receipt = await response.wait();
      if (!receipt) throw new Error("no receipt");
      return receipt;
    } catch (error) {
      throw refusalOf(error, interfaces, nameOf) ?? error;
    }
  }

  return {
    address: wallet.address.toLowerCase(),
    send: (contract, method, args) => {
      const mine = queue.then(() => sendNow(contract, method, args));
      queue = mine.catch(() => undefined);
      return mine;
    },
  };
}
