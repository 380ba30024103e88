import { randomBytes } from "node:crypto";
import { JsonRpcProvider, keccak256, Transaction, Wallet } from "ethers";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { isBearable, raised } from "#backend/chain/fees.ts";
import { type Clock, machineClock, patience } from "#backend/chain/patience.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { type Call, createSender, type Sender } from "#backend/chain/sender.ts";
import { logIdOf } from "#scripts/deploy.ts";
import { refusedLater } from "../core/refused.ts";
import { type CrookedNode, crookedNode, type Way } from "./crooked-node.ts";
import { heldClock } from "./held-clock.ts";
import { prepareService } from "./running.ts";

const RECEIPT = "eth_getTransactionReceipt";
const SEND = "eth_sendRawTransaction";
const interfaces = readInterfaces();
const log = pino({ level: "silent" });

let p: Awaited<ReturnType<typeof prepareService>>;
let node: CrookedNode;
let provider: JsonRpcProvider;
/** Asks the real node, behind the crooked one's back. */
let chain: JsonRpcProvider;
const used = 2;
beforeAll(async () => {
  p = await prepareService();
  node = await crookedNode(p.chain.url);
  provider = providerOf([node.url], p.chain.chainId);
  chain = new JsonRpcProvider(p.chain.url, p.chain.chainId, { staticNetwork: true, cacheTimeout: -1 });
});
afterAll(async () => {
  provider.destroy();
  chain.destroy();
  await node.close();
  await p.close();
});
const senders: Sender[] = [];
beforeEach(() => {
  node.behave({});
  node.manner("json");
});
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
});

/** A sender with keys that nobody else has used, and a clock that stands still while nobody waits. */
async function senderOf(count = 1, clock: Clock = heldClock(), own = patience, through = provider) {
  const treasury = new Wallet(p.chain.accounts[used]?.privateKey ?? "", chain);
  const keys = Array.from({ length: count }, () => `0x${randomBytes(32).toString("hex")}`);
  for (const key of keys)
    await (await treasury.sendTransaction({ to: new Wallet(key).address, value: 10n ** 18n })).wait();
  node.behave({});
  const sender = createSender({
    provider: through,
    keys,
    deployment: p.options.deployment,
    interfaces,
    nameOf: (hash) => hash,
    log,
    clock,
    patience: own,
  });
  senders.push(sender);
  const wallets = keys.map((key) => new Wallet(key, chain));
  const spent = async () =>
    (await Promise.all(wallets.map(({ address }) => chain.getTransactionCount(address)))).reduce((a, b) => a + b, 0);
  return { sender, clock, wallet: wallets[0] ?? none(), wallets, spent };
}
const none = (): never => {
  throw new Error("none");
};

/** A log that nobody has registered yet: a call that anyone may send and that counts once. */
function registration(): Call & { readonly registered: () => Promise<boolean> } {
  const origin = `log-${randomBytes(6).toString("hex")}.test.example`;
  const key = randomBytes(32);
  const id = `0x${logIdOf(origin, key)}`;
  const submitter = p.chain.accounts[0]?.address ?? "";
  const by = (through: JsonRpcProvider) => async () => {
    const data = interfaces.LogAnchor.encodeFunctionData("logOf", [id]);
    const answer = await through.call({ to: p.options.deployment.contracts.LogAnchor, data });
    return BigInt(interfaces.LogAnchor.decodeFunctionResult("logOf", answer)[0] as string) !== 0n;
  };
  return {
    contract: "LogAnchor",
    method: "register",
    args: [id, origin, key, submitter, [], 0],
    tookEffect: by(provider),
    registered: by(chain),
  };
}
/** Answers with the transaction's hash and keeps the transaction to itself. */
const swallow: Way = ({ params }) => keccak256(String(params[0]));
const failing =
  (message: string): Way =>
  () => {
    throw { code: -32000, message };
  };
/** The first `times` calls in one way, all later ones honestly. */
function first(times: number, way: Way): Way {
  let left = times;
  return (call, honest) => (left-- > 0 ? way(call, honest) : honest());
}
/** As a caller does who was told to send it again. */
async function untilKnown(send: () => Promise<void>): Promise<void> {
  const said = await refusedLater(send);
  if (said !== "accepted") {
    expect(said).toBe("act-unconfirmed");
    await untilKnown(send);
  }
}
async function strangersTransaction(wallet: Wallet): Promise<void> {
  await (await wallet.sendTransaction({ to: wallet.address, nonce: await chain.getTransactionCount(wallet) })).wait();
}

describe("a call to a contract", () => {
  it("is sent once, and believed when the contract shows it: no receipt is asked for", async () => {
    const { sender, spent } = await senderOf();
    const call = registration();
    await sender.send(call);
    expect(await call.registered()).toBe(true);
    expect([node.count(SEND), node.count(RECEIPT), await spent()]).toEqual([1, 0, 1]);
  });

  it("costs nothing when it has had its effect already", async () => {
    const { sender, spent } = await senderOf();
    const call = registration();
    await sender.send(call);
    await sender.send(call);
    expect(await spent()).toBe(1);
  });

  it("is under way once, however many ask for it", async () => {
    const { sender, spent } = await senderOf(3);
    const call = registration();
    await Promise.all(Array.from({ length: 20 }, () => sender.send(call)));
    expect(await spent()).toBe(1);
  });

  it("costs nothing when the contract would refuse it, and comes back with the contract's words", async () => {
    const { sender, spent } = await senderOf();
    const { args, ...call } = registration();
    const wrong = { ...call, args: [args[0], "another.example", ...args.slice(2)] };
    await expect(sender.send(wrong)).rejects.toMatchObject({
      code: "act-refused",
      facts: { error: "LogIdMismatch" },
    });
    expect([node.count(SEND), await spent()]).toEqual([0, 0]);
  });

  it("is refused when the account cannot pay", async () => {
    const poor = createSender({
      provider,
      keys: [`0x${randomBytes(32).toString("hex")}`],
      deployment: p.options.deployment,
      interfaces,
      nameOf: (hash) => hash,
      log,
      clock: heldClock(),
    });
    expect(await refusedLater(() => poor.send(registration()))).toBe("relay-unfunded");
  });

  it("that is urgent goes before those that wait", async () => {
    const { sender } = await senderOf();
    const order: string[] = [];
    const named = (name: string, urgent: boolean): Call => ({
      ...registration(),
      urgent,
      leaving: async () => void order.push(name),
    });
    const calls = [named("one", false), named("two", false), named("head", true), named("heartbeat", true)];
    await Promise.all(calls.map((call) => sender.send(call)));
    expect(order).toEqual(["one", "head", "heartbeat", "two"]);
  });

  it("is refused when too many are under way, unless it is urgent", async () => {
    const { sender } = await senderOf();
    const done = Promise.withResolvers<boolean>();
    const many = Array.from({ length: 512 }, () => sender.send({ ...registration(), tookEffect: () => done.promise }));
    expect(await refusedLater(() => sender.send(registration()))).toBe("overloaded");
    const head = sender.send({ ...registration(), tookEffect: async () => true, urgent: true });
    done.resolve(true);
    await Promise.all([head, ...many]);
  });
});

describe("a node that lies", () => {
  it("that swallows the transaction and answers its hash is told again, until it lands", async () => {
    const { sender, spent } = await senderOf();
    const call = registration();
    node.behave({ [SEND]: first(2, swallow) });
    await sender.send(call);
    expect([node.count(SEND), await call.registered(), await spent()]).toEqual([3, true, 1]);
  });

  it("that says mined of what never was is not believed, and the caller is answered in time", async () => {
    const { sender, clock, spent } = await senderOf();
    const call = registration();
    node.behave({
      [SEND]: swallow,
      [RECEIPT]: ({ params }) => ({ transactionHash: params[0], status: "0x1", blockNumber: "0x1" }),
    });
    expect(await refusedLater(() => sender.send(call))).toBe("act-unconfirmed");
    expect(clock.now()).toBe(patience.answerMs);
    expect([await call.registered(), await spent()]).toEqual([false, 0]);
  });

  it("that never has a receipt changes nothing", async () => {
    const { sender } = await senderOf();
    node.behave({ [RECEIPT]: () => null });
    await sender.send(registration());
  });

  it("that took the transaction and answers with an error is found out by the contract", async () => {
    const { sender, spent } = await senderOf();
    for (const message of ["already known", "Known transaction", "internal error", "nonce too low"]) {
      const call = registration();
      node.behave({
        [SEND]: first(1, async (one, honest) => {
          await honest();
          return failing(message)(one, honest);
        }),
      });
      await sender.send(call);
      expect(await call.registered()).toBe(true);
    }
    expect(await spent()).toBe(4);
  });

  it("that keeps every transaction to itself holds up nothing where there is another", async () => {
    const both = providerOf([node.url, p.chain.url], p.chain.chainId);
    const { sender, spent } = await senderOf(1, heldClock(), patience, both);
    node.behave({ [SEND]: swallow });
    const call = registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 1]);
    both.destroy();
  });

  it("that answers with a page, or closes the socket, is unreachable, and nothing was sent", async () => {
    const { sender, spent } = await senderOf();
    for (const manner of ["html", "close"] as const) {
      node.manner(manner);
      expect(await refusedLater(() => sender.send(registration()))).toBe("chain-unreachable");
    }
    expect(await spent()).toBe(0);
  });

  it("that says nothing does not keep the caller waiting", async () => {
    const { sender } = await senderOf(1, machineClock, { ...patience, answerMs: 50 });
    node.manner("silence");
    expect(await refusedLater(() => sender.send(registration()))).toBe("act-unconfirmed");
    node.manner("close");
  });

  it("that is gone after it took the transaction leaves it open whether it counts; sent again, it counts once", async () => {
    const { sender, spent } = await senderOf();
    const call = registration();
    node.behave({
      [SEND]: async (_, honest) => {
        await honest();
        node.manner("close");
      },
    });
    expect(await refusedLater(() => sender.send(call))).toBe("act-unconfirmed");
    node.manner("json");
    await sender.send(call);
    expect(await spent()).toBe(1);
  });
});

describe("a transaction", () => {
  /** Every transaction that reaches the node. */
  function recording(way: Way): { sent: Transaction[]; way: Way } {
    const sent: Transaction[] = [];
    return {
      sent,
      way: (call, honest) => {
        sent.push(Transaction.from(String(call.params[0])));
        return way(call, honest);
      },
    };
  }

  it("that stays too long offers more under the same nonce", async () => {
    const { sender, clock, spent } = await senderOf();
    const { sent, way } = recording((call, honest) =>
      clock.now() < 2 * patience.raiseMs ? swallow(call, honest) : honest(),
    );
    node.behave({ [SEND]: way });
    const call = registration();
    expect(await refusedLater(() => sender.send(call))).toBe("act-unconfirmed");
    await sender.send(call);
    expect(new Set(sent.map(({ nonce }) => nonce))).toEqual(new Set([0]));
    const offers = [...new Set(sent.map(({ maxFeePerGas }) => maxFeePerGas ?? 0n))];
    expect(offers.length).toBeGreaterThanOrEqual(3);
    expect(offers.every((offer, at) => at === 0 || offer * 10n >= (offers[at - 1] ?? 0n) * 11n)).toBe(true);
    expect(await spent()).toBe(1);
  });

  it("that a node finds too cheap to replace another is offered at more until it takes it", async () => {
    const { sender, spent } = await senderOf();
    const { sent, way } = recording(first(3, failing("replacement transaction underpriced")));
    node.behave({ [SEND]: way });
    await sender.send(registration());
    expect(sent).toHaveLength(4);
    expect((sent[3]?.maxFeePerGas ?? 0n) * 100n).toBeGreaterThan((sent[0]?.maxFeePerGas ?? 0n) * 190n);
    expect(await spent()).toBe(1);
  });

  it("that was given up leaves its nonce to the next in turn, at a higher offer", async () => {
    const { sender, spent } = await senderOf(1, heldClock(), { ...patience, answerMs: 5000, giveUpMs: 10_000 });
    const [lost, next] = [registration(), registration()];
    const { sent, way } = recording((call, honest) =>
      String(call.params[0]).includes(String(lost.args[0]).slice(2)) ? swallow(call, honest) : honest(),
    );
    node.behave({ [SEND]: way });
    expect(await refusedLater(() => sender.send(lost))).toBe("act-unconfirmed");
    await untilKnown(() => sender.send(next));
    expect([await lost.registered(), await next.registered(), await spent()]).toEqual([false, true, 1]);
    const [given, taken] = [sent.at(-2), sent.at(-1)];
    expect(taken?.nonce).toBe(0);
    expect(taken?.maxFeePerGas).toBeGreaterThan(given?.maxFeePerGas ?? 0n);
  });

  it("never comes to cost more than sixteen times the going price, however long nothing lands", async () => {
    const quick = { ...patience, raiseMs: 1000, answerMs: 20_000, giveUpMs: 10_000 };
    const { sender } = await senderOf(1, heldClock(), quick);
    const { sent, way } = recording(swallow);
    node.behave({ [SEND]: way });
    for (let n = 0; n < 4; n++) expect(await refusedLater(() => sender.send(registration()))).toBe("act-unconfirmed");
    const offers = sent.map(({ maxFeePerGas }) => Number(maxFeePerGas));
    const times = Math.max(...offers) / (offers[0] ?? 0);
    expect([times > 8, times <= 16]).toEqual([true, true]);
    const free = { type: 0, gasPrice: 0n } as const;
    expect(isBearable(raised(free), free)).toBe(false);
  });

  it("whose nonce a stranger used a moment before is sent under the next", async () => {
    const { sender, wallet, spent } = await senderOf();
    node.behave({
      [SEND]: first(1, async (_, honest) => {
        await strangersTransaction(wallet);
        return honest();
      }),
    });
    const call = registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 2]);
  });

  it("that was dropped and replaced by a stranger's is sent under the next nonce", async () => {
    const { sender, wallet, spent } = await senderOf();
    node.behave({
      [SEND]: first(1, async (call, honest) => {
        await strangersTransaction(wallet);
        return swallow(call, honest);
      }),
    });
    const call = registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 2]);
  });

  it("that waits behind a missing nonce is sent anew under that one", async () => {
    const { sender, spent } = await senderOf();
    // As before a reorganisation: one more was used then.
    node.behave({ eth_getTransactionCount: first(1, async (_, honest) => Number(await honest()) + 1) });
    const call = registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 1]);
  });
});

describe("several keys", () => {
  it("carry a hundred calls side by side, and each lands once", async () => {
    const { sender, wallets, spent } = await senderOf(3);
    const calls = Array.from({ length: 100 }, registration);
    await Promise.all(calls.map((call) => sender.send(call)));
    for (const call of calls) expect(await call.registered()).toBe(true);
    expect(await spent()).toBe(100);
    for (const { address } of wallets) expect(await chain.getTransactionCount(address)).toBeGreaterThan(20);
  });

  it("go on while one of them is stuck, and only the first speaks for the log", async () => {
    const { sender, wallets, spent } = await senderOf(2);
    const [one, other] = wallets.map(({ address }) => address.toLowerCase());
    const stuck: Way = (call, honest) =>
      Transaction.from(String(call.params[0])).from?.toLowerCase() === one ? swallow(call, honest) : honest();
    node.behave({ [SEND]: stuck });
    const anchor = refusedLater(() => sender.sendAsSubmitter(registration()));
    for (let n = 0; n < 5; n++) await sender.send(registration());
    expect(await anchor).toBe("act-unconfirmed");
    expect([sender.address, await spent(), await chain.getTransactionCount(other ?? "")]).toEqual([one, 5, 5]);
  });
});

it("a sender that is stopped leaves what is under way, and takes nothing more", async () => {
  const { sender } = await senderOf();
  node.behave({ [SEND]: swallow });
  const open: Promise<string> = refusedLater(() => sender.send(registration()));
  await sender.stop();
  expect(await open).toBe("act-unconfirmed");
  expect(await refusedLater(() => sender.send(registration()))).toBe("overloaded");
});
