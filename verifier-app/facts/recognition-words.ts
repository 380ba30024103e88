/** 认证互认: what the buyer reads about other markets, in both languages. */
const zh = {
  h: "认证互认",
  lead: "这张证书在别处算不算数，由服务器按双方公开的条款逐条核出，没有别人核过。",
  yes: "符合",
  no: "不符合",
  open: "还没证明",
  head: (market: string) => `卖到${market}`,
  sums: (satisfied: number, missing: number, blocking: number) =>
    blocking > 0
      ? `有 ${blocking} 条不符合，不能按互认卖。`
      : missing > 0
        ? `${satisfied} 条符合，还有 ${missing} 条没有证明，现在还不能按互认卖。`
        : `${satisfied} 条全部符合。`,
  basis: (title: string) => `依据：${title}。`,
  note: "只是文字，不是对方国家的认证标志。",
};
export type RecognitionWords = typeof zh;

const en: RecognitionWords = {
  h: "Recognition abroad",
  lead: "Whether this certificate counts elsewhere, worked out by the server, term by term, from what both sides published; nobody else checked it.",
  yes: "Satisfied",
  no: "Not satisfied",
  open: "Not shown yet",
  head: (market) => `For sale in ${market}`,
  sums: (satisfied, missing, blocking) =>
    blocking > 0
      ? `${blocking} ${blocking === 1 ? "term is" : "terms are"} not satisfied: it cannot be sold under the recognition.`
      : missing > 0
        ? `${satisfied} satisfied, ${missing} not shown yet: for now it cannot be sold under the recognition.`
        : `All ${satisfied} terms are satisfied.`,
  basis: (title) => `By: ${title}.`,
  note: "These are words, not a mark of the other country.",
};

export const recognitionWords = { zh, en } as const;
