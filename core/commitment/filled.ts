import type { CommitmentCertificate } from "../statement/commitment.ts";
import { type Basis, bases, boxOf, type Form, type FormField, filledForm, forms } from "./forms.ts";

type Said = Pick<
  CommitmentCertificate,
  "role" | "basis" | "productName" | "grams" | "origin" | "issuerName" | "contact" | "occurredAt"
>;
/** A certificate as it is read: the fixed words, and what was filled in. */
export type Filled = {
  readonly form: Form;
  readonly boxes: readonly { readonly text: string; readonly ticked: boolean }[];
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  /** All of it as text, line by line. */
  readonly text: string;
};

export function fill(said: Said): Filled {
  const form: Form = forms[said.role];
  const values = valuesOf(said);
  return {
    form,
    boxes: bases.map((one: Basis) => ({ text: boxOf(form, one, said.basis), ticked: said.basis.includes(one) })),
    fields: form.fields.flat().map(([field, label]) => ({ label, value: values[field] })),
    text: filledForm(form, said.basis, values),
  };
}

const valuesOf = ({
  productName,
  grams,
  origin = "",
  issuerName,
  contact,
  occurredAt,
}: Said): Record<FormField, string> => ({
  productName,
  quantity: `${Math.floor(grams / 1000)}${
    grams % 1000 === 0
      ? ""
      : `.${String(grams % 1000)
          .padStart(3, "0")
          .replace(/0+$/, "")}`
  } kg`,
  origin,
  issuer: issuerName,
  contact,
  issuedOn: occurredAt.slice(0, 10),
});
