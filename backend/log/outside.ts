import { base64url, fromHex } from "#core/bytes.ts";
import type { ActorOnChain, BatchOnChain, FlowOnChain, MintOnChain } from "#core/ledger/facts.ts";
import { type ChainActor, recalledAbove } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { hashOfId, sha256, verifyP256 } from "../crypto.ts";
import { remembered } from "../remembered.ts";
import type { OutsideFacts } from "./sequencer.ts";

/** What the sequencer is told of the world: the chain as last read, the brand, and how to verify. */
export function outsideFacts({
  index,
  policy,
  closing,
  names,
  now,
}: Pick<Context, "index" | "policy" | "names" | "now"> & { closing: Pick<Context["closing"], "until"> }): OutsideFacts {
  const { actors, batches, links, mints } = index.history;
  return {
    origin: policy.log.origin,
    domain: policy.brand.domain,
    verifyP256,
    sha256,
    actorOnChain: (actor) => activeActor(actors.get(hashOfId(actor)), now()),
    batchOnChain: (batch): BatchOnChain | undefined => {
      const hash = hashOfId(batch);
      const on = batches.get(hash);
      const isClosing = (closing.until(hash) ?? -1) >= index.block.time;
      return on && { product: on.product, holder: on.holder, grams: on.mass, state: isClosing ? "closed" : on.state };
    },
    flowOnChain: (batch): FlowOnChain | undefined => {
      const hash = hashOfId(batch);
      const on = batches.get(hash);
      return (
        on && {
          holder: on.keeper,
          restGrams: on.mass - on.drawn - on.lost,
          into: links.targets(hash),
          plots: Object.entries(on.plots).flatMap(([plot, grams]) => (grams > 0 ? [plot] : [])),
          recalled: recalledAbove(batches, hash) !== undefined,
        }
      );
    },
    mintOnChain: (labelRoot): MintOnChain | undefined => {
      const mint = mints.get(labelRoot);
      const batch = mint && batches.get(mint.batch);
      return (
        batch && {
          batch: mint.batch,
          product: batch.product,
          packer: mint.packer,
          count: mint.count,
          active: mint.activatedAt > 0,
          isVoid: (position) => mint.voided[position] !== undefined,
        }
      );
    },
    hashOf: hashOfId,
    nameOf: names.of,
  };
}

/** The key as entries carry it, and the roles, if they count at `time`. */
export function activeActor(actor: ChainActor | undefined, time: number): ActorOnChain | undefined {
  if (!actor || actor.revokedAt > 0 || time < actor.validFrom || time > actor.validTo) return undefined;
  return { key: keyOfSigner(actor.signer), roles: actor.roles };
}

const VERIFIER_HEX = 40;
/** ERC-7913 bytes verifier(20) ‖ x ‖ y → base64url(SHA-256(04 ‖ x ‖ y)), as ActorRegistry.keyAt has it. */
export const keyOfSigner = remembered((signer) =>
  base64url(sha256(fromHex(signer.length === VERIFIER_HEX + 128 ? `04${signer.slice(VERIFIER_HEX)}` : signer))),
);
