type Line = string;
const zh = {
  h: "离线核验",
  s: "这一个文件就是整个核验程序，不联网也能用。文件不会传出去。",
  policy: "一、信任设置",
  policyHint: "policy.json，写明信哪本账、哪条链。请从认证机构、监管部门或您信得过的人那里拿，不要从卖货的人那里拿。",
  kept: (brand: Line, log: Line) => `用的是${brand}的信任设置，账本 ${log}。`,
  proof: "二、凭证",
  proofHint: "在查验页上“保存凭证”或“存下这次扫码的回执”得到的文件。",
  choose: "选文件，可以一次选两个",
  drop: "也可以把文件拖到这里。",
  another: "核验另一份凭证",
  neither: (name: Line) => `“${name}”既不是信任设置，也不是凭证。`,
  noPolicy: "还差信任设置。没有它，谁的签名都不能算数。",
};
export type AloneWords = typeof zh;

const en: AloneWords = {
  h: "Check without a network",
  s: "This one file is the whole verifier and works offline. Your files never leave the device.",
  policy: "1. Trust settings",
  policyHint:
    "policy.json says which log and which chain to trust. Take it from a certification body, a regulator or someone you trust, not from whoever sells the goods.",
  kept: (brand, log) => `Using the trust settings of ${brand}, log ${log}.`,
  proof: "2. Proof",
  proofHint: "The file that “Save the proof” or “Save a receipt of this scan” on the page gave you.",
  choose: "Choose files, both at once if you like",
  drop: "You can also drop them here.",
  another: "Check another proof",
  neither: (name) => `“${name}” is neither trust settings nor a proof.`,
  noPolicy: "The trust settings are missing. Without them nobody's signature counts.",
};

export const aloneWords = { zh, en } as const;
