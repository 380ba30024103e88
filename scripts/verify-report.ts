import type { Driver } from "#core/anchor/driver.ts";
import type { Anchored } from "#core/evidence/anchored.ts";
import type { CheckName, Judgement, Status, Verdict } from "#core/evidence/verdict.ts";

const marks: Readonly<Record<Status, string>> = {
  passed: "■ 通过 passed ",
  failed: "◪ 不通过 FAILED",
  unknown: "◌ 未知 unknown",
  skipped: "□ 未查 skipped",
};

const names: Readonly<Record<CheckName, string>> = {
  "bundle-form": "凭证的格式",
  "log-identity": "是本品牌的账本",
  "log-signature": "账页的签名",
  "log-history": "接得上链上登记的账页",
  "log-witnessed": "见证人看过这一页账",
  "anchor-proof": "上链证明有验证节点签封",
  "head-anchored": "都已上链",
  "head-age": "链上的账页够新",
  anchors: "上链记录与链上一致",
  "entry-form": "记录的格式",
  "entry-inclusion": "每条都在账本里",
  "entry-signature": "每条都是本人签的",
  "entry-key": "钥匙当时有效",
  "entry-role": "身份许可",
  "series-complete": "中间没有缺页",
  "batch-provenance": "与封账时的根一致",
  "batch-sources": "来源与重量与链上一致",
  "label-proof": "码在这批标签里",
  "label-minted": "标签在链上发过",
  "label-state": "码的状态",
  "batch-recall": "没有召回",
  "certificate-document": "证书文字与链上一致",
  "certificate-state": "证书现在有效",
  "survey-hash": "测绘与链上一致",
  "nodes-agree": "链上节点的回答",
};

const drivers: Readonly<Record<Driver, string>> = {
  "rpc-agreement": "节点说法一致",
  "storage-proof": "存储证明",
  "receipt-proof": "回执证明",
};

/** How the log's head on the chain is known. */
const anchoredBy = ({ driver, by, of, block }: Anchored): string => {
  const who =
    driver === "rpc-agreement"
      ? `${of} 个节点里 ${by} 个这么说 ${by} of ${of} nodes say so`
      : `${of} 个验证节点里 ${by} 个签封 sealed by ${by} of ${of} validators`;
  return `上链 anchored: ${drivers[driver]} ${driver}，${who}，区块 block ${block.number}，${new Date(block.time * 1000).toISOString()}`;
};

const line = (title: string, { status, code, facts }: Verdict): string =>
  `${title} ${marks[status]}  ${code}${Object.keys(facts).length > 0 ? `  ${JSON.stringify(facts)}` : ""}`;

/** Of these a reader wants to know by how many, also when they passed. */
const counted: readonly CheckName[] = ["anchor-proof", "log-witnessed"];

/** A table for people: three verdicts, then every check with its name in Chinese and its stable code. */
export function report({ headline, record, code, pack, checks, certificates, anchored }: Judgement): string {
  return [
    `结论 verdict: ${headline}`,
    line("记录 record", record),
    line("此码 code  ", code),
    line("实物 pack  ", pack),
    anchored ? anchoredBy(anchored) : "上链 anchored: 不知道 not known",
    "",
    ...checks.map(
      ({ name, status, code: why, facts }) =>
        `${marks[status]}  ${names[name]}  [${name}]${why || counted.includes(name) ? `  ${why ?? ""} ${JSON.stringify(facts ?? {})}` : ""}`,
    ),
    ...certificates.map(
      ({ certificate, atPacking, now }) =>
        `证书 certificate ${certificate}: 装袋时 when packed ${atPacking.state}, 现在 now ${now.state}${now.reason ? `（${now.reason}）` : ""}`,
    ),
  ].join("\n");
}
