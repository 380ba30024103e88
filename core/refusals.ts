import { attachmentRefusals } from "./attachment/refusals.ts";
import { complaintRefusals } from "./complaint/refusals.ts";
import { evidenceRefusals } from "./evidence/refusals.ts";
import { exhibitRefusals } from "./exhibit/refusals.ts";
import { labelRefusals } from "./label/refusals.ts";
import { certificationRefusals } from "./ledger/certification-refusals.ts";
import { logRefusals } from "./log/refusals.ts";
import { recallRefusals } from "./recall/refusals.ts";
import { receiptRefusals } from "./receipt/refusals.ts";
import { type RefusalText, refusalText as r } from "./refusal-text.ts";
import { scanRefusals } from "./scan/refusals.ts";
import { tagRefusals } from "./tag/refusals.ts";
import { unitRefusals } from "./unit/refusals.ts";

/** The closed list. A code never changes its meaning; a sentence may be improved. */
export const refusals = {
  ...logRefusals,
  ...recallRefusals,
  ...labelRefusals,
  ...scanRefusals,
  ...tagRefusals,
  ...attachmentRefusals,
  ...certificationRefusals,
  ...complaintRefusals,
  ...receiptRefusals,
  ...evidenceRefusals,
  ...exhibitRefusals,
  ...unitRefusals,
  // form
  "canonical-number-unsafe": r(
    400,
    "数字超出能准确表示的范围。请改用较小的整数。",
    "A number cannot be represented exactly. Use a smaller whole number.",
  ),
  "canonical-value-unsupported": r(
    400,
    "有一项内容的类型不能签名。请只用文字、数字、是否和列表。",
    "A value of this kind cannot be signed. Use text, numbers, true or false, and lists.",
  ),
  "base64-invalid": r(
    400,
    "编码（base64）写法不对。请重新生成。",
    "The base64 text is not in its one valid spelling. Please generate it again.",
  ),
  "hex-invalid": r(
    400,
    "十六进制写法不对，只用小写 0-9 a-f。",
    "The hexadecimal text is not valid; use lower-case 0-9 a-f.",
  ),
  "body-not-json": r(400, "发来的不是 JSON。请检查格式。", "The body is not JSON. Check its form."),
  "body-too-large": r(
    413,
    "内容太大，一次最多 {limit} 字节。请分几次发。",
    "The body is too large; at most {limit} bytes at once. Send it in parts.",
  ),
  "media-type-unsupported": r(415, "只接受 {accepted}。", "Only {accepted} is accepted."),
  "field-invalid": r(
    400,
    "{path} 填得不对：{problem}。其他内容不变，改好再发一次。",
    "{path} is not valid: {problem}. Mend it and send it again.",
  ),
  "too-many": r(
    413,
    "一次最多 {limit} 条，这里有 {count} 条。请分几次发。",
    "At most {limit} at once, here are {count}. Send them in parts.",
  ),
  "rate-limited": r(429, "太快了。请等 {seconds} 秒再试。", "Too fast. Wait {seconds} seconds and try again."),
  "method-not-allowed": r(405, "这个地址只接受 {allowed}。", "This address takes {allowed} only."),
  "request-malformed": r(
    400,
    "请求的写法不对。请检查网址和请求头。",
    "The request is malformed. Check its address and headers.",
  ),
  "request-too-slow": r(
    408,
    "等了太久，请求没有发完。请再发一次。",
    "The request did not arrive in time. Send it again.",
  ),
  "headers-too-large": r(431, "请求头太大。请减少后再发。", "The request's headers are too large. Send fewer."),
  "not-found": r(404, "没有这个地址。请核对。", "There is nothing at this address. Please check it."),
  // labels
  "serial-malformed": r(
    400,
    "这个码不对。码是 13 位，没有字母 I、L、O、U。请再核对一遍。",
    "This code is not right. It has 13 characters and no I, L, O or U. Please check it again.",
  ),
  "label-url-malformed": r(
    400,
    "这个网址不是标签上的网址。请重新扫码。",
    "This is not a label's address. Please scan again.",
  ),
  "gtin-check-digit": r(
    400,
    "商品条码的校验位不对。请核对 14 位数字。",
    "The GTIN's check digit is wrong. Check the 14 digits.",
  ),
  "label-unknown": r(
    404,
    "没有发过这个码。请先看看有没有输错。",
    "No such code was issued. Please check for a typing error.",
  ),
  "label-root-differs": r(
    409,
    "这些码算出来的根与您签的不一样。请重新生成后再签。",
    "These codes do not give the root you signed. Generate them again and sign anew.",
  ),
  // entries
  "actor-unknown": r(
    403,
    "没有登记过 {actor}。请先请运营方登记。",
    "{actor} is not registered. Ask the operator to admit it first.",
  ),
  "not-your-key": r(403, "这条要 {actor} 本人的钥匙签。", "This must be signed with {actor}'s own key."),
  "signature-wrong": r(
    403,
    "签名不对，内容没有记下。请用本机的钥匙重新签。",
    "The signature is wrong and nothing was recorded. Sign again with the key on this device.",
  ),
  "signature-not-low-s": r(
    400,
    "签名写法不是唯一的一种（s 偏大）。请更新程序后重签。",
    "The signature is not in its one valid form (high s). Update the program and sign again.",
  ),
  "role-missing": r(
    403,
    "{actor} 没有“{role}”的身份，不能记这一类事。",
    "{actor} does not have the role {role} needed for this.",
  ),
  "series-conflict": r(
    409,
    "{series} 已经有第 {sequence} 条了。请取最新的一条，接着它再签一次。",
    "{series} already has entry {sequence}. Fetch the latest and sign again after it.",
  ),
  "series-missing": r(
    400,
    "这一条要接在 {series} 后面，却没有写明。",
    "This entry belongs to {series} but does not say so.",
  ),
  "series-closed": r(
    409,
    "批次 {batch} 已经封账，不能再记。请写一条更正。",
    "Batch {batch} is closed; nothing can be added. Write a correction instead.",
  ),
  "entry-duplicate": r(409, "这条已经记过了，在第 {index} 行。", "This entry is already recorded, at line {index}."),
  "time-in-future": r(
    400,
    "发生时间 {time} 还没到。请改正时间。",
    "The time {time} has not come yet. Please correct it.",
  ),
  "plot-unknown": r(
    409,
    "没有地块 {plot}。请先请运营方测绘登记。",
    "There is no plot {plot}. Ask the operator to survey it first.",
  ),
  "not-holder": r(403, "{thing} 不归 {actor}。请核对。", "{thing} is not held by {actor}. Please check."),
  "not-offered": r(
    409,
    "{thing} 没有交给 {actor}，或者给的没有这么多。请对方先签名交出，再来签收。",
    "{thing} is not offered to {actor}, or not so much of it. Have the other side sign it over first.",
  ),
  "batch-unknown": r(409, "没有批次 {batch}。请先开批次。", "There is no batch {batch}. Open it first."),
  "report-used": r(
    409,
    "这份报告已经用在 {batch}，一份只能用一批。",
    "This report already belongs to {batch}; one report, one batch.",
  ),
  "report-unknown": r(
    404,
    "没有检测报告 {report}。请核对报告号。",
    "There is no test report {report}. Check its number.",
  ),
  "report-withdrawn": r(
    409,
    "检测报告 {report} 已由检测机构在 {on} 撤回，不再算数。请用另一份。",
    "Test report {report} was withdrawn by its laboratory on {on} and counts no longer. Use another one.",
  ),
  "report-quantity": r(
    409,
    "批次 {batch} 现在只有 {left:mass}，报告不能管 {requested:mass}。请改少。",
    "Batch {batch} holds {left:mass}; a report cannot cover {requested:mass} of it. Make it less.",
  ),
  "credential-too-early": r(
    409,
    "证书 {certificate} 还没有在链上签发，没有凭证可给。请等认证机构签发。",
    "Certificate {certificate} is not issued on the chain yet, so there is no credential of it. Wait for the body to issue it.",
  ),
  "panel-misses": r(
    409,
    "批次 {batch} 用过{zh}，报告里没有检。用什么药检什么药：加上再签。",
    "{en} was applied to what batch {batch} is made of and is not in the report. What was used is tested: add it, then sign.",
  ),
  "interval-not-over": r(
    409,
    "{batch} 里有 {plot} {harvested} 采的，那里 {applied} 用过药，{opens} 起才能采。要先由运营方、认证机构或监管部门的人写明理由放行。",
    "{batch} holds leaf of {plot} picked on {harvested}; it was sprayed on {applied} and opened on {opens}. Someone at the operator, the certification body or the regulator must first release it with a reason.",
  ),
  "interval-unknown": r(
    409,
    "{batch} 里有 {plot} {harvested} 采的，那里 {applied} 用的药不知道间隔期。要先由运营方、认证机构或监管部门的人写明理由放行。",
    "{batch} holds leaf of {plot} picked on {harvested}, after a pesticide of {applied} whose interval is unknown. Someone at the operator, the certification body or the regulator must first release it with a reason.",
  ),
  "no-certificate": r(
    409,
    "没有合格证，不能收。请对方现在开，一分钟就好；开不出来，就向产地农业农村部门报告。",
    "No certificate, no purchase. Ask for one now; it takes a minute. If there is none, report it to the agriculture authority of its origin.",
  ),
  "commitment-used": r(
    409,
    "合格证编号 {certificate} 已经用过了。请换一个编号。",
    "Certificate number {certificate} is taken. Choose another.",
  ),
  "commitment-unknown": r(
    409,
    "没有编号是 {certificate} 的合格证。请核对编号，或收纸质的。",
    "There is no certificate {certificate}. Check the number, or take the one on paper.",
  ),
  "commitment-quantity": r(
    409,
    "这一批还没开合格证的只有 {left:mass}，您要开 {requested:mass}。请改少，或先更正已开的那张。",
    "Only {left:mass} of this batch are not promised yet, you asked for {requested:mass}. Ask for less, or correct the certificate that is there.",
  ),
  "commitment-not-in-force": r(
    409,
    "合格证 {certificate} 现在不能用（{state}）。请对方重开一张。",
    "Certificate {certificate} cannot be used now ({state}). Ask for a new one.",
  ),
  "commitment-mismatch": r(
    409,
    "合格证 {certificate} 与货不符：它管批次 {batch}，还剩 {left:mass}，这里要收 {requested:mass}。请对方重开，或报告不符。",
    "Certificate {certificate} does not fit the goods: it covers {left:mass} of batch {batch}, received are {requested:mass}. Ask for a new one, or report the mismatch.",
  ),
  "commitment-uncollected": r(
    409,
    "批次 {batch} 收货时没有留下合格证或其他证明，不能重开。请先补收。",
    "Nothing was collected with what went into batch {batch}, so nothing can be promised again. Collect the certificates first.",
  ),
  "commitment-basis": r(
    409,
    "承诺的依据还不够：{zh}。补上以后再开。",
    "The basis of this promise is not there yet: {en}. Mend that, then issue it.",
  ),
  "nothing-to-resolve": r(
    409,
    "{batch} 里 {plot} {harvested} 采的没有等着处理的标记。请刷新后再看。",
    "There is no open flag on what {plot} gave {batch} on {harvested}. Load the page again.",
  ),
  "own-harvest": r(
    403,
    "这是 {actor} 自己的地块或批次，不能自己放行。请另一家有权的机构来处理。",
    "This is {actor}'s own plot or batch and cannot be released by {actor}. Ask another body that may.",
  ),
  "limit-wrong": r(
    400,
    "{analyte} 的限量与我们的表不同。请按 {limit} 填。",
    "The limit for {analyte} differs from the table. Use {limit}.",
  ),
  // acts
  "act-unknown": r(400, "没有这样的操作：{act}。", "There is no such act: {act}."),
  "act-expired": r(400, "签名过了期限。请再签一次。", "The signature's deadline has passed. Sign again."),
  "act-nonce": r(
    409,
    "这个签名用过了，或顺序不对（应为 {expected}）。请再签一次。",
    "This signature was used, or is out of order (expected {expected}). Sign again.",
  ),
  "act-signature-wrong": r(
    403,
    "合约不认这个签名。请用登记过的钥匙再签一次。",
    "The contract does not accept this signature. Sign with the registered key.",
  ),
  "act-not-permitted": r(403, "您的身份不能做这件事。", "Your role does not permit this."),
  "act-refused": r(409, "合约拒绝了：{error}。", "The contract refused: {error}."),
  "capacity-exceeded": r(
    409,
    "这块地今年还能采 {left:mass}，您要 {requested:mass}。少采一些，或请运营方复测。",
    "This plot has {left:mass} left this year, you asked for {requested:mass}. Ask for less, or for a new survey.",
  ),
  "capacity-below-used": r(
    409,
    "这块地今年已经用了 {used:mass}，不能改成 {requested:mass}。",
    "This plot has already used {used:mass} this year; it cannot be set to {requested:mass}.",
  ),
  "certificate-volume": r(
    409,
    "证书只剩 {left:mass}，您要 {requested:mass}。请认证机构先核实增量。",
    "The certificate has {left:mass} left, you asked for {requested:mass}. Ask the body to review the volume first.",
  ),
  "certificate-not-in-force": r(
    409,
    "证书现在不是有效状态，不能用在这一批。",
    "The certificate is not in force; it cannot be used for this batch.",
  ),
  "certificate-out-of-scope": r(
    409,
    "证书不管这块地（或这种产品）。",
    "The certificate does not cover this plot (or product).",
  ),
  "certificate-of-another": r(
    409,
    "这张证书是 {holder} 的，不是您的，也不是这批货主的。请换一张证书。",
    "This certificate is {holder}'s, neither yours nor of those whose goods these are. Use another one.",
  ),
  "certificate-final": r(
    409,
    "证书已经撤销或注销，不能再改。",
    "The certificate was withdrawn or cancelled; that is final.",
  ),
  "yield-implausible": r(
    409,
    "{gramsIn:mass}原料出不了 {gramsOut:mass}（最多 {ceiling:mass}）。请再称一次。",
    "{gramsIn:mass} cannot give {gramsOut:mass} (at most {ceiling:mass}). Please weigh again.",
  ),
  "batch-mass-exceeded": r(
    409,
    "这一批还剩 {left:mass}，您要 {requested:mass}。合约没有接受。",
    "This batch has {left:mass} left, you asked for {requested:mass}. The contract did not allow it.",
  ),
  "batch-not-open": r(409, "这一批已经封账，不能再并入。", "This batch is closed; nothing can flow into it."),
  "batch-not-closed": r(409, "这一批还没封账，不能往下走。请先封账。", "This batch is not closed yet. Close it first."),
  "batch-recalled": r(
    409,
    "这一批（或它的来源）已召回，不能再用。",
    "This batch, or something it came from, is recalled and cannot be used.",
  ),
  "not-accredited": r(
    403,
    "贵机构对这项制度没有有效的认可，不能签发。",
    "Your body holds no accreditation in force for this scheme and cannot issue under it.",
  ),
  // chain and service
  "chain-unreachable": r(
    503,
    "现在问不到链，什么都没有改变。请过一会儿再试。",
    "The chain cannot be reached; nothing has changed. Try again shortly.",
  ),
  "act-unconfirmed": r(
    503,
    "链还没有确认这件事。请过一会儿把同一份再发一次：只会算一次。",
    "The chain has not confirmed this yet. Send the same again shortly: it counts once.",
  ),
  "relay-unfunded": r(
    503,
    "代发账户付不起这笔手续费，什么都没有改变。请运营方给账户充值，然后再发一次。",
    "The relay's account cannot pay for this; nothing has changed. Ask the operator to fund it, then send again.",
  ),
  "rpc-method-refused": r(403, "这里只能查询，不能做 {method}。", "This endpoint only reads; {method} is not allowed."),
  "storage-failed": r(
    503,
    "存储出了问题，服务已停下，已确认的记录都在。请稍后再试。",
    "Storage failed and the service has stopped. Everything acknowledged is safe. Try again later.",
  ),
  "disk-full": r(
    503,
    "服务器的磁盘快满了，先不收记录，查验照常。这条没有记下；请运营方腾出空间，之后会自动再发。",
    "The server's disk is nearly full, so nothing is recorded; checking goes on. This was not recorded. Have the operator free some space; it is sent again by itself.",
  ),
  "clock-behind": r(
    503,
    "服务器的钟比链慢了 {minutes} 分钟，先不收记录，免得记错时间。这条没有记下；请运营方校准服务器的钟，之后会自动再发。",
    "The server's clock is {minutes} minutes behind the chain, so nothing is recorded: its time would be wrong. Have the operator set the clock; it is sent again by itself.",
  ),
  overloaded: r(
    503,
    "人太多了，这条没有记下。请等 {seconds} 秒再发。",
    "Too busy; this was not recorded. Send it again in {seconds} seconds.",
  ),
  unexpected: r(
    500,
    "我们这边出错了，编号 {id}。您的记录没有受影响。",
    "Something broke on our side, no. {id}. Your records are safe.",
  ),
} as const satisfies Record<string, RefusalText>;

export type RefusalCode = keyof typeof refusals;
