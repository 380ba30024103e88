import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What binding and reading tags may refuse. Part of the closed list in core/refusals.ts. */
export const tagRefusals = {
  "tag-malformed": r(
    400,
    "这不是封签给出的网址。请用手机背面再贴一下封签。",
    "This is not an address that a seal tag gives. Hold the phone's back to the tag once more.",
  ),
  "tag-wrong": r(
    404,
    "封签的签名不对：这不是我们配了密钥的封签。请看包装，别买，也可以举报。",
    "The tag's signature is wrong: it holds none of our keys. Look at the pack, do not buy it, and report it if you like.",
  ),
  "tag-unknown": r(
    404,
    "这枚封签没有登记在这枚标签上。请看包装，别买，也可以举报。",
    "This tag was never put on this label. Look at the pack, do not buy it, and report it if you like.",
  ),
  "tag-pair-malformed": r(
    400,
    "第 {line} 行不是“13 位码,14 位封签号”。请改好再发。",
    "Line {line} is not “13-character code,14-digit tag number”. Mend it and send again.",
  ),
  "tag-pair-twice": r(
    409,
    "第 {line} 行的码或封签前面已经有了。一枚标签配一枚封签，请去掉重复的。",
    "The code or the tag in line {line} stands further up already. One label, one tag: take the second off.",
  ),
  "tag-label-other": r(
    409,
    "第 {line} 行的码不是批次 {batch} 的标签。请核对后再发。",
    "The code in line {line} is no label of batch {batch}. Check it and send again.",
  ),
  "tag-bound-already": r(
    409,
    "第 {line} 行的码或封签已经登记过了。请换一枚新的。",
    "The code or the tag in line {line} was bound before. Take a new one.",
  ),
  "tag-root-differs": r(
    409,
    "这些配对算出来的根与您签的不一样。请重新生成后再签。",
    "These pairs do not give the root you signed. Generate them again and sign anew.",
  ),
} as const satisfies Record<string, RefusalText>;
