import { anchorChecker } from "#core/evidence/check-anchor.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";

/** All that it takes to believe validators instead of nodes: loaded when no node answers, or after the first verdict. */
export const checkAnchor = anchorChecker(nobleEthereum);
