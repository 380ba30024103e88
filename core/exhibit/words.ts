import type { ComplaintView } from "../complaint/message.ts";
import type { CertificateState } from "../evidence/chain-view.ts";
import type { Headline, Status, VerdictCode } from "../evidence/verdict.ts";
import type { Facts } from "../refusal.ts";
import { beijingDay } from "./time.ts";

const on = ({ at }: Facts): string => (typeof at === "number" && at > 0 ? beijingDay(at) : "");
const why = ({ reason }: Facts): string => String(reason || "没有写明");

/** What was found, in whole sentences for somebody who was not there; the page's own words are for whoever holds the pack. */
export const found: Readonly<Record<VerdictCode, (facts: Facts) => string>> = {
  "record-intact": () => "每条记录都有本人签名，都在公开账本里，中间没有缺页；账页已登记上链。",
  "record-complete-offline": () => "签名和在账本里的位置都对；链上的最新情况没有问到。",
  "bundle-malformed": () => "凭证的格式不对。",
  "signature-wrong": () => "有一条记录，不是写明的那一方签的。",
  "not-in-log": () => "有一条记录，与公开账本里的不一样。",
  "entry-missing": () => "中间缺了记录。",
  "history-rewritten": () => "账页接不上链上登记过的旧账页。",
  "other-log": () => "凭证出自另一本账。",
  "witness-signature-wrong": () => "见证人的签名签的不是这一页账。",
  "witnesses-missing": () => "在这一页账上签名的见证人不够。",
  "key-not-valid-then": () => "有一条记录，签名的钥匙当时不在有效期内。",
  "role-not-held": () => "有一条记录，签名的一方没有记这类事的身份。",
  "provenance-differs": () => "批次的记录，与封账时登记在链上的不一样。",
  "document-differs": () => "证书或测绘，不是链上登记的那一份。",
  "not-yet-anchored": () => "最新的记录已经入账，还没有登记上链。",
  "old-head": () => "看到的账页太旧，可能有更新的消息没有看到。",
  "anchor-proof-wrong": () => "上链证明通不过核验。",
  "chain-stopped": () => "链停了。停了以后有没有召回、作废、撤销，不知道。",
  "code-active": () => "装袋时启用，没有作废，本批和它的来源都没有召回。",
  recalled: (f) => `${on(f)} 召回批次 ${f.batch}，原因：${why(f)}。`,
  "not-activated": () => "标签印了，装袋的单位没有启用它。",
  void: (f) => `${on(f)} 作废，原因：${why(f)}。`,
  "never-issued": () => "账本里没有发过这个码。",
  "chain-unreachable": () => "链上的节点没有答复。不是坏消息，也不是好消息。",
  "nodes-disagree": () => "链上的节点说法不一，不下结论。",
  offline: () => "没有联网，问不到链。",
  "pack-not-seen": () => "没有查。",
  "pack-look-closely": () => "没有查。",
  "not-judged": () => "记录对不上，不再判断。",
};

export const headlines: Readonly<Record<Headline, string>> = {
  "all-passed": "查过的各项都通过",
  recalled: "这一批已召回",
  "no-conclusion": "有的没有问到，下不了结论",
  "record-failed": "记录对不上，内容不能采信",
  "certificate-not-in-force": "认证证书现在不是有效状态",
  "code-unusable": "此码不能用",
  "picked-early": "有茶鲜叶或原料在用药间隔期内采收，或间隔期查不到",
};

export const statuses: Readonly<Record<Status, string>> = {
  passed: "通过",
  failed: "不通过",
  unknown: "未知",
  skipped: "未查",
};

export const states: Readonly<Record<CertificateState | "unknown", string>> = {
  none: "没有",
  "in-force": "有效",
  suspended: "暂停",
  withdrawn: "撤销",
  cancelled: "注销",
  expired: "过期",
  unknown: "没有问到",
};

export const complaintKinds: Readonly<Record<ComplaintView["kind"], string>> = {
  quality: "东西不对",
  label: "码不对",
  seller: "买的地方不对",
  other: "别的",
};

export const outcomes: Readonly<Record<string, string>> = {
  explained: "已说明",
  replaced: "已更换",
  refunded: "已退款",
  recalled: "已召回",
  referred: "已转交监管部门",
  unfounded: "没有发现问题",
};

/** Everything else that stands in it. */
export const words = {
  title: "溯源证据包",
  made: (brand: string, time: string) => `${brand}　${time} 出具（北京时间）`,
  sample: "示例数据：企业、检测、证书、数量都是虚构的。",
  concerns: "记录完整，其中有要留意的事",
  by: (time: string) =>
    `${time}，本服务用公开的核验程序，对附在本文件里的凭证作出以下结论。实物没有查：包装里是什么，网页和本文件都看不见。`,
  pack: {
    h: "一、这一袋",
    product: "产品",
    net: "净含量",
    batch: "批次",
    code: "码",
    origin: "产地",
    harvested: "采收",
    packed: "装袋",
    bestBefore: "保质期到",
    url: "查验网址",
    hidden: "产品、产地、检测和证书都写在这份对不上的记录里，所以不列出。",
  },
  verdicts: {
    h: "二、三项结论",
    names: { record: "记录", code: "此码", pack: "实物" },
    limits: {
      record: "管不到：记录的人当初写错或说谎，签名照样有效。",
      code: "管不到：码可以复印，复印件打开的也是同一份记录。",
      pack: "封口是否完好、里面是什么，要看实物或送检。",
    },
    mind: "留意：",
  },
  concern: {
    over: (name: string, value: string, limit: string) => `${name}超限：测得 ${value}，最多 ${limit}。`,
    under: (name: string, value: string, limit: string) => `${name}不够：测得 ${value}，至少 ${limit}。`,
    interval: (plots: string, a: number, b: number) => `${plots}用药后隔了 ${b} 天采收，间隔期是 ${a} 天。`,
    "interval-unknown": (plots: string) => `${plots}用药的间隔期没有查到，不算通过。`,
    withdrawn: (reports: string) => `检测报告 ${reports} 已由检测机构撤回，不再算数。`,
    untested: (names: string) => `用过${names}，报告里没有检。`,
  },
  certificates: {
    h: "三、认证证书",
    none: "这一批没有用证书。",
    name: "证书",
    body: "发证机构",
    valid: "有效期",
    packed: (day: string) => `装袋时（${day}）`,
    now: "出具本文件时",
    state: (state: string, since: string, reason: string) =>
      `${state}${since ? `，${since} 起` : ""}${reason ? `，原因：${reason}` : ""}`,
  },
  recall: {
    h: "四、召回",
    none: (time: string) => `截至 ${time}，链上没有召回本批，也没有召回它的来源。`,
    unknown: "链上有没有召回，没有问到。",
    batch: "召回的批次",
    at: "召回日期",
    reason: "原因",
    line: "召回电话",
  },
  complaint: {
    h: "五、投诉反映",
    none: "出具时没有附反映号。",
    number: "反映号",
    kind: "反映什么",
    received: "收到",
    acknowledged: "签收",
    answered: "答复",
    waiting: "到出具时还没有",
    line: (time: string, line: number) => `${time}，公开账本第 ${line} 条`,
    said: (outcome: string, answer: string) => `${outcome}。${answer}`,
    sealed: "反映的内容和联系方式是加密的，只有品牌运营方能打开，所以不在本文件里。公开的只写了批次。",
    noBatch: "反映的内容和联系方式是加密的，只有品牌运营方能打开，所以不在本文件里。公开的没有写批次。",
  },
  receipt: {
    h: "六、回执：服务签了什么",
    attests:
      "签名担保：在下面这个时间，有人查了这个码；服务给出的是这份凭证；当时记录、此码、证书、召回是上面写的状态。",
    not: "签名不担保：包装里是什么；是谁查的；以后有没有变。时间和当时的状态是服务的话，签了名，事后不能否认。",
    asked: "查码时间",
    evidence: "凭证 SHA-256",
    log: "账本",
    head: "账页",
    headOf: (size: number, root: string) => `${size} 条，根 ${root}`,
    anchor: "上链的账页",
    anchorOf: (index: number, size: number, time: string) => `第 ${index} 页，${size} 条，${time}`,
    noAnchor: "还没有",
    block: "读状态的区块",
    blockOf: (chain: number, number: number, hash: string) => `链 ${chain}，第 ${number} 块，${hash}`,
    noBlock: "没有问到链",
  },
  elsewhere: {
    h: "七、怎样在别处复核",
    signed:
      "本文件末尾有账本密钥的签名，签的是它前面的全部字节；改动任何一处，签名就不对。这不是 PDF 阅读器认识的证书签名，阅读器不会显示“已签名”。",
    attached: (file: string) =>
      `附件 ${file} 就是回执和凭证：从阅读器的附件栏存出来，在任何一处装有同一核验程序的网站选“离线核验”打开，或者用存在手里的单文件核验程序打开，结论应该一样。`,
    command: "会用命令行的人，用公开的源码核验本文件：",
    line: (file: string) => `npm run verify -- ${file} --policy policy.json`,
    policy: "policy.json 写明信哪本账、哪条链，请从认证机构、监管部门或您信得过的人那里拿。其中账本的公钥应该是：",
    contract: (chain: number, address: string) => `账本登记在链 ${chain} 的合约 ${address}，编号：`,
  },
  law: {
    h: "八、用来做什么",
    text: "供您按《中华人民共和国食品安全法》第一百四十八条提出要求，或者投诉、举报时，作为材料使用。该条怎样规定、是否适用、由谁承担，以法律原文和有权机关的认定为准；本文件不作法律判断，也不代替检验报告。",
    also: "请同时留好包装和购物小票。说不清的，可以打 12315。",
  },
  footer: (serial: string, page: number, pages: number) => `溯源证据包　码 ${serial}　第 ${page} 页，共 ${pages} 页`,
  attachment: "回执和凭证，JSON",
  comma: "，",
  list: (items: readonly string[]) => items.join("、"),
} as const;
