import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What a recall's rules refuse. */
export const recallRefusals = {
  "recall-unknown": r(409, "没有召回 {recall}。请核对编号。", "There is no recall {recall}. Check its number."),
  "recall-exists": r(
    409,
    "召回编号 {recall} 已经用过了。请换一个编号再签。",
    "The recall number {recall} is taken. Choose another and sign again.",
  ),
  "recall-closed": r(
    409,
    "召回 {recall} 已经结案，不能再记。请另开一个召回。",
    "Recall {recall} is closed; nothing can be added. Open another one.",
  ),
  "recall-scope-stale": r(
    409,
    "批次 {batch} 在链上归 {holder}，还有 {grams:mass}，与单子上写的不一样。请重新查一次范围再签。",
    "On the chain batch {batch} is held by {holder} with {grams:mass}, other than the order says. Look the scope up again and sign anew.",
  ),
  "recall-scope-open": r(
    409,
    "批次 {batch} 还流到了范围以外的批次。请重新查一次范围再签。",
    "Batch {batch} also flowed into a batch outside the scope. Look the scope up again and sign anew.",
  ),
  "recall-scope-foreign": r(
    409,
    "批次 {batch} 不是从要召回的批次流出来的，不能放在这张单子里。",
    "Batch {batch} did not flow from the batches recalled; it cannot be on this order.",
  ),
  "recall-not-on-chain": r(
    409,
    "批次 {batch} 在链上还没有召回，货还能往下走。请先签链上的召回。",
    "Batch {batch} is not yet recalled on the chain and can still flow on. Sign the recall on the chain first.",
  ),
  "recall-not-yours": r(
    403,
    "{actor} 手里没有召回 {recall} 里的货，不用签。",
    "{actor} holds nothing of recall {recall} and has nothing to sign.",
  ),
  "recall-report-sum": r(
    409,
    "您名下要交代 {held:mass}，这里加起来是 {told:mass}。请把每一份都写上，一克不差再签。",
    "You have to account for {held:mass}, and this adds up to {told:mass}. Account for every gram, then sign.",
  ),
  "recall-report-note": r(
    400,
    "有没找到的货，请写明去向或原因再签。",
    "Something is missing. Say where it went or why, then sign.",
  ),
  "recall-destroyed-exceeds": r(
    409,
    "在库和退回的只有 {left:mass} 可以销毁，这里写了 {requested:mass}。请先报库存。",
    "Only {left:mass} in stock and returned can be destroyed, here are {requested:mass}. Report the stock first.",
  ),
  "recall-witness": r(
    409,
    "销毁要另一个人见证：见证人不能是 {witness}。",
    "A destruction needs somebody else as its witness; {witness} cannot be that.",
  ),
  "recall-destruction": r(
    409,
    "没有等 {actor} 见证的销毁 {destruction}（{grams:mass}）。请核对编号和重量。",
    "No destruction {destruction} of {grams:mass} waits for {actor} as witness. Check number and mass.",
  ),
  "recall-open": r(
    409,
    "还有 {grams:mass} 没有说法，{holders} 家没签，{unwitnessed} 次销毁没人见证，不能结案。",
    "{grams:mass} are unexplained, {holders} holders have not signed and {unwitnessed} destructions lack their witness; it cannot be closed.",
  ),
  "recall-sum": r(
    409,
    "结案的数对不上：{part} 应为 {grams:mass}，写的是 {said:mass}。请按重新算出的数签。",
    "The closing sum is wrong: {part} is {grams:mass}, not {said:mass}. Sign the sum that is recomputed.",
  ),
} as const satisfies Record<string, RefusalText>;
