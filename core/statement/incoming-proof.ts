import * as z from "zod/mini";
import { bases, paperForms } from "../commitment/forms.ts";
import { date, id, name, text } from "./fields.ts";

/** What came with goods that are bought in (农产品质量安全法 §39: the certificate, or another proof of quality). */
export const incomingProof = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("commitment"), certificate: id }),
  /** On paper, in a form of 2020 or later, as the buyer read it. */
  z.strictObject({
    kind: z.literal("paper"),
    template: z.enum(paperForms),
    issuerName: name,
    productName: name,
    quantity: name,
    issuedOn: date,
    basis: z.array(z.enum(bases)).check(z.maxLength(3)),
  }),
  z.strictObject({ kind: z.literal("test-report"), report: id }),
  z.strictObject({ kind: z.literal("other"), proof: text }),
]);
export type IncomingProof = z.infer<typeof incomingProof>;
