import { hex } from "#core/bytes.ts";
import type { SignedHead } from "../log/head.ts";
import { rootAt } from "../log/nodes.ts";
import type { Store } from "../store/store.ts";
import type { AnchoredHead } from "./log-contract.ts";

/** Two sources of truth must agree before we serve: the chain's head has to be one that this store had. */
export async function refuseIfChainDiffers(
  store: Store,
  head: Pick<SignedHead, "size">,
  anchored: AnchoredHead,
): Promise<void> {
  if (anchored.size === 0) return;
  if (anchored.size > head.size)
    throw new Error(
      `log behind the chain: ${anchored.size} entries are anchored, ${head.size} are stored. Restore the newest copy of the data folder.`,
    );
  const root = hex(await rootAt(store, anchored.size));
  if (root !== anchored.root)
    throw new Error(
      `log differs from the chain at ${anchored.size} entries: anchored root ${anchored.root}, stored ${root}. This is not the log that was anchored.`,
    );
}
