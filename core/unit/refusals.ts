import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What packing into boxes and onto pallets refuses. Part of the closed list in core/refusals.ts. */
export const unitRefusals = {
  "unit-unknown": r(
    404,
    "没有登记过这个箱码 {unit}。请核对箱上的 13 位码。",
    "No box or pallet {unit} is recorded. Compare the 13 characters on it.",
  ),
  "unit-evidence-malformed": r(
    400,
    "这份箱码记录的格式不对，核验不了。请重新打开这一页。",
    "This record of a box or pallet has not the right form and cannot be checked. Open the page again.",
  ),
  "unit-empty": r(409, "{unit} 里现在没有东西。请先装箱。", "There is nothing in {unit} now. Pack it first."),
  "unit-full": r(
    409,
    "一个箱或托盘最多放 {limit} 件，这样就有 {count} 件了。请另用一个码。",
    "A box or pallet holds at most {limit}; this would make {count}. Use another code.",
  ),
  "unit-worn-out": r(
    409,
    "{unit} 已经装拆过 {limit} 次，不能再用。请另用一个码。",
    "{unit} was packed and unpacked {limit} times and takes no more. Use another code.",
  ),
  "unit-kind": r(
    409,
    "{unit} 用过一次是箱就一直是箱，是托盘就一直是托盘。请另用一个码。",
    "{unit} stays what it was first, a box or a pallet. Use another code.",
  ),
  "unit-too-deep": r(
    409,
    "托盘上只能放箱，{unit} 不是箱。请去掉它再签。",
    "Only boxes stand on a pallet, and {unit} is none. Take it off the list and sign again.",
  ),
  "unit-child-packed": r(
    409,
    "{child} 已经在 {unit} 里了。请先从那里拆出来。",
    "{child} is in {unit} already. Unpack it there first.",
  ),
  "unit-child-absent": r(
    409,
    "{child} 不在 {unit} 里，不能从那里拆出来。请重新看一下里面有什么。",
    "{child} is not in {unit} and cannot be taken out. Look again at what is in it.",
  ),
  "unit-label-unknown": r(
    409,
    "批次 {batch} 没有发过这些标签。请重新扫一遍再签。",
    "Batch {batch} has no such labels. Scan them again and sign anew.",
  ),
  "unit-label-not-active": r(
    409,
    "批次 {batch} 的这些标签还没有启用，不在袋上。请先启用再装箱。",
    "These labels of batch {batch} are not active, so they are on no pack. Activate them first.",
  ),
  "unit-label-void": r(
    409,
    "批次 {batch} 的第 {n} 枚标签已经作废，不能装箱。请把那一袋拿出来。",
    "Label {n} of batch {batch} is void and cannot be packed. Take that pack out.",
  ),
} as const satisfies Record<string, RefusalText>;
