import type { Receipt } from "#core/receipt/receipt.ts";
import { Refusal, sentence } from "#core/refusal.ts";

const time = (seconds: number): string => new Date(seconds * 1000).toISOString();
const said = ({ status, code, at, reason }: Receipt["code"]): string =>
  [status, code, at && time(at), reason && `（${reason}）`].filter(Boolean).join(" ");

const saidBy = ({ code, facts }: Refusal): string => `${sentence(code, facts, "zh")} ${sentence(code, facts, "en")}`;

/** What the service signed, and how far its word goes; or why the receipt is not to be relied on. */
export function receiptReport(receipt: Receipt | Refusal): string {
  if (receipt instanceof Refusal) {
    return `回执 receipt ◪ 不通过 FAILED  ${receipt.code}\n  ${saidBy(receipt)}`;
  }
  const { label, askedAt, evidence, head, anchor, block, record, code, certificates } = receipt;
  return [
    "回执 receipt ■ 通过 passed：签名是账本的，签的是这份凭证 signed by the log's key, for this evidence",
    `  问的 asked: /p/${label.product}/b/${label.batch}/s/${label.serial}  ${time(askedAt)}`,
    `  凭证 evidence: SHA-256 ${evidence}`,
    `  账页 head: ${head.size} ${head.root}`,
    anchor ? `  上链 anchored: ${anchor.index} ${anchor.size} ${time(anchor.time)}` : "  上链 anchored: 无 none",
    block ? `  区块 block: ${block.number} ${block.hash}` : "  区块 block: 没问到 not asked",
    `  当时 then: 记录 record ${said(record)}；此码 code ${said(code)}`,
    ...certificates.map(
      ({ certificate, packed, now, reason }) =>
        `  证书 certificate ${certificate}: 装袋时 when packed ${packed}, 当时 then ${now}${reason ? `（${reason}）` : ""}`,
    ),
    "  时间和当时的状态是服务的话，由签名担保；谁问的、袋里是什么，回执不说。",
    "  Time and states are the service's word, held by its signature; who asked and what is in the pack it does not say.",
  ].join("\n");
}

/** Whether the log's key signed the whole PDF. */
export const exhibitReport = (exhibit: "signed" | Refusal): string =>
  exhibit === "signed"
    ? "证据包 exhibit ■ 通过 passed：整份 PDF 由账本的钥匙签名 the whole PDF is signed by the log's key"
    : `证据包 exhibit ◪ 不通过 FAILED  ${exhibit.code}\n  ${saidBy(exhibit)}`;
