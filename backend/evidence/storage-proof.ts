import { headSlots } from "#core/anchor/head.ts";
import { base64, fromHex, hex } from "#core/bytes.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { type Draft, type Node, readBlock } from "./sealed-headers.ts";

/** LogAnchor's head of our log in the state of the newest block (EIP-1186). */
export async function draftStorageProof(node: Node, { chain, log }: Policy): Promise<Draft> {
  const block = await readBlock(node, "latest");
  const slots = headSlots(nobleEthereum.keccak256, log.id).map((slot) => `0x${hex(slot)}`);
  const { accountProof, storageProof } = (await node("eth_getProof", [
    chain.contracts.LogAnchor,
    slots,
    block.number,
  ])) as { accountProof: string[]; storageProof: { proof: string[] }[] };
  return {
    block,
    proofUnder: (headers) => ({
      driver: "storage-proof",
      headers,
      account: nodes(accountProof),
      root: nodes(storageProof[0]?.proof),
      head: nodes(storageProof[1]?.proof),
    }),
  };
}

const nodes = (list: readonly string[] = []): string[] =>
  list.map((node) => base64(fromHex(node.slice(2).toLowerCase())));
