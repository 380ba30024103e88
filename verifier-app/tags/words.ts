import { dateTime } from "../format.ts";
import type { Rich } from "../words/rich.ts";
import type { Words } from "../words/zh.ts";

type Verb = "drink" | "eat" | undefined;

/** 封签: what the buyer reads after a seal tag was tapped, in both languages. */
const zh = {
  h: "封签怎么说",
  hour: (seconds: number): string => `${dateTime(seconds).slice(0, 13)} 时`,
  now: "封签刚刚应答：它就在这里，不是抄来的网址。",
  again: "同一次贴签，页面又打开了一遍。",
  old: "这是用过的旧链接，说明不了封签在不在这里。请用手机背面再贴一次封签。",
  closed: "封签没有断过：包装没从封口打开过。",
  open: (when: string): string => `封签断过：第一次报告在 ${when}。`,
  unclear: "封签量不出封口断没断。请用眼睛看。",
  none: "这枚封签不管封口断没断，只说它自己在这里。",
  accepted: (n: number): string => `这枚封签一共应答过 ${n} 次。`,
  bound: "手机核过：装袋的单位签过名，在账本里把这枚封签配给了这枚标签。",
  unbound: "封签是刚配给这枚标签的，还没写进您手机上的这一页账。过一会儿再贴一次。",
  line: "看账本里的这一条",
  word: "封签在不在、断没断，是运营方的服务器用密钥算的，只能算它说的话，手机核不了。",
  impossible: "服务器说封签对，账本却对不上，不能采信。请联系装袋的单位。",
  unreachable: "封签没问到。请联网后用手机背面再贴一次。",
  openedHeadline: "这袋以前打开过",
  openedSaid: (when: string): string => `封口上的封签断了，第一次报告在 ${when}。封签断了接不回去。`,
  openedTell: "怎么办",
  openedSteps: (verb: Verb): readonly Rich[] => [
    ["是您或家里人开的：没有问题"],
    [`刚买来就这样：可能换过里面的东西，先别${verb === "drink" ? "喝" : "吃"}`],
    ["留好包装和小票，反映，或打 12315"],
  ],
  foreignHeadline: "封签不是这袋的",
  foreignTell: "怎么办",
  foreignSteps: (verb: Verb): readonly Rich[] => [
    [`别买；买了先别${verb === "drink" ? "喝" : "吃"}`],
    ["留好包装和小票，反映，或打 12315"],
  ],
  still: "记录没被改过，但您手上这袋不一定是它说的那一袋。",
};
export type TagWords = typeof zh;
const en: TagWords = {
  h: "What the seal tag says",
  hour: (seconds) => `${dateTime(seconds).slice(0, 13)}:00`,
  now: "The tag answered just now: it is here, this is no copied address.",
  again: "The same tap; the page was opened once more.",
  old: "This is an address that was used before: it does not say whether the tag is here. Hold the phone's back to the tag once more.",
  closed: "The tag was never broken: the pack was not opened at its seal.",
  open: (when) => `The tag was broken; it was first reported on ${when}.`,
  unclear: "The tag could not measure whether the seal is broken. Look with your own eyes.",
  none: "This tag says only that it is here, not whether the seal is broken.",
  accepted: (n) => `This tag has answered ${n} times in all.`,
  bound: "Your phone has checked: the packer signed, in the log, that this tag is on this label.",
  unbound:
    "The tag was put to this label a moment ago and is not in the page of the log that your phone holds. Tap again a little later.",
  line: "See this line of the log",
  word: "Whether the tag is here and whole is worked out by the operator's server with its keys. It is the server's word; your phone cannot check it.",
  impossible: "The server says that the tag is right, but the log says otherwise: not to be believed. Ask the packer.",
  unreachable: "The tag could not be asked about. Go online and hold the phone's back to it once more.",
  openedHeadline: "This pack was opened before",
  openedSaid: (when) =>
    `The tag on its seal is broken; it was first reported on ${when}. A broken tag cannot be mended.`,
  openedTell: "What to do",
  openedSteps: (verb) => [
    ["You or your household opened it: all is well"],
    [`It was so when you bought it: the content may have been changed, do not ${verb ?? "use"} it`],
    ["Keep pack and receipt, tell us, or call 12315"],
  ],
  foreignHeadline: "The tag is not this pack's",
  foreignTell: "What to do",
  foreignSteps: (verb) => [
    [`Do not buy it; if you have, do not ${verb ?? "use"} it`],
    ["Keep pack and receipt, tell us, or call 12315"],
  ],
  still: "The record is unaltered, but your pack may not be the one it describes.",
};
export const tagWordsFor = ({ language }: Words): TagWords => (language === "zh" ? zh : en);
