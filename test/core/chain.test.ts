import { describe, expect, it } from "vitest";
import { arrayOf, numberOf, wordsOf } from "#core/chain/abi.ts";
import { askChain, type Rpc } from "#core/chain/ask.ts";
import { views } from "#core/chain/views.ts";
import { sha256 } from "./person.ts";
import { world } from "./world.ts";

const word = (n: number) => n.toString(16).padStart(64, "0");
type Request = { id: number; method: string; params: (string | boolean | { data?: string })[] };

/** A node that answers every view with zeros, and one fact that a liar can change. */
const node =
  (chainId: number, size: number): Rpc =>
  async (_url, body) =>
    (body as Request[]).map(({ id, method, params }) => {
      if (method === "eth_chainId") return { id, result: `0x${chainId.toString(16)}` };
      if (method === "eth_getBlockByNumber")
        return { id, result: { number: "0x32", hash: `0x${"b".repeat(64)}`, timestamp: "0x65000000" } };
      if (method === "eth_getLogs") return { id, result: [] };
      const head = JSON.stringify(params).includes(`"0x${views.headOf.selector}`);
      return {
        id,
        result: `0x${[word(0), word(head ? size : 0), ...Array.from({ length: 11 }, () => word(0))].join("")}`,
      };
    });

describe("askChain", () => {
  const w = world();
  const policy = (urls: string[], quorum: number) => ({ ...w.policy, chain: { ...w.policy.chain, rpc: urls, quorum } });
  const ask = (rpc: Rpc, urls: string[], quorum: number) =>
    askChain(w.bundle, policy(urls, quorum), w.now, rpc, sha256);
  const by =
    (nodes: Record<string, Rpc>): Rpc =>
    (url, body) =>
      (nodes[url] as Rpc)(url, body);

  it("believes two honest nodes against one that lies about the head", async () => {
    const view = await ask(by({ a: node(31_337, 7), b: node(31_337, 9), c: node(31_337, 7) }), ["a", "b", "c"], 2);
    expect(view).toMatchObject({ head: { size: 7 }, nodes: { asked: 3, agreed: 2 } });
  });
  it("draws no conclusion when no two nodes say the same", async () => {
    expect(await ask(by({ a: node(31_337, 7), b: node(31_337, 9) }), ["a", "b"], 2)).toMatchObject({
      unavailable: "nodes-disagree",
    });
  });
  it.each([
    ["another chain", node(1, 7)],
    ["a page of HTML", async () => "<html>200 OK</html>"],
    [
      "an error for each call",
      async (_url: string, body: unknown) => (body as Request[]).map(({ id }) => ({ id, error: { code: -32000 } })),
    ],
    ["half a batch", async (url: string, body: unknown) => ((await node(31_337, 7)(url, body)) as unknown[]).slice(1)],
    ["a refused connection", async () => Promise.reject(new TypeError("fetch failed"))],
  ] as [string, Rpc][])("counts %s as silence", async (_what, rpc) => {
    expect(await ask(rpc, ["a"], 1)).toEqual({ unavailable: "chain-unreachable", nodes: 1 });
  });
});

describe("askChain with a guess at the newest block", () => {
  const w = world();
  const NEWEST = 0x32;
  /** @returns how the view came about: each request's block, and the second that certificates were asked for */
  async function asked(guess: number, now = w.now, honest = node(31_337, 7)) {
    const rounds: Request[][] = [];
    const rpc: Rpc = async (url, body) => {
      rounds.push(body as Request[]);
      return honest(url, body);
    };
    const policy = { ...w.policy, chain: { ...w.policy.chain, rpc: ["a"], quorum: 1 } };
    const view = await askChain(w.bundle, policy, now, rpc, sha256, guess);
    const heights = rounds.map(
      (round) => round.flatMap(({ method, params }) => (method === "eth_call" ? [params[1]] : []))[0],
    );
    return { view, heights, last: JSON.stringify(rounds.at(-1)) };
  }
  it("needs one round trip when the nodes say that it is", async () => {
    const { view, heights } = await asked(NEWEST);
    expect(heights).toEqual(["0x32"]);
    expect(view).toMatchObject({ head: { size: 7 }, block: { number: NEWEST } });
  });
  it.each([NEWEST - 1, NEWEST + 1, 0, Number.NaN])(
    "asks again at the nodes' own newest block when told %d",
    async (guess) => {
      const { view, heights } = await asked(guess);
      expect(heights.slice(1)).toEqual(["0x32"]);
      expect(view).toMatchObject({ head: { size: 7 }, block: { number: NEWEST } });
    },
  );
  it("asks again from the beginning when a node knows no such block", async () => {
    const honest = node(31_337, 7);
    const { view, heights } = await asked(NEWEST + 1, w.now, async (url, body) => {
      const early = (body as Request[]).find(({ params }) => params[1]?.toString() === "0x33");
      return early ? [{ id: early.id, error: { code: -32_000 } }] : honest(url, body);
    });
    expect(heights).toEqual(["0x33", undefined, "0x32"]);
    expect(view).toMatchObject({ block: { number: NEWEST } });
  });
  it("asks again by the chain's time when the phone's clock is behind it", async () => {
    const { heights, last } = await asked(NEWEST, 1000);
    expect(heights).toEqual(["0x32", "0x32"]);
    expect(last).toContain(word(0x65_00_00_00));
    expect(last).not.toContain(word(1000));
  });
});

describe("abi", () => {
  it.each([["0x0"], ["0xzz"], [null], [`0x${"0".repeat(63)}`]])("refuses %j as words", (answer) => {
    expect(wordsOf(answer)).toBeUndefined();
  });
  it("does not read a number above 2^53 as a number", () => {
    expect(numberOf(word(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    expect(numberOf(`${"0".repeat(50)}20000000000000`)).toBeNaN();
    expect(numberOf("f".repeat(64))).toBeNaN();
  });
  it("reads a dynamic array and nothing beyond it", () => {
    expect(arrayOf([word(32), word(2), "a", "b", "c"], 0)).toEqual(["a", "b"]);
    expect(arrayOf(["f".repeat(64)], 0)).toEqual([]);
  });
});
