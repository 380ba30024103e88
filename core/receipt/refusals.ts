import { refusalText as r } from "../refusal-text.ts";

export const receiptRefusals = {
  "scan-receipt-malformed": r(
    400,
    "这份回执读不懂。请重新取一份。",
    "This receipt cannot be read. Please ask for a new one.",
  ),
  "scan-receipt-differs": r(
    400,
    "回执签的不是这份凭证，不能采信。请重新取一份。",
    "The receipt was not signed for this evidence: do not rely on it. Please ask for a new one.",
  ),
} as const;
