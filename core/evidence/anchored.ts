import type { Driver } from "../anchor/driver.ts";
import type { AnchoredHead } from "../anchor/head.ts";
import type { ChainSaid } from "../chain/ask.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import type { Checks } from "./ledger.ts";
import type { Policy } from "./policy.ts";

/** The head that the verdict goes by: which driver gave it, and how many of how many nodes or validators vouch for it. */
export type Anchored = AnchoredHead & {
  readonly driver: Driver;
  readonly block: ChainView["block"];
  readonly by: number;
  readonly of: number;
};

/** core/evidence/check-anchor.ts: an argument, because a page loads it only when it needs it. */
export type CheckAnchor = (
  bundle: Bundle,
  policy: Policy,
  now: number,
  chain: ChainSaid,
  checks: Checks,
) => Anchored | undefined | Promise<Anchored | undefined>;

export const byNodes = ({ head, driver, block, nodes }: ChainView): Anchored => ({
  ...head,
  driver,
  block,
  by: nodes.agreed,
  of: nodes.asked,
});

/** What a reader knows who cannot check an anchor proof. */
export const checkNoAnchor = (
  ...[{ anchorProof }, , , chain, checks]: Parameters<CheckAnchor>
): Anchored | undefined => {
  if (anchorProof !== undefined) checks.add("anchor-proof", "skipped");
  return "unavailable" in chain ? undefined : byNodes(chain);
};
