import { calldata, numberOf, wordsOf } from "#core/chain/abi.ts";
import { numberAt } from "#core/chain/answer.ts";
import { views } from "#core/chain/views.ts";
import type { AnchorContract } from "#core/log/anchor-signature.ts";
import { Refusal } from "#core/refusal.ts";

/** The head that `LogAnchor` holds; `root` is hex. */
export type AnchoredHead = {
  readonly root: string;
  readonly size: number;
  readonly index: number;
  readonly frozen: boolean;
  readonly beat: number;
};

const WITHIN_MS = 5000;
const MOST_CHARACTERS = 10_000;

/** Asks one node, the witness's own. Whatever is not a plain answer of the right chain is `chain-unreachable`. */
export async function readAnchored(
  rpc: string,
  { chainId, contract }: AnchorContract,
  logId: string,
): Promise<AnchoredHead> {
  const call = (id: number, method: string, params: readonly unknown[]) => ({ jsonrpc: "2.0", id, method, params });
  const head = { to: contract, data: calldata(views.headOf.selector, [logId]) };
  try {
    const response = await fetch(rpc, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([call(0, "eth_chainId", []), call(1, "eth_call", [head, "latest"])]),
      signal: AbortSignal.timeout(WITHIN_MS),
      redirect: "error",
    });
    const text = await response.text();
    if (text.length > MOST_CHARACTERS) throw new Error("too long an answer");
    const answers = JSON.parse(text) as readonly { id?: unknown; result?: unknown }[];
    const result = (id: number) => answers.find((one) => one.id === id)?.result;
    if (numberAt(result(0)) !== chainId) throw new Error("another chain");
    const [root = "", size, , index, frozen, beat] = wordsOf(result(1)) ?? [];
    const found = {
      root,
      size: numberOf(size),
      index: numberOf(index),
      frozen: numberOf(frozen) !== 0,
      beat: numberOf(beat),
    };
    if (![found.size, found.index, found.beat].every(Number.isSafeInteger)) throw new Error("not a head");
    return found;
  } catch {
    throw new Refusal("chain-unreachable");
  }
}
