import { refusalText as r } from "../refusal-text.ts";

export const exhibitRefusals = {
  "exhibit-unsigned": r(
    400,
    "这份 PDF 末尾没有完整的签名，不能采信。请用原来的文件，不要另存或打印后再传。",
    "This PDF does not end in a whole signature: do not rely on it. Use the file as it came, not one saved or printed anew.",
  ),
  "exhibit-empty": r(
    400,
    "这份 PDF 里没有回执和凭证。请重新下载证据包。",
    "This PDF holds no receipt and evidence. Download the evidence pack again.",
  ),
  "exhibit-other-complaint": r(
    409,
    "反映 {complaint} 说的不是这个产品或这一批。请核对反映号。",
    "Complaint {complaint} is about another product or batch. Check its number.",
  ),
} as const;
