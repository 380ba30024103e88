import { encodeTlogProof } from "#core/log/tlog-proof.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { inclusionProof } from "./nodes.ts";
import { readLine } from "./record.ts";

/** An entry with its proof, as text. One that no published head covers yet is in the durable one. */
export async function tlogProofOf({ store, publisher, sequencer }: Context, index: number): Promise<string> {
  const { newest } = publisher;
  const { size, checkpoint } = index < newest.size ? newest : sequencer.head;
  if (index >= size) throw new Refusal("entry-unknown", { index });
  const { leaf } = await readLine(store, index);
  return encodeTlogProof({ extra: leaf, index, proof: await inclusionProof(store, index, size), checkpoint });
}
