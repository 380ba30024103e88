/** What a commitment rests on (承诺依据), as stored; each is printed in the form's own words. */
export const bases = ["QC", "SELF_TEST", "ENTRUSTED_TEST"] as const;
export type Basis = (typeof bases)[number];

/** The fields that a form asks for, as stored. */
export type FormField = "productName" | "quantity" | "origin" | "issuer" | "contact" | "issuedOn";

/**
 * One legally fixed form. Every character counts: the words are compared byte for byte (test/core/commitment-forms.test.ts) and never
 * put together from anything else.
 */
export type Form = {
  readonly title: string;
  readonly pledge: string;
  readonly promises: readonly string[];
  readonly basisTitle: string;
  readonly boxes: Readonly<Record<Basis, string>>;
  /** Lines of fields: what is asked for, and the words in front of the blank. */
  readonly fields: readonly (readonly (readonly [FormField, string])[])[];
};

const BOXES = { QC: "质量安全控制符合要求", SELF_TEST: "自行检测合格", ENTRUSTED_TEST: "委托检测合格" } as const;

/**
 * 《农产品质量安全承诺达标合格证管理办法》农业农村部令2025年第4号, in force 2026-02-01. The official annex could not be read: the words are
 * those on which independent public certificate programs agree. Set `verifiedAgainstOfficial` when a person has compared them.
 */
export const forms = {
  version: "CN-CDC-2026",
  rule: "农产品质量安全承诺达标合格证管理办法（农业农村部令2025年第4号）",
  verifiedAgainstOfficial: false,
  producer: {
    title: "承诺达标合格证",
    pledge: "我承诺生产销售的食用农产品：",
    promises: ["未使用禁用农药、兽药及其他化合物；", "使用的常规农药、兽药残留不超标。"],
    basisTitle: "承诺依据：",
    boxes: BOXES,
    fields: [
      [
        ["productName", "产品名称："],
        ["quantity", "重量或数量："],
      ],
      [
        ["origin", "产地："],
        ["issuer", "承诺主体："],
      ],
      [
        ["contact", "联系方式："],
        ["issuedOn", "开具时间："],
      ],
    ],
  },
  buyer: {
    title: "承诺达标合格证",
    pledge: "我承诺销售的食用农产品：",
    promises: [
      "已按规定收取并保存该批次农产品承诺达标合格证或者其他质量安全合格证明；",
      "未违规使用保鲜剂、防腐剂、添加剂等。",
    ],
    basisTitle: "承诺依据：",
    boxes: BOXES,
    fields: [
      [
        ["productName", "产品名称："],
        ["quantity", "重量或数量："],
      ],
      [
        ["issuer", "承诺主体："],
        ["contact", "联系方式："],
        ["issuedOn", "开具时间："],
      ],
    ],
  },
} as const satisfies { version: string; rule: string; verifiedAgainstOfficial: boolean; producer: Form; buyer: Form };

/** Where the next field begins, in columns of a fixed-width print; Chinese characters are two wide. */
const COLUMNS = 18;
const BOX = "□";
const TICKED = "☑";

/** The form as it is fixed, with nothing filled in. */
export const blankForm = (form: Form): string =>
  written(form, [], (line) =>
    line.map(([, label], at) => (at < line.length - 1 ? label.padEnd(COLUMNS - label.length) : label)).join(""),
  );

/** The same words with boxes ticked and blanks filled in. */
export const filledForm = (form: Form, basis: readonly Basis[], values: Partial<Record<FormField, string>>): string =>
  written(form, basis, (line) => line.map(([field, label]) => `${label}${values[field] ?? ""}`).join("  "));

/** A box and its words, ticked or not. */
export const boxOf = ({ boxes }: Form, one: Basis, basis: readonly Basis[]): string =>
  `${basis.includes(one) ? TICKED : BOX}${boxes[one]}`;

const written = (form: Form, basis: readonly Basis[], line: (fields: Form["fields"][number]) => string): string =>
  [
    form.title,
    form.pledge,
    ...form.promises,
    form.basisTitle,
    bases.map((one) => boxOf(form, one, basis)).join("  "),
    ...form.fields.map(line),
    "",
  ].join("\n");

/** Forms of 2020 to 2023, and a paper form of today: taken on receipt, never issued. */
export const paperForms = ["CN-CDC-2020", "CN-CDC-2021", "CN-CDC-2023", "CN-CDC-2026"] as const;

/** The boxes of the older forms, as they are used in the field, in today's terms. */
export const legacyBasis: Readonly<Record<string, Basis>> = {
  自我承诺: "QC",
  内部质量控制: "QC",
  自我检测: "SELF_TEST",
  委托检测: "ENTRUSTED_TEST",
};
