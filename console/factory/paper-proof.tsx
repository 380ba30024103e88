import { type Basis, bases, forms, legacyBasis, paperForms } from "#core/commitment/forms.ts";
import type { IncomingProof } from "#core/statement/incoming-proof.ts";
import { dictionary, useWords } from "../language.ts";
import { Chips, DateField, SelectField, TextField } from "../parts/field.tsx";
import { hrefOf } from "../route.ts";

const words = dictionary(
  {
    none: "这批货没有电子合格证。没有合格证，不能收。请对方现在开，一分钟就好。",
    report: "开不出来？报告不符",
    kind: "对方有的是",
    nothing: "什么都没有",
    other: "别的合格证明（如检疫证、检测单）",
    forms: {
      "CN-CDC-2026": "纸质合格证（2026 年起的样式）",
      "CN-CDC-2023": "纸质合格证（2023 年样式）",
      "CN-CDC-2021": "纸质合格证（2021 年样式）",
      "CN-CDC-2020": "食用农产品合格证（2020 年样式）",
    },
    issuer: "承诺主体（或生产者）",
    product: "产品名称",
    quantity: "数量（重量）",
    issued: "开具日期",
    proof: "是什么证明，编号多少",
    basis: "勾了哪几项",
  },
  {
    none: "These goods have no electronic certificate. No certificate, no purchase: ask for one now; it takes a minute.",
    report: "None to be had? Report it",
    kind: "The seller has",
    nothing: "nothing",
    other: "another proof of quality",
    forms: {
      "CN-CDC-2026": "a certificate on paper (form of 2026)",
      "CN-CDC-2023": "a certificate on paper (2023)",
      "CN-CDC-2021": "a certificate on paper (2021)",
      "CN-CDC-2020": "a certificate on paper (2020)",
    },
    issuer: "Promised by",
    product: "Product",
    quantity: "Quantity",
    issued: "Issued on",
    proof: "Which proof, and its number",
    basis: "Which boxes are ticked",
  },
);

export type Paper = {
  readonly kind: "" | "other" | (typeof paperForms)[number];
  readonly issuer: string;
  readonly product: string;
  readonly quantity: string;
  readonly issued: string;
  readonly proof: string;
  /** The words of the boxes that are ticked on it. */
  readonly ticked: readonly string[];
};
export const noPaper: Paper = { kind: "", issuer: "", product: "", quantity: "", issued: "", proof: "", ticked: [] };

/** The proof as it goes into the receipt, once everything that the paper must say is there. */
export function proofOnPaper({
  kind,
  issuer,
  product,
  quantity,
  issued,
  proof,
  ticked,
}: Paper): IncomingProof | undefined {
  if (kind === "") return undefined;
  if (kind === "other") return proof.trim() ? { kind: "other", proof: proof.trim() } : undefined;
  if ([issuer, product, quantity, issued].some((one) => one.trim() === "")) return undefined;
  return {
    kind: "paper",
    template: kind,
    issuerName: issuer.trim(),
    productName: product.trim(),
    quantity: quantity.trim(),
    issuedOn: issued,
    basis: [...new Set(ticked.flatMap((box) => boxesOf(kind)[box] ?? []))],
  };
}

/** The boxes of a form, in its own words, and what they are called today. */
const boxesOf = (kind: Paper["kind"]): Readonly<Record<string, Basis>> =>
  kind === "CN-CDC-2026" ? Object.fromEntries(bases.map((one) => [forms.producer.boxes[one], one])) : legacyBasis;

/** For goods without an electronic certificate: what came on paper, in whichever form of the last years. */
export function PaperFields({ paper, onPaper }: { paper: Paper; onPaper: (paper: Paper) => void }) {
  const t = useWords(words);
  const set = (field: Exclude<keyof Paper, "ticked">) => (value: string) => onPaper({ ...paper, [field]: value });
  return (
    <>
      <p class="shut-plot">{t.none}</p>
      <p>
        <a href={hrefOf("commitments")}>{t.report}</a>
      </p>
      <SelectField
        label={t.kind}
        value={paper.kind}
        onValue={set("kind")}
        options={[
          { value: "", text: t.nothing },
          ...paperForms.toReversed().map((one) => ({ value: one, text: t.forms[one] })),
          { value: "other", text: t.other },
        ]}
      />
      {paper.kind === "other" && <TextField label={t.proof} value={paper.proof} onValue={set("proof")} />}
      {paper.kind !== "" && paper.kind !== "other" && (
        <>
          <TextField label={t.issuer} value={paper.issuer} onValue={set("issuer")} />
          <TextField label={t.product} value={paper.product} onValue={set("product")} />
          <TextField label={t.quantity} value={paper.quantity} onValue={set("quantity")} />
          <DateField label={t.issued} value={paper.issued} onValue={set("issued")} />
          <Chips
            label={t.basis}
            many
            options={Object.keys(boxesOf(paper.kind)).map((box) => ({ value: box, text: box }))}
            chosen={paper.ticked}
            onChosen={(ticked) => onPaper({ ...paper, ticked })}
          />
        </>
      )}
    </>
  );
}
