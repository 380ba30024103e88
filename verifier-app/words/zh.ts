import type { CertificateState } from "#core/evidence/chain-view.ts";
import type { CheckName } from "#core/evidence/verdict.ts";
import type { Facts } from "#core/refusal.ts";
import type { Kind as EntryKind } from "#core/statement/kind.ts";
import { chineseNumber, date, dateTime, grouped, number } from "../format.ts";
import type { Kind, SealState, ShownCode } from "../scene.ts";
import type { Rich } from "./rich.ts";

type Verb = "drink" | "eat" | undefined;
/** Under the seal, then what opens when asked why. */
type Reason = { readonly short: string; readonly why: (facts: Facts) => string };
const eat = (verb: Verb): string => (verb === "eat" ? "吃" : verb === "drink" ? "喝" : "食用");
const r = (short: string, why: string | ((facts: Facts) => string)): Reason => ({ short, why: typeof why === "string" ? () => why : why });
const reason = ({ reason }: Facts): string => (reason ? `${reason}` : "没有写明");
const on = ({ at }: Facts): string => (at ? date(Number(at)) : "");
const n = (value: string | number | undefined): string => number(Number(value ?? 0));

function duration(seconds: number): string {
  const minutes = Math.max(1, Math.floor(seconds / 60));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  return hours > 0 ? `${hours} 小时` : `${minutes} 分钟`;
}

const events: Readonly<Record<EntryKind, string>> = {
  admission: "登记", product: "产品", survey: "测绘", report: "检测报告", certificate: "证书", claim: "说法", correction: "更正",
  planting: "种植", application: "用药", harvest: "采收", receipt: "收货", processing: "加工", packing: "装袋",
};
const event = ({ event }: Facts): string => events[event as EntryKind] ?? "记录";

const states: Readonly<Record<CertificateState | "unknown", string>> = {
  none: "没有", "in-force": "有效", suspended: "暂停", withdrawn: "撤销", cancelled: "注销", expired: "过期", unknown: "未知",
};

const reasons: Readonly<Record<ShownCode, Reason>> = {
  "record-intact": r("没人改过", "每条都有本人签名，都在公开账本里，中间没有缺页。"),
  "record-complete-offline": r("凭证完整", "签名和账本位置都对；链上的最新情况没问到。"),
  "bundle-malformed": r("凭证格式不对", (f) => `这份凭证读不懂${f.path ? `（${f.path}）` : ""}。请重新取一份。`),
  "signature-wrong": r("签名不对", (f) => `第 ${n(f.n)} 条“${event(f)}”，不是${f.who}的钥匙签的。`),
  "not-in-log": r("与账本对不上", (f) => `账本第 ${n(f.n)} 行存的是另一份内容。`),
  "entry-missing": r("中间缺页", (f) => `本批第 ${n(f.a)} 条之后应是第 ${n(f.b)} 条，却没有。`),
  "history-rewritten": r("账本被改过", "这一页接不上链上登记过的旧账页。"),
  "other-log": r("不是这本账", (f) => `这份凭证出自 ${f.log}，本品牌的账本是 ${f.own}。`),
  "key-not-valid-then": r("钥匙当时无效", (f) => `第 ${n(f.n)} 条“${event(f)}”记下时，${f.who}的钥匙不在有效期里。`),
  "role-not-held": r("无权记这一条", (f) => `第 ${n(f.n)} 条“${event(f)}”，${f.who}没有记这类事的身份。`),
  "provenance-differs": r("与链上对不上", (f) => `批次 ${f.batch} 的记录，和封账时登记在链上的不一样。`),
  "document-differs": r("文件对不上", (f) => `第 ${n(f.n)} 条的证书或测绘，不是链上登记的那一份。`),
  "not-yet-anchored": r("还没上链", (f) => `最新 ${n(f.n)} 条已入账，预计 ${n(f.minutes)} 分钟内上链。`),
  "old-head": r("账页太旧", (f) => `看到的是 ${duration(Number(f.ageSeconds))}前的账页，最长允许 ${duration(Number(f.limitSeconds))}。可能有更新的消息没给您看。`),
  "code-active": r("已启用，在售", "装袋时启用，没有召回，没有作废。"),
  recalled: r("本批已召回", (f) => `${on(f)}召回，原因：${reason(f)}。`),
  "not-activated": r("没有启用", "标签印了，但装袋的厂没有启用它。"),
  void: r("已作废", (f) => `${on(f)}作废，原因：${reason(f)}。`),
  "never-issued": r("没有发过", "账本里没有这个码。先看看有没有输错。"),
  "chain-unreachable": r("问不到链", (f) => `${n(f.n)} 个节点都没答。不是坏消息，也不是好消息。`),
  "nodes-disagree": r("节点说法不一", (f) => `${n(f.n)} 个节点答案不同，先不下结论。`),
  offline: r("没有联网", (f) => (f.savedAt ? `凭证是 ${dateTime(Number(f.savedAt))} 存下的。超过 ${duration(Number(f.limitSeconds))}，就不算“现在”。` : "没有联网，问不到链。")),
  "pack-not-seen": r("网页看不见", "请看三处：封口、批次、码。"),
  "pack-look-closely": r("请您细看", "码可能被复印，封口和购买处更要紧。"),
  "pack-recalled": r("不用再看", "已经召回，实物看着再好也不要用。"),
  "not-judged": r("不再判断", "记录对不上，这一项说什么都不算。"),
  waiting: r("正在核验", "您的手机正在自己算一遍，通常不到 1 秒。"),
  "no-evidence": r("没拿到凭证", "没有凭证，什么都没有核验。不是坏消息，也不是好消息。"),
  "page-failed": r("这一页出错了", "这一页自己出了错，什么都没有核验。请重新打开一次。"),
  "no-record": r("没有记录可查", "服务器没有这个码的凭证，所以没有记录可以核验。"),
  "other-label": r("不是这个码", (f) => `服务器给的是另一个码（${grouped(String(f.serial))}）的凭证。`),
};

const unusable: Readonly<Record<string, string>> = { "not-activated": "没有启用", void: "已作废" };

/** Chinese first: `en` has the same shape, so a missing line is a type error. */
export const zh = {
  language: "zh" as "zh" | "en", htmlLanguage: "zh-CN", speech: "zh-CN", other: "EN", otherLanguage: "en",
  comma: "，", listed: (items: readonly string[]) => items.join("、"), count: (value: number) => chineseNumber(value),
  duration, states, reasons, event,
  kinds: { record: "记录", code: "此码", pack: "实物" } as Readonly<Record<Kind, string>>,
  seal: { passed: "通过", failed: "不通过", unknown: "未知", skipped: "未查", waiting: "待核" } as Readonly<Record<SealState, string>>,
  why: "为什么",
  sealName: (kind: string, state: string, short: string) => `${kind}：${state}，${short}。为什么`,
  readAloud: "读给我听", close: "关上",
  sample: "示例数据", sampleLine: "企业、检测、证书、数量都是虚构的",
  dates: (harvested: string, packed: string, packer: string): readonly string[] => [`${harvested} 采`, `${packed} ${packer}装`],
  labelLine: (batch: string, serial: string) => `批次 ${batch}　码 ${serial}`,
  waiting: { h: "尚未在您的手机上核验", s: "下面是服务器的说法。您的手机会自己再算一遍，通常不到 1 秒。" },
  allPassed: { h: "查过的都没有问题", s: "记录没人改过，此码在用。实物请您亲眼看。" },
  concerns: {
    h: (count: number) => `有${count === 2 ? "两" : chineseNumber(count)}处要您留意`,
    over: (name: string, value: string, limit: string) => `${name}超限：${value}，最多 ${limit}。`, under: (name: string, value: string, limit: string) => `${name}不够：${value}，至少 ${limit}。`,
    interval: (plot: string, a: number, b: number) => `${plot}用药后只隔了 ${b} 天就采收，不够 ${a} 天。`, intervalUnknown: (plot: string) => `${plot}用药的间隔期没查到，不算通过。`,
    untested: (names: string) => `用过${names}，报告里没检。`, rest: "记录没人改过，此码在用。",
  },
  recalled: {
    h: (verb: Verb) => `已召回，不要${eat(verb)}`,
    s: (f: Facts, own: boolean) => `${on(f)} 召回${own ? "本批" : `本批用到的 ${f.batch} 批，连同本批`}${f.n ? ` ${n(f.n)} 袋` : ""}：${reason(f)}。`,
    certificate: (state: string, since: string) => `证书 ${since} 起${state}。`,
  },
  noConclusion: {
    h: "现在下不了结论",
    because: (code: ShownCode, f: Facts): string => ({
      offline: "您的手机没有联网", "chain-unreachable": `${n(f.n)} 个节点都问不到`, "nodes-disagree": `${n(f.n)} 个节点说法不一`,
      "old-head": "链上的账页太旧", "not-yet-anchored": `最新 ${n(f.n)} 条还没上链`, "no-evidence": "没拿到这个码的凭证", "page-failed": "这一页自己出了错",
    } as Partial<Record<ShownCode, string>>)[code] ?? "有一项没问到",
    saved: (because: string, age: string): Rich => [`${because}。下面是 `, [`${age}前`], "存下的凭证，签名和账本位置都对；之后有没有召回、撤销，查不到。"],
    rest: (because: string): Rich => [`${because}。其余查过的没有问题。`],
    nothing: (because: string): Rich => [`${because}，什么都没有核验。请过一会儿再查。`],
  },
  recordFailed: { h: "记录对不上", s: "有人改过这份记录，或把别处的记录搬了过来。请不要相信它的内容。" },
  certificate: {
    h: (state: string) => `认证现在${state}了`,
    after: (since: string, state: string, why: string) => `装袋时有效，${since} 起${state}${why ? `：${why}` : ""}。产品本身没有被召回。`,
    expired: (until: string) => `${until} 到期。装袋在到期之前，这一批仍算在内。产品本身没有被召回。`,
    before: (state: string) => `装袋时证书已经${state}。这一批不该用这张证书。产品本身没有被召回。`,
  },
  unusable: {
    h: (code: ShownCode) => `此码${unusable[code] ?? "没有发过"}`,
    s: (why: string, verb: Verb) => `${why}这样的码不该出现在袋子上。先不要${eat(verb)}，拍照反映。`,
  },
  advice: {
    look: "实物请您看三处", now: "您现在可以", wrong: "哪里对不上",
    threeThings: (batch: string, serial: string): readonly Rich[] => [["封口完好，没有重新粘过"], ["袋上印的批次是 ", [batch]], ["袋上印的码是 ", [serial]]],
    recalled: (verb: Verb, packer: string): readonly Rich[] => [
      [verb === "drink" ? "停止饮用，" : "停止食用，", ["留下袋子和码"]], [packer ? `退到购买处，或联系${packer}退货` : "退到购买处"], ["保存凭证，退款、索赔都用得上"],
    ],
    unusable: (verb: Verb, never: boolean): readonly Rich[] => [
      ...(never ? [["对一遍袋上印的码，有没有输错"] as const] : []), [`先不要${eat(verb)}，留下袋子`], ["拍下正反两面，反映给厂方和监管部门"], ...(never ? [] : [["保存凭证，反映时用得上"] as const]),
    ],
  },
  again: "联网后再查一次",
  save: "保存凭证", report: "反映问题", authority: "报给监管部门", recallLine: "召回专线",
  sheet: {
    made: (count: number, milliseconds?: number) => `${count} 项检查，在您的手机上算的${milliseconds === undefined ? "" : `，用了 ${number(milliseconds)} 毫秒`}`,
    none: "没有做检查",
    signedBy: "谁签的", checkedAt: (time: string) => `核验时间：${time}，北京时间`,
    cannot: "这枚印管不到什么", technical: "技术细节",
  },
  cannotSee: {
    record: "生产者当初写错或说谎，签名照样有效。所以还要看检测、看产量、看间隔期。",
    code: "码可以复印。复印件打开的也是这一页，所以还要看封口和购买的地方。",
    pack: "网页看不见您手上的袋子，也不知道里面装的是什么。",
  } as Readonly<Record<Kind, string>>,
  checks: {
    "bundle-form": "凭证格式正确", "log-identity": "出自本品牌的账本", "log-signature": "账页有账本的签名", "log-history": "新账页接着旧账页",
    "head-anchored": "用到的记录都已上链", "head-age": "链上的账页够新", anchors: "账页与链上登记的一致", "entry-form": "每条记录格式正确",
    "entry-inclusion": "每条都在公开账本里", "entry-signature": "每条都有本人签名", "entry-key": "签名的钥匙当时有效", "entry-role": "签名的人有这个身份",
    "series-complete": "中间没有缺页", "batch-provenance": "批次记录与封账时一致", "batch-sources": "来源和地块与链上一致", "label-proof": "这个码在发码名单里",
    "label-minted": "名单登记在链上，属于这一批", "label-state": "已启用，没有作废", "batch-recall": "本批和来源都没有召回", "certificate-document": "证书就是链上登记的那份",
    "certificate-state": "证书现在有效", "survey-hash": "测绘就是链上登记的那份", "nodes-agree": "链的节点说法一致",
  } as Readonly<Record<CheckName, string>>,
  loading: "正在取详细内容。", factsMissing: "详细内容没取到。上面的结论不受影响，联网后再打开一次。",
  hidden: { h: "产地、检测、证书", s: "都写在这份对不上的记录里，所以不显示。" },
  contact: {
    h: "有问题找谁", first: (packer: string) => `先找${packer}；也可以向监管部门投诉、举报。`, none: "可以向监管部门投诉、举报。",
    recall: (line: string) => `召回专线 ${line}`, call: "拨打 12315",
  },
  foot: { compare: "这一页不能证明自己没被换过，可以到别处对一对：", offline: "离线核验", log: "公开账本", policy: "信任设置", none: "无广告 ・ 不登录 ・ 不收集位置" },
  open: { h: "打开一份凭证", s: "选一个保存下来的凭证文件，您的手机会自己核验。文件不会传出去。", button: "选文件", drop: "也可以把文件拖到这里。", unread: "这个文件读不出来。请选保存凭证时得到的那个文件。" },
};
export type Words = typeof zh;
