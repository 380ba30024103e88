import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isBearable, raised } from "#backend/chain/fees.ts";
import { machineClock, patience } from "#backend/chain/patience.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { refusedLater } from "../core/refused.ts";
import { heldClock } from "./held-clock.ts";
import {
  failing,
  first,
  RECEIPT,
  recording,
  SEND,
  type SendingGround,
  sendingGround,
  swallow,
  untilKnown,
} from "./sending.ts";

let g: SendingGround;
beforeAll(async () => {
  g = await sendingGround();
});
afterEach(() => g.settle());
afterAll(() => g.close());

describe("a node that lies", () => {
  it("that swallows the transaction and answers its hash is told again, until it lands", async () => {
    const { sender, spent } = await g.senderOf();
    const call = g.registration();
    g.node.behave({ [SEND]: first(2, swallow) });
    await sender.send(call);
    expect([g.node.count(SEND), await call.registered(), await spent()]).toEqual([3, true, 1]);
  });

  it("that says mined of what never was is not believed, and the caller is answered in time", async () => {
    const { sender, clock, spent } = await g.senderOf();
    const call = g.registration();
    g.node.behave({
      [SEND]: swallow,
      [RECEIPT]: ({ params }) => ({ transactionHash: params[0], status: "0x1", blockNumber: "0x1" }),
    });
    expect(await refusedLater(() => sender.send(call))).toBe("act-unconfirmed");
    expect(clock.now()).toBe(patience.answerMs);
    expect([await call.registered(), await spent()]).toEqual([false, 0]);
  });

  it("that never has a receipt changes nothing", async () => {
    const { sender } = await g.senderOf();
    g.node.behave({ [RECEIPT]: () => null });
    await sender.send(g.registration());
  });

  it("that took the transaction and answers with an error is found out by the contract", async () => {
    const { sender, spent } = await g.senderOf();
    for (const message of ["already known", "Known transaction", "internal error", "nonce too low"]) {
      const call = g.registration();
      g.node.behave({
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
    const both = providerOf([g.node.url, g.url], g.chainId);
    const { sender, spent } = await g.senderOf(1, heldClock(), patience, both);
    g.node.behave({ [SEND]: swallow });
    const call = g.registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 1]);
    both.destroy();
  });

  it("that answers with a page, or closes the socket, is unreachable, and nothing was sent", async () => {
    const { sender, spent } = await g.senderOf();
    for (const manner of ["html", "close"] as const) {
      g.node.manner(manner);
      expect(await refusedLater(() => sender.send(g.registration()))).toBe("chain-unreachable");
    }
    expect(await spent()).toBe(0);
  });

  it("that says nothing does not keep the caller waiting", async () => {
    const { sender } = await g.senderOf(1, machineClock, { ...patience, answerMs: 50 });
    g.node.manner("silence");
    expect(await refusedLater(() => sender.send(g.registration()))).toBe("act-unconfirmed");
    g.node.manner("close");
  });

  it("that is gone after it took the transaction leaves it open whether it counts; sent again, it counts once", async () => {
    const { sender, spent } = await g.senderOf();
    const call = g.registration();
    g.node.behave({
      [SEND]: async (_, honest) => {
        await honest();
        g.node.manner("close");
      },
    });
    expect(await refusedLater(() => sender.send(call))).toBe("act-unconfirmed");
    g.node.manner("json");
    await sender.send(call);
    expect(await spent()).toBe(1);
  });
});

describe("a transaction", () => {
  it("that stays too long offers more under the same nonce", async () => {
    const { sender, clock, spent } = await g.senderOf();
    const { sent, way } = recording((call, honest) =>
      clock.now() < 2 * patience.raiseMs ? swallow(call, honest) : honest(),
    );
    g.node.behave({ [SEND]: way });
    const call = g.registration();
    expect(await refusedLater(() => sender.send(call))).toBe("act-unconfirmed");
    await sender.send(call);
    expect(new Set(sent.map(({ nonce }) => nonce))).toEqual(new Set([0]));
    const offers = [...new Set(sent.map(({ maxFeePerGas }) => maxFeePerGas ?? 0n))];
    expect(offers.length).toBeGreaterThanOrEqual(3);
    expect(offers.every((offer, at) => at === 0 || offer * 10n >= (offers[at - 1] ?? 0n) * 11n)).toBe(true);
    expect(await spent()).toBe(1);
  });

  it("that a node finds too cheap to replace another is offered at more until it takes it", async () => {
    const { sender, spent } = await g.senderOf();
    const { sent, way } = recording(first(3, failing("replacement transaction underpriced")));
    g.node.behave({ [SEND]: way });
    await sender.send(g.registration());
    expect(sent).toHaveLength(4);
    expect((sent[3]?.maxFeePerGas ?? 0n) * 100n).toBeGreaterThan((sent[0]?.maxFeePerGas ?? 0n) * 190n);
    expect(await spent()).toBe(1);
  });

  it("that was given up leaves its nonce to the next in turn, at a higher offer", async () => {
    const { sender, spent } = await g.senderOf(1, heldClock(), { ...patience, answerMs: 5000, giveUpMs: 10_000 });
    const [lost, next] = [g.registration(), g.registration()];
    const { sent, way } = recording((call, honest) =>
      String(call.params[0]).includes(String(lost.args[0]).slice(2)) ? swallow(call, honest) : honest(),
    );
    g.node.behave({ [SEND]: way });
    expect(await refusedLater(() => sender.send(lost))).toBe("act-unconfirmed");
    await untilKnown(() => sender.send(next));
    expect([await lost.registered(), await next.registered(), await spent()]).toEqual([false, true, 1]);
    const [given, taken] = [sent.at(-2), sent.at(-1)];
    expect(taken?.nonce).toBe(0);
    expect(taken?.maxFeePerGas).toBeGreaterThan(given?.maxFeePerGas ?? 0n);
  });

  it("never comes to cost more than sixteen times the going price, however long nothing lands", async () => {
    const quick = { ...patience, raiseMs: 1000, answerMs: 20_000, giveUpMs: 10_000 };
    const { sender } = await g.senderOf(1, heldClock(), quick);
    const { sent, way } = recording(swallow);
    g.node.behave({ [SEND]: way });
    for (let n = 0; n < 4; n++) expect(await refusedLater(() => sender.send(g.registration()))).toBe("act-unconfirmed");
    const offers = sent.map(({ maxFeePerGas }) => Number(maxFeePerGas));
    const times = Math.max(...offers) / (offers[0] ?? 0);
    expect([times > 8, times <= 16]).toEqual([true, true]);
    const free = { type: 0, gasPrice: 0n } as const;
    expect(isBearable(raised(free), free)).toBe(false);
  });

  it("whose nonce a stranger used a moment before is sent under the next", async () => {
    const { sender, wallets, spent } = await g.senderOf();
    g.node.behave({
      [SEND]: first(1, async (_, honest) => {
        await g.strangersTransaction(wallets);
        return honest();
      }),
    });
    const call = g.registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 2]);
  });

  it("that was dropped and replaced by a stranger's is sent under the next nonce", async () => {
    const { sender, wallets, spent } = await g.senderOf();
    g.node.behave({
      [SEND]: first(1, async (call, honest) => {
        await g.strangersTransaction(wallets);
        return swallow(call, honest);
      }),
    });
    const call = g.registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 2]);
  });

  it("that waits behind a missing nonce is sent anew under that one", async () => {
    const { sender, spent } = await g.senderOf();
    // As before a reorganisation: one more was used then.
    g.node.behave({ eth_getTransactionCount: first(1, async (_, honest) => Number(await honest()) + 1) });
    const call = g.registration();
    await sender.send(call);
    expect([await call.registered(), await spent()]).toEqual([true, 1]);
  });
});
