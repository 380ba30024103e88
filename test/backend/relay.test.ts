import { rm } from "node:fs/promises";
import { join } from "node:path";
import { keccak256 } from "ethers";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { foldEvent } from "#backend/chain/fold.ts";
import { emptyHistory } from "#backend/chain/history.ts";
import { outsideFacts } from "#backend/log/outside.ts";
import { startService } from "#backend/service.ts";
import type { ActMessage } from "#core/act/acts.ts";
import { idHash } from "#core/chain/questions.ts";
import { closeBatch } from "#core/work/batch.ts";
import { report } from "#core/work/certificate.ts";
import { harvest } from "#core/work/garden.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { connect, Refused } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { loadSample } from "#scripts/sample/load.ts";
import { results } from "#scripts/sample/results.ts";
import { type CrookedNode, crookedNode, type Way } from "./crooked-node.ts";
import { type Running, run } from "./running.ts";
import { today } from "./told.ts";

const SEND = "eth_sendRawTransaction";
const tested = {
  occurredAt: today.time,
  report: "report-late",
  quantityGrams: 1000,
  sampleGrams: 100,
  sampledAt: today.time,
  sampledBy: "laboratory",
  accreditations: [{ kind: "CMA" as const, number: "示例" }],
  results: [...results],
};
const operator = sampleAuthor("brand-operator");
/** Short, so that an answer to what never lands is not long in coming. */
const patience = { lookMs: 20, againMs: 60, raiseMs: 1000, answerMs: 500, giveUpMs: 60_000 };
type Relayed = { readonly transactionHash: string; readonly blockNumber: number; readonly gasUsed: string };

let r: Running;
let node: CrookedNode;
beforeAll(async () => {
  r = await run({ patience, logLevel: "silent" }, async (url) => {
    node = await crookedNode(url);
    return node.url;
  });
});
afterAll(async () => {
  await r.close();
  await node.close();
});
beforeEach(() => node.behave({}));

let acts = 0;
/** An act that nobody has signed yet, with the operator's next nonce. */
const signed = () =>
  r.client.signAct(operator, "SetConversion", {
    fromProduct: `0x${"1".repeat(64)}`,
    toProduct: `0x${"2".repeat(64)}`,
    numerator: 1,
    denominator: ++acts + 1,
    sourceHash: `0x${"3".repeat(64)}`,
  });
type Signed = Awaited<ReturnType<typeof signed>>;
const post = (act: Signed) => r.client.post<Relayed>("/acts", act);
const said = async (act: Signed): Promise<string> =>
  post(act).then(
    () => "accepted",
    (error: unknown) => (error instanceof Refused ? `${error.status} ${error.code}` : String(error)),
  );
/** As a caller does who is told to send the same again. */
async function untilKnown(act: Signed): Promise<Relayed> {
  try {
    return await post(act);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "act-unconfirmed") throw error;
    return untilKnown(act);
  }
}
const nonce = async (): Promise<number> =>
  Number((await r.client.get<{ nonce: string }>("/acts/nonce?contract=BatchLedger&actor=brand-operator")).nonce);
const comesTo = (number: number) => expect.poll(nonce, { timeout: 100_000 }).toBe(number);
const swallow: Way = ({ params }) => keccak256(String(params[0]));

it("an act sent again, at once or later, counts once and has the same answer", async () => {
  const [before, act] = [await nonce(), await signed()];
  const answers = await Promise.all([1, 2, 3, 4].map(() => untilKnown(act)));
  answers.push(await untilKnown(act));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const receipt = await r.chain.request("eth_getTransactionReceipt", [answers[0]?.transactionHash]);
  expect(receipt).toMatchObject({ status: "0x1", blockNumber: `0x${answers[0]?.blockNumber.toString(16)}` });
  expect(await nonce()).toBe(before + 1);
});

it("another act under the same number is refused, and says which comes next", async () => {
  const [act, other] = [await signed(), await signed()];
  await untilKnown(act);
  const refusal = { code: "act-nonce", status: 409 };
  await expect(untilKnown(other)).rejects.toMatchObject(refusal);
  await expect(untilKnown(other)).rejects.toMatchObject(refusal);
});

it("an act whose transaction is dropped is answered in time, and lands all the same, once", async () => {
  const [before, act] = [await nonce(), await signed()];
  node.behave({ [SEND]: swallow });
  expect(await said(act)).toBe("503 act-unconfirmed");
  expect(await said(act)).toBe("503 act-unconfirmed");
  node.behave({});
  await comesTo(before + 1);
  const answer = await untilKnown(act);
  expect(await untilKnown(act)).toEqual(answer);
  expect(await nonce()).toBe(before + 1);
});

it("an act that the node says it mined, and did not, is not taken for done", async () => {
  const [before, act] = [await nonce(), await signed()];
  const latest = await r.chain.request("eth_getTransactionReceipt", [(await untilKnown(act)).transactionHash]);
  const next = await signed();
  node.behave({
    [SEND]: swallow,
    eth_getTransactionReceipt: ({ params }) => ({ ...(latest as object), transactionHash: params[0] }),
  });
  expect(await said(next)).toBe("503 act-unconfirmed");
  expect(await nonce()).toBe(before + 1);
  node.behave({});
  await untilKnown(next);
});

it("an act that was mined by a node without receipts is open until one is seen, and never signed twice", async () => {
  const [before, act] = [await nonce(), await signed()];
  node.behave({ eth_getTransactionReceipt: () => null });
  expect(await said(act)).toBe("503 act-unconfirmed");
  await comesTo(before + 1);
  expect(await said(act)).toBe("503 act-unconfirmed");
  node.behave({});
  const { transactionHash } = await untilKnown(act);
  expect(await r.chain.request("eth_getTransactionReceipt", [transactionHash])).toMatchObject({ status: "0x1" });
});

it("a batch stays shut while a closing may still come, and no longer", () => {
  const batch = idHash(sha256, "leaf-1");
  const history = emptyHistory();
  foldEvent(history, {
    contract: "BatchLedger",
    name: "BatchOpened",
    args: { batch, product: batch, holder: batch, season: 2026 },
    block: 1,
    time: 1,
  });
  const at = (time: number, closing: readonly (readonly [string, number])[]) => {
    const index = { history, newest: 1, block: { number: 1, hash: "", time }, refresh: async () => undefined };
    const { policy } = r.service;
    return outsideFacts({
      index,
      policy,
      names: { of: (hash) => hash, find: () => undefined, learn: () => {}, keep: async () => {} },
      closing: { until: (one) => new Map(closing).get(one) },
      now: () => time,
    }).batchOnChain("leaf-1")?.state;
  };
  expect(at(100, [])).toBe("open");
  expect(at(100, [[batch, Number.POSITIVE_INFINITY]])).toBe("closed");
  expect([at(100, [[batch, 100]]), at(101, [[batch, 100]])]).toEqual(["closed", "open"]);
});

it("a closing that was sent, and of which nothing was heard, keeps the batch shut over a restart", async () => {
  const grower = sampleAuthor("tea-garden-1");
  let crooked: CrookedNode | undefined;
  const own = await run({ patience, logLevel: "silent" }, async (url) => {
    crooked = await crookedNode(url);
    return crooked.url;
  });
  await loadSample(own.client, join(own.folder, "sample"), new Date(), () => undefined);
  const leaf = { batch: "leaf-late", product: "fresh-leaf", season: today.season, time: today.time };
  const plots = [{ plot: "plot-1", grams: 1000 }];
  await own.client.perform(
    grower,
    harvest(sha256, brand.domain, { ...leaf, leafStandard: "one-bud-two-leaves", plots }),
  );
  const leafHashes = await own.client.leafHashes("batch/leaf-late");
  const [closing] = closeBatch(sha256, { batch: leaf.batch, leafHashes, nextHolder: "tea-factory" });
  if (closing?.kind !== "act") throw new Error("closing is an act");
  const act = await own.client.signAct(grower, closing.act, closing.message as ActMessage);
  crooked?.behave({ [SEND]: swallow });
  await expect(own.client.post("/acts", act)).rejects.toMatchObject({ code: "act-unconfirmed" });
  await own.service.close();

  const again = await startService(own.options);
  const client = await connect(again.url);
  const late = report({ ...tested, batch: leaf.batch });
  await expect(client.perform(sampleAuthor("laboratory"), late)).rejects.toMatchObject({ code: "series-closed" });
  crooked?.behave({});
  await client.post("/acts", act);
  expect(await client.get(`/batches/${leaf.batch}`)).toMatchObject({ state: "closed", entries: leafHashes.length });
  await again.close();
  await crooked?.close();
  await own.chain.close();
  await rm(own.folder, { recursive: true, force: true });
});
