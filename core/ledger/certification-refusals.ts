import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What accreditations, certificates, sales and recognitions may refuse. Part of the closed list in core/refusals.ts. */
export const certificationRefusals = {
  "product-not-accredited": r(
    403,
    "贵机构对制度 {scheme} 的认可范围里没有 {product}。请认可机构先扩大范围。",
    "Your accreditation for {scheme} does not reach {product}. Ask the accreditor to widen its scope first.",
  ),
  "certificate-unknown": r(
    404,
    "没有证书 {certificate}。请核对证书号。",
    "There is no certificate {certificate}. Check the number.",
  ),
  "certificate-not-renewable": r(
    409,
    "证书 {certificate} 正在暂停，不能续证。请先恢复。",
    "Certificate {certificate} is suspended and cannot be renewed. Reinstate it first.",
  ),
  "renewal-not-longer": r(
    409,
    "续证的止日要晚于证书 {certificate} 现在的止日。",
    "A renewal of {certificate} must end later than it does now.",
  ),
  "scope-not-reduced": r(
    409,
    "证书 {certificate} 的范围没有缩小。请去掉地块、产品，或调低量。",
    "The scope of {certificate} would not shrink. Take out a plot or a product, or lower a volume.",
  ),
  "scope-empty": r(
    409,
    "证书 {certificate} 至少要留一种产品和一块地。全部不要，请注销。",
    "Certificate {certificate} must keep one product and one plot. To end it, cancel it.",
  ),
  "volume-below-used": r(
    409,
    "证书 {certificate} 已用 {used:mass}，不能调到 {requested:mass}。",
    "{used:mass} of {certificate} are used; it cannot be lowered to {requested:mass}.",
  ),
  "sale-exists": r(
    409,
    "已经有销售证 {sale}。请换一个编号。",
    "There is a sales certificate {sale} already. Use another number.",
  ),
  "sale-not-possible": r(
    409,
    "批次 {batch} 不能开销售证：要先封账，没有被召回，并且在证书有效期内完成。",
    "No sales certificate for batch {batch}: it must be closed, not recalled, and made while the certificate was valid.",
  ),
  "sale-unknown": r(404, "没有销售证 {sale}。请核对编号。", "There is no sales certificate {sale}. Check the number."),
  "sale-returned": r(
    409,
    "销售证 {sale} 已经退过 {returned:mass}，一张只能退一次。再有货退回，请按实物另开销售证。",
    "{returned:mass} of sales certificate {sale} came back already; it is returned once. Write a new one over what is there.",
  ),
  "return-exceeds-sale": r(
    409,
    "销售证 {sale} 只卖了 {sold:mass}，不能退 {requested:mass}。",
    "Sales certificate {sale} is of {sold:mass}; {requested:mass} cannot come back.",
  ),
  "trade-outside-window": r(
    409,
    "销售证要在交易之前开，交易日期要在证书有效期内。",
    "A sales certificate comes before the trade, and the trade within the certificate's validity.",
  ),
  "recognition-unknown": r(
    404,
    "没有互认 {recognition}，或者它没有条件 {condition}。",
    "There is no recognition {recognition}, or it has no condition {condition}.",
  ),
  "recognition-exists": r(
    409,
    "已经有互认 {recognition}。条款不能改，请用新编号。",
    "There is a recognition {recognition} already. Its terms never change; use a new id.",
  ),
  "recognition-final": r(
    409,
    "互认 {recognition} 已经终止或到期，不能再改。",
    "Recognition {recognition} has ended or expired; it cannot be changed.",
  ),
} as const satisfies Readonly<Record<string, RefusalText>>;
