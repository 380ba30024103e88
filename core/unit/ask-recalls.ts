import { calldata, numberOf, wordsOf } from "../chain/abi.ts";
import { type Asked, agree, type Rpc, type Unavailable } from "../chain/ask.ts";
import { idHash } from "../chain/questions.ts";
import { views } from "../chain/views.ts";
import type { Hash } from "../crypto.ts";
import type { Policy } from "../evidence/policy.ts";
import { Refusal } from "../refusal.ts";
import type { LogisticUnit } from "./unit.ts";

type View = { readonly contract: keyof Policy["chain"]["contracts"]; readonly selector: string };
/** BatchLedger.isRecalled(bytes32): whether a batch, or anything it flowed from, was recalled. */
export const isRecalled = { contract: "BatchLedger", selector: "b9492a84" } as const satisfies View;
/** Batches in a box of which the chain says so. */
export type Recalled = ReadonlySet<string>;

/**
 * Asks the nodes of the policy whether what stands in a box was recalled, itself or anything it was made from, and whether its labels were
 * minted for the batches that the packer named.
 *
 * @throws Refusal `unit-label-unknown` where they were not
 */
export async function askRecalls(
  { labels }: Pick<LogisticUnit, "labels">,
  policy: Policy,
  rpc: Rpc,
  sha256: Hash,
): Promise<Recalled | Unavailable> {
  const lots = Object.entries(labels).map(([root, { batch }]) => ({ root, batch, id: idHash(sha256, batch) }));
  if (lots.length === 0) return new Set();
  const call = ({ contract, selector }: View, of: string, block: number): Asked => ({
    method: "eth_call",
    params: [{ to: policy.chain.contracts[contract], data: calldata(selector, [of]) }, `0x${block.toString(16)}`],
  });
  const said = await agree(
    policy,
    rpc,
    ({ number }) => lots.flatMap(({ root, id }) => [call(views.mintOf, root, number), call(isRecalled, id, number)]),
    (_, answers) => {
      const words = answers.map((answer) => wordsOf(answer)?.[0] ?? "");
      const all = lots.map((_, n) => ({ mintedFor: words[2 * n], recalled: numberOf(words[2 * n + 1]) }));
      return all.some(({ recalled }) => Number.isNaN(recalled)) ? undefined : all;
    },
  );
  if ("unavailable" in said) return said;
  lots.forEach(({ batch, id }, n) => {
    if (said[n]?.mintedFor !== id) throw new Refusal("unit-label-unknown", { batch });
  });
  return new Set(lots.flatMap(({ batch }, n) => (said[n]?.recalled === 1 ? [batch] : [])));
}
