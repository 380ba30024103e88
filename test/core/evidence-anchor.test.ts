import { describe, expect, it } from "vitest";
import type { Driver } from "#core/anchor/driver.ts";
import { fromBase64, hex } from "#core/bytes.ts";
import type { ChainSaid, Unavailable } from "#core/chain/ask.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { ChainView } from "#core/evidence/chain-view.ts";
import { anchorChecker } from "#core/evidence/check-anchor.ts";
import type { Policy } from "#core/evidence/policy.ts";
import type { CheckName, Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { headEvent, receiptProof, storageProof } from "./chain-proof.ts";
import { addressesOf, consortium } from "./consortium.ts";
import { crypto } from "./person.ts";
import { world } from "./world.ts";

const w = world();
const validators = consortium(4);
const signers = validators.slice(0, 3);
const trusting = (drivers?: Driver[]): Policy => ({
  ...w.policy,
  chain: { ...w.policy.chain, validators: [...addressesOf(validators)], ...(drivers && { drivers }) },
});
const policy = trusting();
const last = w.bundle.anchors.at(-1) as Bundle["anchors"][number];
const head = { root: hex(fromBase64(last.root)), size: last.size, time: last.time, index: last.index, frozen: false };
/** The block that the proof is of is older than the one that nodes are asked about. */
const sealed = { validators, signers, number: 49, timestamp: w.now - 60 };
const proven: Bundle = { ...w.bundle, anchorProof: storageProof(policy, head, sealed) };
const offline: Unavailable = { unavailable: "offline", nodes: 1 };

const judge = (
  bundle: unknown,
  chain: ChainSaid = offline,
  more: { now?: number; trusted?: Policy } = {},
): Promise<Judgement> =>
  verifyEvidence(bundle, more.trusted ?? policy, more.now ?? w.now, chain, crypto, anchorChecker(nobleEthereum));
const check = ({ checks }: Judgement, name: CheckName) => checks.find((one) => one.name === name);
const view = (head: Partial<ChainView["head"]>, block: Partial<ChainView["block"]> = {}): ChainView => ({
  ...w.view,
  head: { ...w.view.head, ...head },
  block: { ...w.view.block, ...block },
});

describe("a bundle with an anchor proof, without the chain", () => {
  it("shows who sealed the newest anchor, and draws no conclusion about now", async () => {
    const judgement = await judge(proven);
    expect(check(judgement, "anchor-proof")).toMatchObject({
      status: "passed",
      facts: { driver: "storage-proof", by: 3, of: 4, block: 49 },
    });
    expect(check(judgement, "head-age")).toMatchObject({ status: "passed", facts: { driver: "storage-proof" } });
    expect([check(judgement, "head-anchored")?.status, check(judgement, "anchors")?.status]).toEqual([
      "passed",
      "skipped",
    ]);
    expect(judgement.anchored).toMatchObject({ driver: "storage-proof", by: 3, of: 4, size: last.size });
    expect([judgement.record.code, judgement.code.status, judgement.headline]).toEqual([
      "record-complete-offline",
      "unknown",
      "no-conclusion",
    ]);
  });
  it("goes by a receipt as well", async () => {
    const anchorProof = receiptProof(headEvent(policy, head), sealed);
    expect((await judge({ ...w.bundle, anchorProof })).anchored).toMatchObject({
      driver: "receipt-proof",
      by: 3,
      of: 4,
    });
  });
  it("says of states that could not be asked how old the file is that speaks of them", async () => {
    const now = w.now + 2 * 86_400;
    const judgement = await judge(proven, offline, { now });
    for (const name of ["label-state", "batch-recall", "certificate-state"] as const)
      expect(check(judgement, name)).toMatchObject({
        status: "unknown",
        code: "offline",
        facts: { ageSeconds: expect.any(Number) },
      });
    expect(judgement.certificates[0]?.now).toMatchObject({ state: "unknown" });
  });
});

describe("how old a head may be", () => {
  const limitSeconds = policy.maxHeadAgeSeconds;
  const at = last.time;
  it.each([
    ["a fresh head, proven", offline, at + limitSeconds, "passed", undefined, "record-complete-offline"],
    ["an old valid head, proven", offline, at + limitSeconds + 1, "unknown", "old-head", "old-head"],
    ["a fresh head by nodes", w.view, at + limitSeconds, "passed", undefined, "record-intact"],
    [
      "an old head on a chain that goes on",
      view({}, { time: at + 9999 }),
      at + 9999,
      "unknown",
      "old-head",
      "old-head",
    ],
    ["an old head on a chain that stopped", view({}, { time: at }), at + 9999, "unknown", "old-head", "old-head"],
  ] as const)("%s", async (_what, chain, now, status, code, record) => {
    const judgement = await judge(proven, chain, { now });
    const age = { ageSeconds: now - at, limitSeconds };
    expect(check(judgement, "head-age")).toMatchObject({ status, ...(code && { code }), facts: age });
    expect(judgement.record.code).toBe(record);
    if (status === "unknown") expect(judgement.record.facts).toMatchObject(age);
  });
});

describe("a chain that stopped", () => {
  const now = w.now + 9999;
  const stopped = view({ time: w.view.block.time }, { time: w.view.block.time });
  it("leaves its good news unknown, with its age", async () => {
    const judgement = await judge(w.bundle, stopped, { now });
    for (const name of ["label-state", "batch-recall", "certificate-state"] as const)
      expect(check(judgement, name)).toMatchObject({
        status: "unknown",
        code: "chain-stopped",
        facts: {
          ageSeconds: now - stopped.block.time,
          limitSeconds: policy.maxHeadAgeSeconds,
        },
      });
    expect(judgement.code).toMatchObject({ status: "unknown", code: "chain-stopped" });
    expect(judgement.certificates[0]?.now).toMatchObject({ state: "unknown", at: stopped.block.time });
    expect(judgement.headline).toBe("no-conclusion");
  });
  it("keeps its bad news: recalled stays recalled, withdrawn stays withdrawn", async () => {
    const leaf = { ...w.view.batches["leaf-1"], recalledAt: w.now - 60 } as ChainView["batches"][string];
    const recalled = await judge(w.bundle, { ...stopped, batches: { ...w.view.batches, "leaf-1": leaf } }, { now });
    expect([recalled.headline, recalled.code.code]).toEqual(["recalled", "recalled"]);
    const certificate = w.view.certificates["cert-1"] as ChainView["certificates"][string];
    const state = { state: "withdrawn", since: w.now - 60, reasonHash: "0".repeat(64) } as const;
    const withdrawn = await judge(
      w.bundle,
      { ...stopped, certificates: { "cert-1": { ...certificate, now: state } } },
      { now },
    );
    expect(withdrawn.headline).toBe("certificate-not-in-force");
    expect(withdrawn.certificates[0]?.now.state).toBe("withdrawn");
  });
  it("is told from a chain that goes on while the log is not anchored: then states still are of now", async () => {
    const judgement = await judge(w.bundle, view({}, { time: now }), { now });
    expect([check(judgement, "label-state")?.status, judgement.code.code]).toEqual(["passed", "old-head"]);
  });
});

describe("a proof and nodes together", () => {
  it("pass when nodes say the same or a later head", async () => {
    for (const chain of [w.view, view({ index: 3, size: last.size + 5, root: "1".repeat(64), time: w.now })]) {
      const judgement = await judge(proven, chain);
      expect(judgement.checks.filter(({ status }) => status !== "passed")).toEqual([]);
      expect([judgement.headline, judgement.anchored?.driver]).toEqual(["all-passed", "rpc-agreement"]);
    }
  });
  it.each([
    ["another root at the same index", { root: "1".repeat(64) }, {}],
    ["another size at the same index", { size: last.size + 1 }, {}],
    ["a head before the proven one", { index: last.index - 1, size: last.size - 1 }, {}],
    ["a later index of a smaller log", { index: 3, size: last.size - 1 }, {}],
    ["an earlier time", { time: last.time - 1 }, {}],
    ["another block at the same height", {}, { number: 49 }],
  ])("contradict each other when nodes say %s", async (_what, changed, block) => {
    const judgement = await judge(proven, view(changed, block));
    expect(check(judgement, "anchor-proof")).toMatchObject({ status: "failed", code: "history-rewritten" });
    expect(judgement.headline).toBe("record-failed");
  });
  it("give no conclusion when nodes have not come to the proven block yet", async () => {
    const judgement = await judge(proven, view({ index: last.index - 1, size: last.size - 1 }, { number: 48 }));
    expect(check(judgement, "anchor-proof")).toMatchObject({ status: "unknown", code: "nodes-disagree" });
    expect([judgement.code.status, judgement.code.code]).toEqual(["unknown", "nodes-disagree"]);
  });
});

describe("a wrong proof", () => {
  const other = { ...head, root: "1".repeat(64) };
  it.each([
    ["one bit flipped", flipped(proven), "trie-proof-wrong"],
    [
      "a head that is not the bundle's last anchor",
      { ...proven, anchorProof: storageProof(policy, other, sealed) },
      "another-head",
    ],
    [
      "a head that is older than the anchor says",
      { ...proven, anchorProof: storageProof(policy, { ...head, time: head.time - 1 }, sealed) },
      "another-head",
    ],
    ["an earlier anchor", { ...proven, anchors: w.bundle.anchors.slice(0, 1) }, "another-head"],
    [
      "too few seals",
      { ...proven, anchorProof: storageProof(policy, head, { ...sealed, signers: signers.slice(1) }) },
      "seals-too-few",
    ],
    ["another form", { ...proven, anchorProof: { driver: "storage-proof" } }, "bundle-malformed"],
    ["nothing in it", { ...proven, anchorProof: null }, "bundle-malformed"],
  ])("fails the record with %s, whatever nodes say", async (_what, bundle, why) => {
    for (const chain of [w.view, offline]) {
      const judgement = await judge(bundle, chain);
      expect(check(judgement, "anchor-proof")).toMatchObject({
        status: "failed",
        code: "anchor-proof-wrong",
        facts: { why },
      });
      expect([judgement.headline, judgement.summary]).toEqual(["record-failed", undefined]);
    }
  });
});

describe("which driver", () => {
  it("comes first is the policy's choice", async () => {
    const chosen = async (...order: Driver[]) =>
      (await judge(proven, w.view, { trusted: trusting(order) })).anchored?.driver;
    expect(await chosen("storage-proof", "rpc-agreement")).toBe("storage-proof");
    expect(await chosen("receipt-proof", "rpc-agreement", "storage-proof")).toBe("rpc-agreement");
    expect(await chosen("receipt-proof")).toBeUndefined();
  });
  it("is not accepted, or cannot be checked without pinned validators, is skipped and gives no head", async () => {
    for (const trusted of [trusting(["rpc-agreement"]), w.policy]) {
      const judgement = await judge(proven, offline, { trusted });
      expect(check(judgement, "anchor-proof")).toMatchObject({ status: "skipped", facts: { driver: "storage-proof" } });
      expect(judgement.anchored).toBeUndefined();
    }
  });
  it("is skipped by a reader who cannot check proofs yet", async () => {
    const judgement = await verifyEvidence(proven, policy, w.now, w.view, crypto);
    expect(check(judgement, "anchor-proof")?.status).toBe("skipped");
    expect([judgement.headline, judgement.anchored?.driver]).toEqual(["all-passed", "rpc-agreement"]);
  });
});

/** Evidence whose anchor proof differs in the lowest bit of a byte in the middle of its last node. */
function flipped(bundle: Bundle): Bundle {
  const twin = structuredClone(bundle) as Bundle & { anchorProof: { head: string[] } };
  const node = Buffer.from(twin.anchorProof.head.at(-1) ?? "", "base64");
  node.writeUInt8((node[node.length >> 1] ?? 0) ^ 1, node.length >> 1);
  twin.anchorProof.head.splice(-1, 1, node.toString("base64"));
  return twin;
}
