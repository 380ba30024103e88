import { refusalText as r } from "../refusal-text.ts";

export const complaintRefusals = {
  "complaint-unknown": r(404, "没有这个反映号。请核对。", "There is no complaint of this number. Please check it."),
  "complaint-received": r(
    409,
    "这条反映已经签收过了，在第 {index} 条。",
    "This complaint was acknowledged already, at entry {index}.",
  ),
  "complaint-not-received": r(
    409,
    "这条反映还没有签收。请先签收，再答复。",
    "This complaint was not acknowledged yet. Acknowledge it, then answer.",
  ),
  "complaints-full": r(
    503,
    "等着处理的反映太多，这条没有收下。请打 12315。",
    "Too many complaints are waiting; this one was not taken. Please call 12315.",
  ),
} as const;
