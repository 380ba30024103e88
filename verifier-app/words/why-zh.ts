import type { CheckName } from "#core/evidence/verdict.ts";
import { groupSerial } from "#core/label/grouped.ts";
import type { Facts } from "#core/refusal.ts";
import type { Kind as AnyKind } from "#core/statement/kind.ts";
import { dateTime } from "../format.ts";
import type { Kind, ShownCode } from "../scene.ts";
import { duration, n, on, reason } from "./parts.ts";

type EntryKind = Exclude<AnyKind, "case">;
const events: Readonly<Record<EntryKind, string>> = {
  admission: "登记",
  product: "产品",
  survey: "测绘",
  report: "检测报告",
  withdrawal: "报告撤回",
  certificate: "证书",
  claim: "说法",
  scene: "实景",
  release: "核验程序发布",
  correction: "更正",
  resolution: "间隔期处理",
  commitment: "合格证",
  planting: "种植",
  application: "用药",
  harvest: "采收",
  receipt: "收货",
  processing: "加工",
  packing: "装袋",
};
/** Who vouches for the anchored page. */
const vouched = ({ driver, by, of }: Facts): string =>
  driver === "rpc-agreement"
    ? `${n(of)} 个链上节点里 ${n(by)} 个这么说`
    : `${n(of)} 个验证节点里 ${n(by)} 个签封，凭${driver === "receipt-proof" ? "回执" : "存储"}证明`;
const event = ({ event }: Facts): string => events[event as EntryKind] ?? "记录";

const whys: Partial<Readonly<Record<ShownCode, (facts: Facts) => string>>> = {
  "record-intact": (f) =>
    `每条都有本人签名，都在公开账本里，中间没有缺页。${f.driver ? `账页已上链：${vouched(f)}。` : ""}`,
  "record-complete-offline": (f) =>
    `签名和账本位置都对；${f.driver ? `账页已上链：${vouched(f)}；` : ""}链上的最新情况没问到。`,
  "bundle-malformed": (f) => `这份凭证读不懂${f.path ? `（${f.path}）` : ""}。请重新取一份。`,
  "signature-wrong": (f) => `第 ${n(f.n)} 条“${event(f)}”，不是${f.who}的钥匙签的。`,
  "not-in-log": (f) => `账本第 ${n(f.n)} 行存的是另一份内容。`,
  "entry-missing": (f) => `本批第 ${n(f.a)} 条之后应是第 ${n(f.b)} 条，却没有。`,
  "history-rewritten": () => "这一页接不上链上登记过的旧账页。",
  "witness-signature-wrong": (f) => `${f.who}的见证签名不是签这一页的。`,
  "witnesses-missing": (f) => `${n(f.n)} 家见证签了，要 ${n(f.k)} 家。`,
  "other-log": (f) => `这份凭证出自 ${f.log}，本品牌的账本是 ${f.own}。`,
  "key-not-valid-then": (f) => `第 ${n(f.n)} 条“${event(f)}”记下时，${f.who}的钥匙不在有效期里。`,
  "role-not-held": (f) => `第 ${n(f.n)} 条“${event(f)}”，${f.who}没有记这类事的身份。`,
  "provenance-differs": (f) => `批次 ${f.batch} 的记录，和封账时登记在链上的不一样。`,
  "document-differs": (f) => `第 ${n(f.n)} 条的证书或测绘，不是链上登记的那一份。`,
  "not-yet-anchored": (f) =>
    `最新 ${n(f.n)} 条已入账，最早的在 ${dateTime(Number(f.since))} 入账，还没上链；应在 ${n(f.minutes)} 分钟内上链。`,
  "old-head": (f) =>
    `看到的是 ${duration(Number(f.ageSeconds))}前的账页，最长允许 ${duration(Number(f.limitSeconds))}。可能有更新的消息没给您看。`,
  "anchor-proof-wrong": (f) =>
    f.why === "another-head" ? "上链证明证的是另一页账。" : `上链证明通不过核验（${f.why}），可能被改过。`,
  "chain-stopped": (f) =>
    `链最后一块是 ${duration(Number(f.ageSeconds))}前的，最长允许 ${duration(Number(f.limitSeconds))}。之后有没有召回、作废、撤销，不知道。`,
  "code-active": () => "装袋时启用，没有召回，没有作废。",
  recalled: (f) => `${on(f)}召回，原因：${reason(f)}。`,
  "chain-unreachable": (f) => `${n(f.n)} 个节点都没答。不是坏消息，也不是好消息。`,
  "nodes-disagree": (f) => `${n(f.n)} 个节点答案不同，先不下结论。`,
  offline: (f) =>
    f.savedAt
      ? `凭证是 ${dateTime(Number(f.savedAt))} 存下的。超过 ${duration(Number(f.limitSeconds))}，就不算“现在”。`
      : "没有联网，问不到链。",
  "pack-not-seen": () => "请看三处：封口、批次、码。",
  "pack-look-closely": () => "码或封签有疑点，封口和购买处更要紧。",
  "pack-recalled": () => "已经召回，实物看着再好也不要用。",
  "not-judged": () => "记录对不上，这一项说什么都不算。",
  waiting: () => "您的手机正在自己算一遍，通常不到 1 秒。",
  "no-evidence": () => "没有凭证，什么都没有核验。不是坏消息，也不是好消息。",
  "page-failed": () => "这一页自己出了错，什么都没有核验。请重新打开一次。",
  "copied-likely": () => "很多地方或很多网络扫过这个码。复印件打开的也是这一页。",
  "no-record": () => "服务器没有这个码的凭证，所以没有记录可以核验。",
  "other-label": (f) => `服务器给的是另一个码（${groupSerial(String(f.serial))}）的凭证。`,
};

/** What opens behind a seal; loaded after the verdict. */
export const whyZh = {
  whys,
  sheet: {
    made: (count: number) => `${count} 项检查，在您的手机上算的`,
    none: "没有做检查",
    signedBy: "谁签的",
    checkedAt: (time: string) => `核验时间：${time}，北京时间`,
    cannot: "这枚印管不到什么",
    technical: "技术细节",
  },
  cannotSee: {
    record: "生产者当初写错或说谎，签名照样有效。所以还要看检测、看产量、看间隔期。",
    code: "码可以复印。复印件打开的也是这一页，所以还要看封口和购买的地方。",
    pack: "网页看不见您手上的袋子，也不知道里面装的是什么。",
  } as Readonly<Record<Kind, string>>,
  checks: {
    "bundle-form": "凭证格式正确",
    "log-identity": "出自本品牌的账本",
    "log-signature": "账页有账本的签名",
    "log-history": "新账页接着旧账页",
    "log-witnessed": "见证人看过这一页",
    "anchor-proof": "上链证明有验证节点签封",
    "head-anchored": "用到的记录都已上链",
    "head-age": "链上的账页够新",
    anchors: "账页与链上登记的一致",
    "entry-form": "每条记录格式正确",
    "entry-inclusion": "每条都在公开账本里",
    "entry-signature": "每条都有本人签名",
    "entry-key": "签名的钥匙当时有效",
    "entry-role": "签名的人有这个身份",
    "series-complete": "中间没有缺页",
    "batch-provenance": "批次记录与封账时一致",
    "batch-sources": "来源和地块与链上一致",
    "label-proof": "这个码在发码名单里",
    "label-minted": "名单登记在链上，属于这一批",
    "label-state": "已启用，没有作废",
    "batch-recall": "本批和来源都没有召回",
    "certificate-document": "证书就是链上登记的那份",
    "certificate-state": "证书现在有效",
    "survey-hash": "测绘就是链上登记的那份",
    "nodes-agree": "链的节点说法一致",
  } as Readonly<Record<CheckName, string>>,
};
export type WhyWords = typeof whyZh;
