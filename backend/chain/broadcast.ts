import type { JsonRpcProvider } from "ethers";
import { Refusal } from "#core/refusal.ts";

/**
 * What a node did with a signed transaction, as far as its words can be understood. `unheard`: it may have arrived or not.
 * Not to be relied on: only the contract's state tells whether a call has had its effect.
 */
export type Heard = "taken" | "offers-too-little" | "unfunded" | "unheard" | "turned-away";

// go-ethereum, Besu, Nethermind, EDR.
const words: readonly (readonly [RegExp, Heard])[] = [
  [/already.?known|known transaction|already imported/i, "taken"],
  [
    /underpriced|fee too low|ReplacementNotAllowed|below (?:configured|the) minimum|less than block base fee|too low for the next block/i,
    "offers-too-little",
  ],
  [/insufficient funds|upfront cost|enough funds|InsufficientFunds/i, "unfunded"],
];

/** Sends a signed transaction to a node. */
export async function broadcast(provider: JsonRpcProvider, raw: string): Promise<{ heard: Heard; error?: unknown }> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return { heard: "taken" };
  } catch (error) {
    if (error instanceof Refusal) return { heard: "unheard", error };
    return { heard: words.find(([pattern]) => pattern.test(saidIn(error)))?.[1] ?? "turned-away", error };
  }
}

/** What the library made of the node's words, and the words themselves. */
function saidIn(error: unknown): string {
  type Said = { readonly message?: unknown };
  const {
    message,
    error: node,
    info,
  } = error as Said & { readonly error?: Said; readonly info?: { readonly error?: Said } };
  return [message, node?.message, info?.error?.message].join("\n").slice(0, 4000);
}
