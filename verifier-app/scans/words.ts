import { dateTime, number } from "../format.ts";
import type { Rich } from "../words/rich.ts";
import type { Words } from "../words/zh.ts";

type Verb = "drink" | "eat" | undefined;

/** Whole hours since 1970, Beijing time. */
const hourZh = (hour: number): string => `${dateTime(hour * 3600).slice(0, 13)} 时`;
const hourEn = (hour: number): string => `${dateTime(hour * 3600).slice(0, 13)}:00`;

const zh = {
  h: "这个码被扫过几次",
  headline: "这个码可能被复印过",
  still: "记录没被改过，但您手上这袋不一定是它说的那一袋。",
  tell: "怎么分辨",
  steps: (verb: Verb): readonly Rich[] => [
    ["看封口有没有重新粘过；有涂层的，刮开核对暗码"],
    ["想想在哪里买的：包装厂有没有发货到那里"],
    [`拿不准就别${verb === "drink" ? "喝" : "吃"}，拍照反映`],
  ],
  count: (scans: number, first: number | undefined): string =>
    first === undefined ? "还没有数到。" : `一共 ${number(scans)} 次，最早在 ${hourZh(first)}。`,
  places: (scans: number, last: number): string => `${scans} 次，最近 ${hourZh(last)}`,
  nowhere: "在哪里扫的，这里不知道。",
  notBlamed: "扫的人多不是您的错，也可能是有人把网址转发到了群里。运营方已经收到，正在查。",
  copied: (reason: string): string => `运营方查过，确有复印：${reason}`,
  falseAlarm: (reason: string): string => `以前报过可能被复印，运营方查过，是误报：${reason}`,
  inLog: "看账本里的这一条",
  unreachable: "次数没问到。上面的结论不受影响。",
  kept: "怎么数的",
  privacy:
    "只记整点时间、大约 110 公里见方的地区（代理服务器知道时才有）和一个当天有效、过后谁也认不出的代号。不记网址（IP），不认手机，不跟着人走；180 天后只剩次数。次数是本服务自己记的，账本里没有，不能证明。",
  rules: "看规则和数字",
};
export type ScanWords = typeof zh;
const en: ScanWords = {
  h: "How often this code was scanned",
  headline: "This code may have been copied",
  still: "The record is unaltered, but your pack may not be the one it describes.",
  tell: "How to tell",
  steps: (verb) => [
    ["See whether the seal was glued again; if there is a scratch layer, check the code under it"],
    ["Think where you bought it: does the packer deliver there?"],
    [`If in doubt, do not ${verb ?? "use it"}${verb ? " it" : ""}; send us a photo`],
  ],
  count: (scans, first) =>
    first === undefined ? "Not counted yet." : `${number(scans)} in all, first on ${hourEn(first)}.`,
  places: (scans, last) => `${scans}, last ${hourEn(last)}`,
  nowhere: "Where it was scanned is not known here.",
  notBlamed:
    "That many people scan it is no fault of yours; somebody may have sent the address to a group. The operator has the case and looks into it.",
  copied: (reason) => `The operator looked into it, there are copies: ${reason}`,
  falseAlarm: (reason) => `It was once reported as maybe copied; the operator found a false alarm: ${reason}`,
  inLog: "See the entry in the log",
  unreachable: "The count could not be had. The verdict above does not depend on it.",
  kept: "How we count",
  privacy:
    "Kept are the whole hour, an area about 110 km wide (only where the proxy knows it), and a token that is good for one day and that nobody can recognise afterwards. No address (IP), no phone, nobody is followed; after 180 days only the number stays. The number is this service's own word: the log does not hold it, and nothing proves it.",
  rules: "See the rules and their numbers",
};
export const scanWordsFor = ({ language }: Words): ScanWords => (language === "en" ? en : zh);
