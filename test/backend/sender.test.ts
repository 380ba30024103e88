import { Transaction } from "ethers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Call } from "#backend/chain/sender.ts";
import { refusedLater } from "../core/refused.ts";
import type { Way } from "./crooked-node.ts";
import { RECEIPT, SEND, type SendingGround, sendingGround, swallow } from "./sending.ts";

let g: SendingGround;
beforeAll(async () => {
  g = await sendingGround();
});
afterEach(() => g.settle());
afterAll(() => g.close());

describe("a call to a contract", () => {
  it("is sent once, and believed when the contract shows it: no receipt is asked for", async () => {
    const { sender, spent } = await g.senderOf();
    const call = g.registration();
    await sender.send(call);
    expect(await call.registered()).toBe(true);
    expect([g.node.count(SEND), g.node.count(RECEIPT), await spent()]).toEqual([1, 0, 1]);
  });

  it("costs nothing when it has had its effect already", async () => {
    const { sender, spent } = await g.senderOf();
    const call = g.registration();
    await sender.send(call);
    await sender.send(call);
    expect(await spent()).toBe(1);
  });

  it("is under way once, however many ask for it", async () => {
    const { sender, spent } = await g.senderOf(3);
    const call = g.registration();
    await Promise.all(Array.from({ length: 20 }, () => sender.send(call)));
    expect(await spent()).toBe(1);
  });

  it("costs nothing when the contract would refuse it, and comes back with the contract's words", async () => {
    const { sender, spent } = await g.senderOf();
    const { args, ...call } = g.registration();
    const wrong = { ...call, args: [args[0], "another.example", ...args.slice(2)] };
    await expect(sender.send(wrong)).rejects.toMatchObject({
      code: "act-refused",
      facts: { error: "LogIdMismatch" },
    });
    expect([g.node.count(SEND), await spent()]).toEqual([0, 0]);
  });

  it("is refused when the account cannot pay", async () => {
    const poor = g.penniless();
    expect(await refusedLater(() => poor.send(g.registration()))).toBe("relay-unfunded");
  });

  it("that is urgent goes before those that wait", async () => {
    const { sender } = await g.senderOf();
    const order: string[] = [];
    const named = (name: string, urgent: boolean): Call => ({
      ...g.registration(),
      urgent,
      leaving: async () => void order.push(name),
    });
    const calls = [named("one", false), named("two", false), named("head", true), named("heartbeat", true)];
    await Promise.all(calls.map((call) => sender.send(call)));
    expect(order).toEqual(["one", "head", "heartbeat", "two"]);
  });

  it("is refused when too many are under way, unless it is urgent", async () => {
    const { sender } = await g.senderOf();
    const done = Promise.withResolvers<boolean>();
    const many = Array.from({ length: 512 }, () =>
      sender.send({ ...g.registration(), tookEffect: () => done.promise }),
    );
    expect(await refusedLater(() => sender.send(g.registration()))).toBe("overloaded");
    const head = sender.send({ ...g.registration(), tookEffect: async () => true, urgent: true });
    done.resolve(true);
    await Promise.all([head, ...many]);
  });
});

describe("several keys", () => {
  it("carry a hundred calls side by side, and each lands once", async () => {
    const { sender, wallets, spent } = await g.senderOf(3);
    const calls = Array.from({ length: 100 }, g.registration);
    await Promise.all(calls.map((call) => sender.send(call)));
    for (const call of calls) expect(await call.registered()).toBe(true);
    expect(await spent()).toBe(100);
    for (const { address } of wallets) expect(await g.chain.getTransactionCount(address)).toBeGreaterThan(20);
  });

  it("go on while one of them is stuck, and only the first speaks for the log", async () => {
    const { sender, wallets, spent } = await g.senderOf(2);
    const [one, other] = wallets.map(({ address }) => address.toLowerCase());
    const stuck: Way = (call, honest) =>
      Transaction.from(String(call.params[0])).from?.toLowerCase() === one ? swallow(call, honest) : honest();
    g.node.behave({ [SEND]: stuck });
    const anchor = refusedLater(() => sender.sendAsSubmitter(g.registration()));
    for (let n = 0; n < 5; n++) await sender.send(g.registration());
    expect(await anchor).toBe("act-unconfirmed");
    expect([sender.address, await spent(), await g.chain.getTransactionCount(other ?? "")]).toEqual([one, 5, 5]);
  });
});

it("a sender that is stopped leaves what is under way, and takes nothing more", async () => {
  const { sender } = await g.senderOf();
  g.node.behave({ [SEND]: swallow });
  const open: Promise<string> = refusedLater(() => sender.send(g.registration()));
  await sender.stop();
  expect(await open).toBe("act-unconfirmed");
  expect(await refusedLater(() => sender.send(g.registration()))).toBe("overloaded");
});
