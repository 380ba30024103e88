import type { JsonRpcProvider } from "ethers";
import { hex, utf8 } from "#core/bytes.ts";
import { sha256 } from "../crypto.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

export type Relayed = { readonly transactionHash: string; readonly blockNumber: number; readonly gasUsed: string };

/** The transactions that carried one signed call, kept before they leave: whoever sends it again learns what became of it. */
export function sentTransactions(store: Store, call: string) {
  const key = keys.sent(hex(sha256(utf8(call))));
  const read = async (): Promise<readonly string[]> => {
    const value = await store.read(key);
    return value ? decodeJson<readonly string[]>(value) : [];
  };
  return {
    keep: async (hash: string): Promise<void> => {
      const hashes = await read();
      if (!hashes.includes(hash)) await store.commit([{ key, value: encodeJson([...hashes, hash]) }]);
    },
    /** The one that was mined and did not revert; `failed` when none can be that any more, `unknown` while one may. */
    async outcome(provider: JsonRpcProvider): Promise<Relayed | "failed" | "unknown"> {
      const receipts = await Promise.all((await read()).map((hash) => provider.getTransactionReceipt(hash)));
      const done = receipts.find((receipt) => receipt?.status === 1);
      if (done) return { transactionHash: done.hash, blockNumber: done.blockNumber, gasUsed: String(done.gasUsed) };
      return receipts.every((receipt) => receipt !== null) ? "failed" : "unknown";
    },
  };
}
