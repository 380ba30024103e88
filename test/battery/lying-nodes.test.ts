import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askChain } from "#core/chain/ask.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { recall } from "#core/work/batch.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { lyingNode } from "../backend/lying-node.ts";
import { type Told, told } from "../backend/told.ts";
import { lies } from "./lies.ts";
import { found } from "./scale.ts";

/** No node may keep a reader waiting longer than this. */
const PATIENCE_MS = 2000;
const names = Object.keys(lies(""));

let t: Told;
let bundle: Bundle;
let before: string;
const close: (() => Promise<void>)[] = [];
const liars = new Map<string, string>();
beforeAll(async () => {
  t = await told();
  before = String(await t.r.chain.request("eth_blockNumber", []));
  await t.r.client.perform(sampleAuthor("regulator"), recall(sha256, { batch: t.ids.batch, reason: "复检超限" }));
  bundle = await t.evidence();
  for (const [name, lie] of Object.entries(lies(before))) {
    const node = await lyingNode(t.r.chain.url, lie);
    liars.set(name, node.url);
    close.push(node.close);
  }
});
afterAll(async () => {
  await Promise.all(close.map((one) => one()));
  await t.r.close();
});

async function judge(rpc: readonly string[], quorum: number): Promise<Judgement> {
  const policy = { ...t.r.service.policy, chain: { ...t.r.service.policy.chain, rpc: [...rpc], quorum } };
  const ask = async (url: string, body: unknown) =>
    (
      await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
    ).json() as Promise<unknown>;
  const now = Math.floor(Date.now() / 1000);
  const chain = await askChain(parseBundle(bundle), policy, now, ask, sha256);
  return verifyEvidence(bundle, policy, now, chain, nodeCrypto);
}
const liar = (name: string): string => liars.get(name) ?? "";

describe("R10: a batch was recalled, and nodes lie about it", () => {
  it("the truth is a recall", async () => {
    expect(names).toHaveLength(12);
    expect((await judge([t.r.chain.url], 1)).headline).toBe("recalled");
  });

  it.each(names)("one node of three that tells of %s changes nothing", async (name) => {
    const { headline } = await judge([liar(name), t.r.chain.url, t.r.chain.url], 2);
    expect(headline).toBe("recalled");
    found("R10", { lie: name, oneOfThree: headline });
  });

  it.each(names.map((name, n) => [name, names[(n + 1) % names.length] ?? ""] as const))(
    "two nodes of three that tell of %s and of %s never make it look in order",
    async (one, other) => {
      const { headline, code } = await judge([liar(one), liar(other), t.r.chain.url], 2);
      expect(["recalled", "no-conclusion", "record-failed"]).toContain(headline);
      expect(code.status).not.toBe("passed");
    },
  );

  it.each(names.filter((name) => name !== "an old head" && name !== "a batch never recalled"))(
    "a single node that tells of %s is not believed",
    async (name) => {
      const { headline, code } = await judge([liar(name)], 1);
      expect(headline).not.toBe("all-passed");
      expect(code.status).not.toBe("passed");
    },
  );

  it("a policy with a single node trusts it: these two lies are why one names several", async () => {
    for (const name of ["an old head", "a batch never recalled"])
      expect([name, (await judge([liar(name)], 1)).headline]).toEqual([name, "all-passed"]);
  });
});
