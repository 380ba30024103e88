import type { CertificateState } from "#core/evidence/chain-view.ts";
import type { Facts } from "#core/refusal.ts";
import { chineseNumber } from "../format.ts";
import type { Kind, SealState, ShownCode } from "../scene.ts";
import { duration, n, on, reason } from "./parts.ts";
import type { Rich } from "./rich.ts";

type Verb = "drink" | "eat" | undefined;
const eat = (verb: Verb): string => (verb === "eat" ? "吃" : verb === "drink" ? "喝" : "食用");

const states: Readonly<Record<CertificateState | "unknown", string>> = {
  none: "没有",
  "in-force": "有效",
  suspended: "暂停",
  withdrawn: "撤销",
  cancelled: "注销",
  expired: "过期",
  unknown: "未知",
};

const shorts: Readonly<Record<ShownCode, string>> = {
  "record-intact": "没人改过",
  "record-complete-offline": "凭证完整",
  "bundle-malformed": "凭证格式不对",
  "signature-wrong": "签名不对",
  "not-in-log": "与账本对不上",
  "entry-missing": "中间缺页",
  "history-rewritten": "账本被改过",
  "other-log": "不是这本账",
  "witness-signature-wrong": "见证签名不对",
  "witnesses-missing": "见证不够",
  "key-not-valid-then": "钥匙当时无效",
  "role-not-held": "无权记这一条",
  "provenance-differs": "与链上对不上",
  "document-differs": "文件对不上",
  "not-yet-anchored": "还没上链",
  "old-head": "账页太旧",
  "anchor-proof-wrong": "与链上对不上",
  "chain-stopped": "链停了",
  "code-active": "已启用，在售",
  recalled: "本批已召回",
  "not-activated": "没有启用",
  void: "已作废",
  "never-issued": "没有发过",
  "chain-unreachable": "问不到链",
  "nodes-disagree": "节点说法不一",
  offline: "没有联网",
  "pack-not-seen": "网页看不见",
  "pack-look-closely": "请您细看",
  "pack-recalled": "不用再看",
  "not-judged": "不再判断",
  waiting: "正在核验",
  "no-evidence": "没拿到凭证",
  "page-failed": "这一页出错了",
  "copied-likely": "可能被复印",
  "no-record": "没有记录可查",
  "other-label": "不是这个码",
};

const unusable: Readonly<Record<string, string>> = { "not-activated": "没有启用", void: "已作废" };

/** Chinese first: `en` has the same shape, so a missing line is a type error. */
export const zh = {
  language: "zh" as "zh" | "en",
  htmlLanguage: "zh-CN",
  speech: "zh-CN",
  other: "EN",
  otherLanguage: "en",
  comma: "，",
  stop: "。",
  listed: (items: readonly string[]) => items.join("、"),
  count: (value: number) => chineseNumber(value),
  duration,
  states,
  shorts,
  kinds: { record: "记录", code: "此码", pack: "实物" } as Readonly<Record<Kind, string>>,
  seal: { passed: "通过", failed: "不通过", unknown: "未知", skipped: "未查", waiting: "待核" } as Readonly<
    Record<SealState, string>
  >,
  why: "为什么",
  sealName: (kind: string, state: string, short: string) => `${kind}：${state}，${short}。为什么`,
  readAloud: "读给我听",
  close: "关上",
  sample: "示例数据",
  sampleLine: "企业、检测、证书、数量都是虚构的",
  dates: (harvested: string, packed: string, packer: string): readonly string[] => [
    `${harvested} 采`,
    `${packed} ${packer}装`,
  ],
  labelLine: (batch: string, serial: string) => `批次 ${batch}　码 ${serial}`,
  waiting: { h: "尚未在您的手机上核验", s: "下面是服务器的说法。您的手机会自己再算一遍，通常不到 1 秒。" },
  allPassed: { h: "查过的都没有问题", s: "记录没人改过，此码在用。实物请您亲眼看。" },
  concerns: {
    h: (count: number) => `有${count === 2 ? "两" : chineseNumber(count)}处要您留意`,
    over: (name: string, value: string, limit: string) => `${name}超限：${value}，最多 ${limit}。`,
    under: (name: string, value: string, limit: string) => `${name}不够：${value}，至少 ${limit}。`,
    interval: (plot: string, a: number, b: number) => `${plot}用药后只隔了 ${b} 天就采收，不够 ${a} 天。`,
    intervalUnknown: (plot: string) => `${plot}用药的间隔期没查到，不算通过。`,
    withdrawn: (report: string) => `报告 ${report} 已撤回。`,
    untested: (names: string) => `用过${names}，报告里没检。`,
    rest: "记录没人改过，此码在用。",
  },
  recalled: {
    h: (verb: Verb) => `已召回，不要${eat(verb)}`,
    s: (f: Facts, own: boolean) =>
      `${on(f)} 召回${own ? "本批" : `本批用到的 ${f.batch} 批，连同本批`}${f.n ? ` ${n(f.n)} 袋` : ""}：${reason(f)}。`,
    certificate: (state: string, since: string) => `证书 ${since} 起${state}。`,
  },
  noConclusion: {
    h: "现在下不了结论",
    because: (code: ShownCode, f: Facts): string =>
      (
        ({
          offline: "您的手机没有联网",
          "chain-unreachable": `${n(f.n)} 个节点都问不到`,
          "nodes-disagree": `${n(f.n)} 个节点说法不一`,
          "old-head": "链上的账页太旧",
          "chain-stopped": `链停在 ${duration(Number(f.ageSeconds))}前`,
          "not-yet-anchored": `最新 ${n(f.n)} 条还没上链`,
          "no-evidence": "没拿到这个码的凭证",
        }) as Partial<Record<ShownCode, string>>
      )[code] ?? shorts[code],
    saved: (because: string, age: string): Rich => [
      `${because}。下面是 `,
      [`${age}前`],
      "存下的凭证，签名和账本位置都对；之后有没有召回、撤销，查不到。",
    ],
    rest: (because: string): Rich => [`${because}。其余查过的没有问题。`],
    nothing: (because: string): Rich => [`${because}，什么都没有核验。请过一会儿再查。`],
  },
  recordFailed: { h: "记录对不上", s: "有人改过这份记录，或把别处的记录搬了过来。请不要相信它的内容。" },
  certificate: {
    h: (state: string) => `认证现在${state}了`,
    after: (since: string, state: string, why: string) =>
      `装袋时有效，${since} 起${state}${why ? `：${why}` : ""}。产品本身没有被召回。`,
    expired: (until: string) => `${until} 到期。装袋在到期之前，这一批仍算在内。产品本身没有被召回。`,
    before: (state: string) => `装袋时证书已经${state}。这一批不该用这张证书。产品本身没有被召回。`,
  },
  unusable: {
    h: (code: ShownCode) => `此码${unusable[code] ?? "没有发过"}`,
    why: {
      "not-activated": () => "标签印了，但装袋的厂没有启用它。",
      void: (f) => `${on(f)}作废，原因：${reason(f)}。`,
      "never-issued": () => "账本里没有这个码。先看看有没有输错。",
    } as Partial<Readonly<Record<ShownCode, (facts: Facts) => string>>>,
    s: (why: string, verb: Verb) => `${why}这样的码不该出现在袋子上。先不要${eat(verb)}，拍照反映。`,
  },
  advice: {
    look: "实物请您看三处",
    now: "您现在可以",
    wrong: "哪里对不上",
    threeThings: (batch: string, serial: string): readonly Rich[] => [
      ["封口完好，没有重新粘过"],
      ["袋上印的批次是 ", [batch]],
      ["袋上印的码是 ", [serial]],
    ],
    recalled: (verb: Verb, packer: string): readonly Rich[] => [
      [verb === "drink" ? "停止饮用，" : "停止食用，", ["留下袋子和码"]],
      [packer ? `退到购买处，或联系${packer}退货` : "退到购买处"],
      ["保存凭证，退款、索赔都用得上"],
    ],
    unusable: (verb: Verb, never: boolean): readonly Rich[] => [
      ...(never ? [["对一遍袋上印的码，有没有输错"] as const] : []),
      [`先不要${eat(verb)}，留下袋子`],
      ["拍下正反两面，反映给厂方和监管部门"],
      ...(never ? [] : [["保存凭证，反映时用得上"] as const]),
    ],
  },
  again: "联网后再查一次",
  loading: "正在取详细内容。",
  factsMissing: "详细内容没取到。上面的结论不受影响，联网后再打开一次。",
};
export type Words = typeof zh;
