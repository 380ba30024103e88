import { randomBytes } from "node:crypto";
import { JsonRpcProvider, keccak256, Transaction, Wallet } from "ethers";
import pino from "pino";
import { expect } from "vitest";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { type Clock, patience } from "#backend/chain/patience.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { type Call, createSender, type Sender } from "#backend/chain/sender.ts";
import { logIdOf } from "#scripts/deploy.ts";
import { refusedLater } from "../core/refused.ts";
import { crookedNode, type Way } from "./crooked-node.ts";
import { heldClock } from "./held-clock.ts";
import { prepareService } from "./running.ts";

export const RECEIPT = "eth_getTransactionReceipt";
export const SEND = "eth_sendRawTransaction";
const interfaces = readInterfaces();
const TREASURY = 2;

/** Contracts on a chain, a node in front of it that lies as it is told, and senders that know no other. */
export async function sendingGround() {
  const p = await prepareService();
  const { deployment } = p.options;
  const node = await crookedNode(p.chain.url);
  const provider = providerOf([node.url], p.chain.chainId);
  /** Asks the real node, behind the crooked one's back. */
  const chain = new JsonRpcProvider(p.chain.url, p.chain.chainId, { staticNetwork: true, cacheTimeout: -1 });
  const senders: Sender[] = [];

  function senderWith(keys: readonly string[], clock: Clock, own = patience, through = provider): Sender {
    const nameOf = (hash: string) => hash;
    const log = pino({ level: "silent" });
    const sending = { provider: through, keys, deployment, interfaces, nameOf, log, clock, patience: own };
    const sender = createSender(sending);
    senders.push(sender);
    return sender;
  }

  /** A sender with keys that nobody else has used, and a clock that stands still while nobody waits. */
  async function senderOf(count = 1, clock: Clock = heldClock(), own = patience, through = provider) {
    const treasury = new Wallet(p.chain.accounts[TREASURY]?.privateKey ?? "", chain);
    const keys = Array.from({ length: count }, newKey);
    for (const key of keys)
      await (await treasury.sendTransaction({ to: new Wallet(key).address, value: 10n ** 18n })).wait();
    const wallets = keys.map((key) => new Wallet(key, chain));
    const spent = async () =>
      (await Promise.all(wallets.map(({ address }) => chain.getTransactionCount(address)))).reduce((a, b) => a + b, 0);
    return { sender: senderWith(keys, clock, own, through), clock, wallets, spent };
  }

  /** A log that nobody has registered yet: a call that anyone may send and that counts once. */
  function registration(): Call & { readonly registered: () => Promise<boolean> } {
    const origin = `log-${randomBytes(6).toString("hex")}.test.example`;
    const key = randomBytes(32);
    const id = `0x${logIdOf(origin, key)}`;
    const by = (through: JsonRpcProvider) => async () => {
      const data = interfaces.LogAnchor.encodeFunctionData("logOf", [id]);
      const answer = await through.call({ to: deployment.contracts.LogAnchor, data });
      return BigInt(interfaces.LogAnchor.decodeFunctionResult("logOf", answer)[0] as string) !== 0n;
    };
    return {
      contract: "LogAnchor",
      method: "register",
      args: [id, origin, key, p.chain.accounts[0]?.address, [], 0],
      tookEffect: by(provider),
      registered: by(chain),
    };
  }

  return {
    node,
    chain,
    url: p.chain.url,
    chainId: p.chain.chainId,
    senderOf,
    penniless: () => senderWith([newKey()], heldClock()),
    registration,
    /** Uses up the next nonce of somebody's key behind the sender's back. */
    async strangersTransaction([wallet]: readonly Wallet[]): Promise<void> {
      if (!wallet) throw new Error("no wallet");
      const nonce = await chain.getTransactionCount(wallet);
      await (await wallet.sendTransaction({ to: wallet.address, nonce })).wait();
    },
    /** Between two tests: nothing is under way, and the node is honest. */
    async settle(): Promise<void> {
      await Promise.all(senders.splice(0).map((sender) => sender.stop()));
      node.behave({});
      node.manner("json");
    },
    async close(): Promise<void> {
      provider.destroy();
      chain.destroy();
      await node.close();
      await p.close();
    },
  };
}
export type SendingGround = Awaited<ReturnType<typeof sendingGround>>;
const newKey = (): string => `0x${randomBytes(32).toString("hex")}`;

/** Answers with the transaction's hash and keeps the transaction to itself. */
export const swallow: Way = ({ params }) => keccak256(String(params[0]));
export const failing =
  (message: string): Way =>
  () => {
    throw { code: -32000, message };
  };
/** The first `times` calls in one way, all later ones honestly. */
export function first(times: number, way: Way): Way {
  let left = times;
  return (call, honest) => (left-- > 0 ? way(call, honest) : honest());
}
/** Every transaction that reaches the node. */
export function recording(way: Way): { sent: Transaction[]; way: Way } {
  const sent: Transaction[] = [];
  return {
    sent,
    way: (call, honest) => {
      sent.push(Transaction.from(String(call.params[0])));
      return way(call, honest);
    },
  };
}
/** As a caller does who was told to send it again. */
export async function untilKnown(send: () => Promise<void>): Promise<void> {
  const said = await refusedLater(send);
  if (said !== "accepted") {
    expect(said).toBe("act-unconfirmed");
    await untilKnown(send);
  }
}
