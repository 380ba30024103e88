import type { AnchorProof } from "#core/anchor/proof.ts";
import { encodeRlp } from "#core/ethereum/rlp.ts";
import { type Validators, verifySeals } from "#core/ethereum/seals.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { Refusal } from "#core/refusal.ts";
import { headerOfRpc, type RpcBlock } from "../chain/rpc-header.ts";

/** One JSON-RPC call to the node that we read from; throws when it has no answer. */
export type Node = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** All of a proof but the headers that lead to its block. */
export type Draft = { readonly block: RpcBlock; readonly proofUnder: (headers: string[]) => AnchorProof };

/** Headers, each of which changed the validators; whom to trust after them, and up to which block that has been seen. */
export type Trail = {
  readonly headers: readonly Uint8Array[];
  readonly validators: Validators;
  readonly number: number;
};

const MOST_HEADERS = 16;

export async function readBlock(node: Node, number: number | "latest"): Promise<RpcBlock> {
  const block = await node("eth_getBlockByNumber", [number === "latest" ? number : quantity(number), false]);
  if (typeof block !== "object" || block === null) throw new Refusal("chain-unreachable");
  return block as RpcBlock;
}

export const quantity = (value: number): string => `0x${value.toString(16)}`;

/**
 * Takes a trail on to a block. While its validators are enough, no other header is needed; where they are not, the last block for which they were is
 * looked for backwards, so that a change of validators costs a few headers and not all between. Refuses as verifySeals does when no way leads there.
 */
export async function headersTo(
  node: Node,
  block: RpcBlock,
  start: Trail,
): Promise<{ readonly headers: readonly Uint8Array[]; readonly trail: Trail }> {
  let trail = start;
  for (;;) {
    const target = step(block, trail);
    if (!(target instanceof Refusal))
      return { headers: [...trail.headers, target.bytes], trail: { ...trail, number: target.number } };
    const reached = await lastAccepted(node, Number(block.number), trail);
    if (!reached || trail.headers.length + 1 >= MOST_HEADERS || reached.validators.join() === trail.validators.join())
      throw target;
    trail = { ...reached, headers: [...trail.headers, reached.bytes] };
  }
}

type Step = { readonly bytes: Uint8Array; readonly number: number; readonly validators: Validators };

function step(block: RpcBlock, { validators }: Trail): Step | Refusal {
  try {
    const header = headerOfRpc(block);
    const accepted = verifySeals(nobleEthereum, header, validators);
    return { bytes: encodeRlp(header.fields), number: header.number, validators: accepted.validators };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The highest block below `height` that the trail's validators sealed well enough: strides back, then halves. */
async function lastAccepted(node: Node, height: number, trail: Trail): Promise<Step | undefined> {
  const at = async (number: number): Promise<Step | undefined> => {
    const tried = step(await readBlock(node, number), trail);
    return tried instanceof Refusal ? undefined : tried;
  };
  let [refused, accepted]: [number, Step | undefined] = [height, undefined];
  for (let stride = 1; !accepted && refused > trail.number; stride *= 2) {
    const number = Math.max(trail.number, height - stride);
    accepted = await at(number);
    if (!accepted) refused = number;
  }
  while (accepted && refused - accepted.number > 1) {
    const middle: number = Math.floor((accepted.number + refused) / 2);
    const tried = await at(middle);
    if (tried) accepted = tried;
    else refused = middle;
  }
  return accepted;
}
