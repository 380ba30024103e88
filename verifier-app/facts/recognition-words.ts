/** 认证互认: what the buyer reads about other markets, in both languages. */
const zh = {
  h: "认证互认",
  lead: "这张证书在别处算不算数。条款由认可机构签名，说明由认证机构签名，都在同一本账里；由您的手机核对，再逐条算出。漏给的说明看不出来。",
  own: "（按生产者自己的记录）",
  wrong: {
    malformed: "服务器给的互认材料读不懂，所以不给看结论。",
    "other-batch": "服务器给的是另一批货的互认材料，所以不给看结论。",
    "other-log": "服务器给的互认材料不在这一页账里，所以不给看结论。",
    "signature-wrong": "互认材料里有一个签名不对，所以不给看结论。",
    "not-in-log": "互认材料里有一条不在账里，所以不给看结论。",
    "role-not-held": "互认材料里有一条，签名的人无权说，所以不给看结论。",
    "key-not-valid-then": "互认材料里有一条，签名的钥匙当时无效，所以不给看结论。",
  },
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
  lead: "Whether this certificate counts elsewhere. The accreditor signed the terms, the certification body what it attests, all in the same log; your phone checked them and worked out the answer, term by term. An attestation that was left out is not seen.",
  own: " (by the grower's own record)",
  wrong: {
    malformed: "What the server gave about recognition cannot be read, so no answer is shown.",
    "other-batch": "What the server gave about recognition is of another batch, so no answer is shown.",
    "other-log": "What the server gave about recognition is not in this page of the log, so no answer is shown.",
    "signature-wrong": "A signature in what the server gave about recognition is wrong, so no answer is shown.",
    "not-in-log": "Something the server gave about recognition is not in the log, so no answer is shown.",
    "role-not-held":
      "Something given about recognition is signed by someone who may not say it, so no answer is shown.",
    "key-not-valid-then":
      "Something given about recognition is signed by a key that was not valid then, so no answer is shown.",
  },
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
