import { fromBase64, fromHex, hex } from "../bytes.ts";
import type { EthereumCrypto } from "../ethereum/crypto.ts";
import { logsOf } from "../ethereum/receipt.ts";
import { followHeaders, type SealedBlock } from "../ethereum/seals.ts";
import { readSlot, storageRootOf } from "../ethereum/storage.ts";
import type { Policy } from "../evidence/policy.ts";
import { Refusal } from "../refusal.ts";
import { type AnchoredHead, headFromEvent, headFromSlots, headSlots } from "./head.ts";
import type { AnchorProof } from "./proof.ts";

/** A head of the policy's log that its validators sealed, and the block they sealed it in. */
export type ProvenHead = AnchoredHead & {
  readonly driver: AnchorProof["driver"];
  readonly block: { readonly number: number; readonly hash: string; readonly time: number };
  readonly seals: SealedBlock["seals"];
};

/**
 * Checks an anchor proof against the policy's pinned validators, contract and log, and nothing else: no node is asked.
 * Refuses as followHeaders, readTrie and logsOf do, or with `anchor-proof-wrong` when what is proven is not a head of this log.
 */
export function verifyAnchorProof(crypto: EthereumCrypto, proof: AnchorProof, { chain, log }: Policy): ProvenHead {
  const block = followHeaders(crypto, proof.headers.map(fromBase64), chain.validators ?? []);
  const { header, hash, seals } = block;
  return {
    driver: proof.driver,
    ...headIn(crypto, proof, block, chain.contracts.LogAnchor, log.id),
    block: { number: header.number, hash: hex(hash), time: header.timestamp },
    seals,
  };
}

function headIn(
  { keccak256 }: EthereumCrypto,
  proof: AnchorProof,
  { header }: SealedBlock,
  contract: string,
  logId: string,
): AnchoredHead {
  if (proof.driver === "receipt-proof") {
    const logs = logsOf(keccak256, header.receiptsRoot, proof.transaction, proof.receipt.map(fromBase64));
    const event = logs[proof.log];
    if (!event) throw new Refusal("anchor-proof-wrong", { problem: "no such event" });
    return headFromEvent(event, contract, logId);
  }
  const account = proof.account.map(fromBase64);
  const storageRoot = storageRootOf(keccak256, header.stateRoot, fromHex(contract.slice(2)), account);
  if (!storageRoot) throw new Refusal("anchor-proof-wrong", { problem: "no such contract" });
  const [rootSlot, headSlot] = headSlots(keccak256, logId);
  return headFromSlots(
    readSlot(keccak256, storageRoot, rootSlot, proof.root.map(fromBase64)),
    readSlot(keccak256, storageRoot, headSlot, proof.head.map(fromBase64)),
  );
}
