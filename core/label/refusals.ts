import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What printing, voiding and redeeming labels may refuse. Part of the closed list in core/refusals.ts. */
export const labelRefusals = {
  "label-cause": r(
    409,
    "没启用的标签只能报废或作废，启用了的只能退回或作废。请换一个原因。",
    "Labels not yet activated are spoiled or void, active ones returned or void. Choose the other cause.",
  ),
  "label-void-already": r(
    409,
    "第 {index} 枚已经作废了。请从名单里去掉再签。",
    "Label {index} is void already. Take it off the list and sign again.",
  ),
  "label-not-active": r(
    409,
    "这枚标签没有启用，或者已经作废，暗码现在不能核对。请联系装袋的单位。",
    "This label is not active, or void: its hidden code cannot be checked. Ask the packer.",
  ),
  "label-too-small": r(
    409,
    "{width} × {height} mm 印不下这些字：字和码再小，人和便宜的手机就读不出。请换大一号的标签。",
    "{width} × {height} mm is too small: smaller letters and codes are not read by people and cheap phones. Take a larger label.",
  ),
  "hidden-code-none": r(
    404,
    "这枚标签没有刮层暗码。请看封口。",
    "This label has no code under a scratch layer. Look at the seal.",
  ),
  "hidden-code-wrong": r(
    409,
    "暗码与这枚标签对不上。请对照刮层下的字再输一次；今天还能试 {left} 次。",
    "This hidden code does not belong to this label. Read it under the layer once more; {left} tries are left today.",
  ),
  "hidden-code-wait": r(
    429,
    "今天输错太多次了。请等 {seconds} 秒以后再试；输错不会用掉暗码。",
    "Too many wrong tries today. Wait {seconds} seconds; wrong tries do not use the code up.",
  ),
  "hidden-code-unused": r(
    409,
    "这个暗码还没有人核对过，没有什么可说明的。",
    "Nobody has checked this hidden code yet: there is nothing to answer.",
  ),
  "hidden-root-differs": r(
    409,
    "这些暗码算出来的根与您签的不一样。请重新生成后再签。",
    "These hidden codes do not give the root you signed. Generate them again and sign anew.",
  ),
} as const satisfies Record<string, RefusalText>;
