import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What reading and checking evidence may refuse. Part of the closed list in core/refusals.ts. */
export const evidenceRefusals = {
  "rlp-malformed": r(
    400,
    "区块数据的编码（RLP）不对：{problem}。请重新取一份凭证。",
    "The block data is not in its one valid encoding (RLP): {problem}. Fetch the evidence again.",
  ),
  "trie-proof-wrong": r(
    400,
    "状态证明连不到区块的根：{problem}。请重新取一份凭证。",
    "The state proof does not lead to the block's root: {problem}. Fetch the evidence again.",
  ),
  "header-malformed": r(
    400,
    "这不是验证节点签封的区块头（QBFT）。请核对信任设置里的链。",
    "This is not a block header of a QBFT chain. Check the chain in the trust policy.",
  ),
  "header-order": r(
    400,
    "区块头的先后不对：{number} 接不在 {previous} 之后。请重新取一份凭证。",
    "The block headers are out of order: {number} cannot follow {previous}. Fetch the evidence again.",
  ),
  "seal-wrong": r(
    400,
    "区块 {number} 上有一个签封不是验证节点的，或者重复了。请不要相信这份凭证。",
    "Block {number} carries a seal that is not a validator's, or one twice. Do not trust this evidence.",
  ),
  "seals-too-few": r(
    400,
    "区块 {number} 只有 {of} 个验证节点里的 {signed} 个签封，至少要 {needed} 个。",
    "Block {number} is sealed by {signed} of {of} validators; at least {needed} are needed.",
  ),
  "receipt-malformed": r(
    400,
    "交易回执读不懂：{problem}。请重新取一份凭证。",
    "The transaction's receipt cannot be read: {problem}. Fetch the evidence again.",
  ),
  "anchor-proof-wrong": r(
    400,
    "上链证明证的不是这本账的账页：{problem}。请重新取一份凭证。",
    "What is proven is not a head of this log: {problem}. Fetch the evidence again.",
  ),
  "bundle-malformed": r(
    400,
    "凭证的格式不对：{path}。请重新保存一份。",
    "The evidence is malformed at {path}. Please save it again.",
  ),
  "policy-malformed": r(400, "信任设置的格式不对：{path}。", "The trust policy is malformed at {path}."),
} as const satisfies Record<string, RefusalText>;
