import type { Logger } from "pino";
import { drivers } from "#core/anchor/driver.ts";
import type { AnchorProof } from "#core/anchor/proof.ts";
import { type ProvenHead, verifyAnchorProof } from "#core/anchor/verify.ts";
import { base64 } from "#core/bytes.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import type { Anchor } from "../chain/history.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { draftReceiptProof } from "./receipt-proof.ts";
import { type Draft, headersTo, type Node, type Trail } from "./sealed-headers.ts";
import { draftStorageProof } from "./storage-proof.ts";

export type Held = { readonly proof: AnchorProof; readonly head: ProvenHead };
export type AnchorProofs = {
  /** The newest proof that we have; when the chain has anchored since it was made, another is made first if the chain lets us. */
  newest(): Promise<Held | undefined>;
  stop(): Promise<void>;
};
type Proving = {
  readonly store: Store;
  readonly policy: Policy;
  readonly node: Node;
  /** Heads of our log that the chain holds, as far as we have read it, and the newest block that we have read. */
  readonly anchors: () => readonly Anchor[];
  readonly block: () => number;
  readonly log: Logger;
};

/** A proof is made anew at most this often while the chain goes on. */
const EVERY_MS = 10_000;

/** Keeps the proof by which a reader needs no node: made by the policy's preferred driver that works, checked as a reader would, and kept on disk. */
export async function startAnchorProofs(proving: Proving): Promise<AnchorProofs> {
  const { store, policy, anchors, block, log } = proving;
  const pinned = policy.chain.validators;
  let held = await readHeld(store, policy);
  let trail: Trail = { headers: [], validators: pinned ?? [], number: policy.chain.startBlock };
  let [madeAt, waitsUntil, stopped] = [-1, 0, false];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const make = async (): Promise<void> => {
    const readUpTo = block();
    try {
      const made = await proveNewest(proving, trail);
      ({ trail, held } = made);
      madeAt = readUpTo;
      await store.commit([{ key: keys.anchorProof, value: encodeJson(held.proof) }]);
    } catch (error) {
      // While the chain does not answer, what we have is still true; it only grows old.
      log.warn({ err: error }, "no anchor proof made");
      waitsUntil = performance.now() + EVERY_MS;
    } finally {
      running = undefined;
    }
  };
  const again = (): Promise<void> => {
    running ??= make();
    return running;
  };
  const tick = (): void => {
    if (stopped) return;
    const isDue = anchors().length > 0 && block() !== madeAt;
    void (isDue ? again() : Promise.resolve()).finally(() => {
      if (!stopped) timer = setTimeout(tick, EVERY_MS).unref();
    });
  };
  if (pinned) tick();
  return {
    async newest() {
      const isOld = (anchors().at(-1)?.index ?? 0) > (held?.head.index ?? 0);
      if (pinned && isOld && !stopped && performance.now() >= waitsUntil) await again();
      return held;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function proveNewest(
  { policy, node, anchors, log }: Proving,
  trail: Trail,
): Promise<{ held: Held; trail: Trail }> {
  const draftBy: Readonly<Record<string, () => Promise<Draft>>> = {
    "storage-proof": () => draftStorageProof(node, policy),
    "receipt-proof": () => draftReceiptProof(node, policy, anchors().at(-1)?.block ?? policy.chain.startBlock),
  };
  let problem: unknown = new Error("the policy accepts no proof");
  for (const driver of policy.chain.drivers ?? drivers) {
    const draft = draftBy[driver];
    if (!draft) continue;
    try {
      const { block, proofUnder } = await draft();
      const path = await headersTo(node, block, trail);
      const proof = proofUnder(path.headers.map(base64));
      return { held: { proof, head: verifyAnchorProof(nobleEthereum, proof, policy) }, trail: path.trail };
    } catch (error) {
      log.debug({ err: error, driver }, "driver gave no proof");
      problem = error;
    }
  }
  throw problem;
}

/** What was kept counts only if it holds under today's policy. */
async function readHeld(store: Store, policy: Policy): Promise<Held | undefined> {
  const stored = await store.read(keys.anchorProof);
  if (!stored) return undefined;
  const proof = decodeJson<AnchorProof>(stored);
  try {
    return { proof, head: verifyAnchorProof(nobleEthereum, proof, policy) };
  } catch {
    return undefined;
  }
}
