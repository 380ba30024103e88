import * as z from "zod/mini";

const bytes = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(32_768));
/** Trie nodes from the root down. */
const nodes = z.array(bytes).check(z.maxLength(64));
const at = z.int().check(z.minimum(0), z.maximum(65_535));
/** Sealed block headers (RLP), oldest first: one for each change of validators since the pinned ones, then the block proven. */
const headers = z.array(bytes).check(z.minLength(1), z.maxLength(16));

/** That a chain of known validators holds the log's head, without asking the chain (docs/spec/evidence.md). All bytes are base64. */
export const anchorProof = z.discriminatedUnion("driver", [
  /** LogAnchor's account under the block's state root, and its two slots of this log under the account's storage root. */
  z.strictObject({ driver: z.literal("storage-proof"), headers, account: nodes, root: nodes, head: nodes }),
  /** The `log`-th event of the block's `transaction`, both from 0, under its receipts root. */
  z.strictObject({ driver: z.literal("receipt-proof"), headers, receipt: nodes, transaction: at, log: at }),
]);
export type AnchorProof = z.infer<typeof anchorProof>;
