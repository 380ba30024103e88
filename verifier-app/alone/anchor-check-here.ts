import { anchorChecker } from "#core/evidence/check-anchor.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";

/** In place of the worker: a page of one file has no second file to load one from. */
export const checkAnchor = anchorChecker(nobleEthereum);
