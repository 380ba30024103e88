import type { StoryCommitment } from "#core/evidence/story.ts";

/** 示例数据: the promise that went with the leaf. */
export const leafCommitment: StoryCommitment = {
  certificate: "hgz-sample-01",
  by: { zh: "示例茶场一", en: "Sample Farm One" },
  productName: "茶鲜叶",
  grams: 189_000,
  basis: [{ is: "QC", words: "质量安全控制符合要求" }],
  issuedOn: "2026-03-18",
};
