/** 留作证据: a signed receipt of this scan, in both languages. */
const zh = {
  h: "留作证据",
  lead: "要退款、投诉，可以存下这次扫码的回执：这一刻查了哪个码、查到什么，由账本签名。不写您是谁。",
  take: "存下这次扫码的回执",
  taking: "正在取…",
  taken: (time: string) => `存好了。回执时间 ${time}，签名已在您手机上核过。`,
  unreachable: "没有取到，什么都没存。请联网后再按一次。",
  wrong: "取来的回执核不过，没有存。请打 12315。",
  exhibitLead:
    "要打印、要交给别人，下载证据包：一份中文 PDF，结论、证书、召回都写在上面，回执和凭证在里面，整份签了名。",
  exhibit: "下载证据包（PDF）",
  limits: "回执管什么、不管什么",
  attests: "管：那一刻有人查了这个码；服务器给的是这份凭证；当时记录、此码、证书、召回各是什么状态。",
  not: "不管：袋里装的是什么，是谁查的，后来有没有变。时间和状态是服务器的话，签了名就赖不掉。",
  around: "这份凭证带着回执",
  reading: "正在核回执的签名…",
  holds: (time: string, states: string) => `${time}，有人查过这个码。签名是账本的，签的就是这份凭证。当时${states}。`,
  fails: "回执的签名不对，或者签的不是这份凭证。回执说什么都不算。",
  noPolicy: "没有信任设置，回执的签名没有核。",
};
export type ReceiptWords = typeof zh;
const en: ReceiptWords = {
  h: "Keep as evidence",
  lead: "For a refund or a complaint, keep a receipt of this scan: which code was asked now and what was found, signed by the log. It does not say who you are.",
  take: "Save a receipt of this scan",
  taking: "Fetching…",
  taken: (time) => `Saved. The receipt is of ${time}; your phone has checked its signature.`,
  unreachable: "It could not be fetched, nothing was saved. Press again when online.",
  wrong: "The receipt that came does not hold and was not saved. Call 12315.",
  exhibitLead:
    "To print it or hand it on, download the evidence pack: a PDF in Chinese with verdicts, certificates and recalls, receipt and proof inside, all of it signed.",
  exhibit: "Download the evidence pack (PDF)",
  limits: "What a receipt says, and what it does not",
  attests:
    "It says: this code was asked about then; the service answered with this evidence; how record, code, certificates and recall stood.",
  not: "It does not say: what is in the pack, who asked, what changed later. Time and states are the service's word; having signed, it cannot deny them.",
  around: "This proof has a receipt",
  reading: "Checking the receipt's signature…",
  holds: (time, states) =>
    `${time}: somebody asked about this code. The log signed it, and for this very proof. Then: ${states}.`,
  fails: "The receipt's signature is wrong, or it was signed for another proof. Nothing it says counts.",
  noPolicy: "Without trust settings the receipt's signature was not checked.",
};
export const receiptWords: Readonly<Record<"zh" | "en", ReceiptWords>> = { zh, en };
