import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnchorProofs, startAnchorProofs } from "#backend/evidence/anchor-proofs.ts";
import type { Node } from "#backend/evidence/sealed-headers.ts";
import { openDatabase } from "#backend/store/open.ts";
import { storeOf } from "#backend/store/store.ts";
import type { AnchorProof } from "#core/anchor/proof.ts";
import { fromBase64, hex } from "#core/bytes.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { anchorChecker } from "#core/evidence/check-anchor.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { verify } from "#scripts/verify.ts";
import { type Told, told } from "./told.ts";

type Proven = Bundle & { anchorProof: AnchorProof };
let t: Told;
let online: Proven;
let withReceipt: Proven;
let afterChain: Bundle;
let policyFile: string;
const log = pino({ level: "silent" });

beforeAll(async () => {
  t = await told();
  online = (await t.evidence()) as Proven;
  withReceipt = { ...online, anchorProof: await proofThrough(withoutGetProof) };
  policyFile = join(t.r.folder, "policy.json");
  await t.r.chain.close();
  afterChain = await t.evidence();
});
afterAll(() => t.r.service.close());

const node: Node = (method, params) => t.r.chain.request(method, params);
const withoutGetProof: Node = (method, params) => {
  if (method === "eth_getProof") throw new Error("the method eth_getProof does not exist");
  return node(method, params);
};

/** What a service that reads through such a node would put into its evidence. */
async function proofThrough(through: Node): Promise<AnchorProof> {
  const proofs = await start(through, "other");
  const held = await proofs.newest();
  await proofs.stop();
  if (!held) throw new Error("no proof");
  return held.proof;
}
async function start(through: Node, folder: string): Promise<AnchorProofs> {
  const store = storeOf(await openDatabase(join(t.r.folder, folder)), () => undefined);
  const anchors = online.anchors.map((anchor) => ({ ...anchor, root: hex(fromBase64(anchor.root)) }));
  const proofs = await startAnchorProofs({
    store,
    policy: t.r.service.policy,
    node: through,
    anchors: () => anchors,
    block: () => 1,
    log,
  });
  return {
    newest: proofs.newest,
    stop: async () => {
      await proofs.stop();
      await store.close();
    },
  };
}
const judgeOffline = (bundle: unknown): Promise<Judgement> =>
  verifyEvidence(
    bundle,
    t.r.service.policy,
    Math.floor(Date.now() / 1000),
    { unavailable: "offline", nodes: 1 },
    nodeCrypto,
    anchorChecker(nobleEthereum),
  );

describe("evidence, when nobody can be asked any more", () => {
  it.each([
    ["storage-proof", () => online],
    ["receipt-proof", () => withReceipt],
  ])("still shows by %s that the validators sealed its newest anchor", async (driver, bundle) => {
    const judgement = await judgeOffline(bundle());
    expect(judgement.anchored).toMatchObject({ driver, by: 3, of: 4, size: bundle().anchors.at(-1)?.size });
    expect(judgement.checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect([judgement.record.code, judgement.code.status]).toEqual(["record-complete-offline", "unknown"]);
  });

  it("still comes from the service with the proof that it kept", async () => {
    expect(afterChain.anchorProof).toEqual(online.anchorProof);
    expect((await judgeOffline(afterChain)).anchored?.driver).toBe("storage-proof");
  });

  it("is refused as a twin with one bit flipped in any header, seal or node", async () => {
    for (const bundle of [online, withReceipt])
      for (const [name, value] of Object.entries(bundle.anchorProof)) {
        if (!Array.isArray(value)) continue;
        for (const [at, text] of value.entries()) {
          const twin = structuredClone(bundle) as Bundle as Bundle & { anchorProof: Record<string, string[]> };
          const bytes = Buffer.from(text, "base64");
          bytes.writeUInt8((bytes[bytes.length - 40] ?? 0) ^ 1, bytes.length - 40);
          twin.anchorProof[name]?.splice(at, 1, bytes.toString("base64"));
          expect((await judgeOffline(twin)).record).toMatchObject({ status: "failed", code: "anchor-proof-wrong" });
        }
      }
  });

  it("is told by npm run verify with the driver and the seals, in both languages", async () => {
    const file = join(t.r.folder, "saved.json");
    await writeFile(file, JSON.stringify(withReceipt));
    for (const more of [["--offline"], []]) {
      const { code, text } = await verify([file, "--policy", policyFile, ...more]);
      expect(code).toBe(2);
      expect(text).toContain(
        "上链 anchored: 回执证明 receipt-proof，4 个验证节点里 3 个签封 sealed by 3 of 4 validators",
      );
    }
    await writeFile(file, JSON.stringify({ ...online, anchorProof: { ...online.anchorProof, root: [] } }));
    expect((await verify([file, "--policy", policyFile, "--offline"])).code).toBe(1);
  });

  it("loses nothing when the service's own store is opened again", async () => {
    const dead: Node = async () => Promise.reject(new Error("no chain"));
    const proofs = await start(dead, "other");
    expect((await proofs.newest())?.proof).toEqual(withReceipt.anchorProof);
    await proofs.stop();
  });
});
