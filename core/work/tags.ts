import { hex } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import type { TagsBound } from "../statement/tag.ts";
import { type Pair, refuseBadPairs, tagRoot } from "../tag/binding.ts";

/** The packer's word that these tags are on these labels; the pairs go to the service beside it (`POST /tags`). */
export function tagsBound(sha256: Hash, occurredAt: string, batch: string, pairs: readonly Pair[]): TagsBound {
  refuseBadPairs(pairs);
  return {
    type: "liangji:TagsBound",
    occurredAt,
    batch,
    count: pairs.length,
    root: hex(tagRoot(sha256, batch, pairs)),
  };
}
