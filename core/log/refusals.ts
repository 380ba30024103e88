import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What reading and witnessing a log may refuse. Part of the closed list in core/refusals.ts. */
export const logRefusals = {
  "note-malformed": r(400, "账页的签名格式不对。请重新下载。", "The signed note is malformed. Download it again."),
  "note-signature-missing": r(
    400,
    "账页上没有本账本的签名，不能采信。请核对账本的公钥。",
    "The note carries no signature of the log: do not rely on it. Check the log's key.",
  ),
  "note-signature-wrong": r(
    400,
    "账页的签名不对，不能采信。请向账本重新取。",
    "The note's signature is wrong: do not rely on it. Fetch it from the log again.",
  ),
  "vkey-malformed": r(400, "公钥的写法不对。请原样复制。", "The verifier key is malformed. Copy it as it is."),
  "vkey-type-unsupported": r(
    400,
    "公钥是第 {type} 类签名的，这里要第 {wanted} 类。请要那一类的公钥。",
    "The verifier key is of signature type {type}; type {wanted} is needed here. Ask for a key of that type.",
  ),
  "checkpoint-malformed": r(400, "账页写法不对。请重新下载。", "The checkpoint is malformed. Download it again."),
  "tree-size-not-decimal": r(
    400,
    "账本行数要写成十进制整数，前面不加零。",
    "The tree size must be a decimal number without leading zeros.",
  ),
  "proof-malformed": r(400, "证明的写法不对。请重新下载。", "The proof is malformed. Download it again."),
  "inclusion-proof-wrong": r(400, "证明与账本对不上。", "The inclusion proof does not lead to the log's root."),
  "consistency-proof-wrong": r(400, "这一页接不上旧账页。", "The consistency proof does not connect the two heads."),
  "entry-bundle-malformed": r(
    400,
    "账块的写法不对，或不完整。请重新下载。",
    "The entry bundle is malformed or cut off. Download it again.",
  ),
  "leaf-too-large": r(
    413,
    "一条记录最多 65,535 字节，这条有 {bytes} 字节。照片请单独上传。",
    "An entry holds at most 65,535 bytes, this one has {bytes}. Send photos separately.",
  ),
  "tile-path-malformed": r(
    404,
    "账块的地址写法不对。请照 C2SP tlog-tiles 写，例如 tile/0/x001/x234/067。",
    "This is no tile's address. Spell it as C2SP tlog-tiles does: tile/0/x001/x234/067.",
  ),
  "tile-unknown": r(
    404,
    "账本有 {size} 行，还没有这个账块。请先取最新的签名账页，再按它的行数取。",
    "The log has {size} entries and not this tile yet. Fetch the checkpoint and ask for tiles of its size.",
  ),
  "entry-unknown": r(404, "账本里没有第 {index} 行。", "The log has no line {index}."),
  // witnesses
  "cosignature-malformed": r(
    400,
    "见证签名的写法不对。请向见证人重新要一次。",
    "The cosignature is malformed. Ask the witness for it again.",
  ),
  "cosignature-wrong": r(
    400,
    "{name} 的见证签名与这一页账不符，不能采信。请向见证人重新要一次。",
    "{name}'s cosignature is not of this checkpoint: do not rely on it. Ask the witness for it again.",
  ),
  "witness-request-malformed": r(
    400,
    "请求的写法不对：先是 old 和行数，再是证明，空一行，再是签名账页。",
    "The request is malformed: old and a size, the proof's hashes, an empty line, then the checkpoint.",
  ),
  "origin-unknown": r(
    404,
    "这个见证人不管 {origin} 这本账。请先请它登记账本的公钥。",
    "This witness does not watch the log {origin}. Ask it to add the log's key first.",
  ),
  "log-not-signed": r(
    403,
    "账页上没有 {origin} 的有效签名，不能见证。请核对账本的公钥。",
    "The checkpoint carries no valid signature of {origin} and is not cosigned. Check the log's key.",
  ),
  "old-size-beyond": r(
    400,
    "旧账页有 {oldSize} 行，比新账页的 {newSize} 行还多。请把两个数对一遍。",
    "The old size {oldSize} is beyond the checkpoint's {newSize}. Check the two sizes.",
  ),
  "old-size-differs": r(
    409,
    "上次见证到第 {size} 行，不是 {oldSize}。请从第 {size} 行起给证明。",
    "The last checkpoint cosigned has {size} entries, not {oldSize}. Send the proof from {size}.",
  ),
  "head-forked": r(
    409,
    "同样是 {size} 行，上次见证的账页不是这一页。账本分了叉，不能见证。",
    "A different checkpoint of size {size} was cosigned before: the log has forked, and this one is not cosigned.",
  ),
  "head-inconsistent": r(
    422,
    "从 {oldSize} 行到 {newSize} 行，证明接不上，不能见证。请重新算一次证明。",
    "The proof does not lead from {oldSize} to {newSize} entries, so nothing is cosigned. Compute the proof again.",
  ),
  "heartbeat-refused": r(
    409,
    "链上的账页（第 {index} 页，{size} 行，已报时 {beat} 次）不是见证过的最新账页（{cosigned} 行），或不是下一次报时。请先上链最新的账页。",
    "The anchored head (no. {index}, {size} entries, {beat} heartbeats) is not the newest cosigned ({cosigned} entries), or this is not the next heartbeat. Anchor the newest head first.",
  ),
} as const satisfies Record<string, RefusalText>;
