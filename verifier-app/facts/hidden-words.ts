/** 刮开涂层，核对暗码: what the buyer reads about the second code, in both languages. */
const zh = {
  h: "刮开涂层，核对暗码",
  lead: "袋上有涂层的，刮开能看到 13 位暗码。暗码在装袋以前就锁进了链上，别人猜不出、也补不了。刮之前先看涂层是否完好。",
  code: "暗码",
  place: "您在哪里（可不填，下一个核对的人会看到）",
  unsaid: "不说",
  check: "核对",
  checking: "正在核对…",
  toGo: (n: number) => `还差 ${n} 位。`,
  tooMany: (n: number) => `多了 ${n} 位。`,
  typo: "有一位不对，请对照涂层下的字。",
  letters: "没有字母 I、L、O、U；大小写都行。",
  first: "头一次核对",
  firstSaid: (when: string) =>
    `暗码对，${when} 头一次有人核对。链上的根已在您手机上核过：这个码装袋以前就定下了。以后再有人核对，会看到这个时间。`,
  again: (n: number) => `以前核对过，这是第 ${n} 次`,
  againSaid: (when: string, where: string) =>
    `暗码对，但 ${when}${where ? `，有人说在${where}，` : " "}已经核对过。那一次是您或家里人吗？`,
  notMine: (n: number) => `有 ${n} 人说过“不是我”。`,
  mine: "是，是我们",
  stranger: "不是，报告",
  mineSaid: "那就没有问题。同一袋再查多少次都行。",
  strangerSaid: "记下了。请留着包装和小票，先别食用，联系装袋的单位；说不清就打 12315。",
  impossible: "服务器说暗码对，链上的根却对不上，不能采信。请联系装袋的单位。",
  unreachable: "现在问不到服务器，没有核对成。暗码没有用掉，请过一会儿再试。",
  save: "存下回执",
};
export type HiddenWords = typeof zh;
const en: HiddenWords = {
  h: "Scratch, and check the hidden code",
  lead: "If the pack has a scratch layer, there are 13 characters under it. They were locked into the chain before packing: nobody can guess or add one. Look whether the layer is whole before you scratch.",
  code: "Hidden code",
  place: "Where you are (optional; whoever checks next will see it)",
  unsaid: "rather not say",
  check: "Check",
  checking: "Checking…",
  toGo: (n) => `${n} to go.`,
  tooMany: (n) => `${n} too many.`,
  typo: "One character is wrong; compare with the pack.",
  letters: "No I, L, O or U; capitals do not matter.",
  first: "Checked for the first time",
  firstSaid: (when) =>
    `The code is right, first checked ${when}. Your phone has checked the root on the chain: the code was fixed before packing. Whoever checks it later will see this time.`,
  again: (n) => `Checked before: this is check ${n}`,
  againSaid: (when, where) =>
    `The code is right, but it was already checked on ${when}${where ? `, by somebody who said ${where}` : ""}. Was that you or your household?`,
  notMine: (n) => `${n} said “not me”.`,
  mine: "Yes, it was us",
  stranger: "No, report it",
  mineSaid: "Then all is well. You may check the same pack as often as you like.",
  strangerSaid: "Noted. Keep pack and receipt, do not use it yet, and ask the packer; failing that call 12315.",
  impossible:
    "The service calls the code right, but it is not under the root on the chain: do not rely on it. Ask the packer.",
  unreachable: "The service cannot be reached, nothing was checked. The code is not used up; try again later.",
  save: "Save the receipt",
};
export const hiddenWords: Readonly<Record<"zh" | "en", HiddenWords>> = { zh, en };
