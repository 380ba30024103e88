import * as z from "zod/mini";
import { base64url, fromBase64url, fromUtf8, utf8 } from "#core/bytes.ts";
import { bases } from "#core/commitment/forms.ts";
import { id, name } from "#core/statement/fields.ts";

export const kinds = ["farmer", "coop", "enterprise", "buyer"] as const;
export type Kind = (typeof kinds)[number];

const draft = z.strictObject({
  batch: id,
  number: id,
  kind: z.enum(kinds),
  contact: name,
  basis: z.array(z.enum(bases)).check(z.minLength(1), z.maxLength(3)),
  kilograms: z.string().check(z.maxLength(16)),
  origin: z.string().check(z.maxLength(200)),
  productName: name,
});
/** A certificate as somebody else filled it in. It promises nothing and is recorded nowhere: it travels in a link, and whoever it is for signs or does not. */
export type Draft = z.infer<typeof draft>;
type Field = keyof Draft;
const fields = Object.keys(draft.shape) as Field[];

/** base64url of its values in order, as short as a QR code wants it. */
export const writeDraft = (one: Draft): string => base64url(utf8(JSON.stringify(fields.map((field) => one[field]))));

/** undefined for whatever is not a draft: a link may come from anybody. */
export function readDraft(text: string): Draft | undefined {
  try {
    const values: unknown = JSON.parse(fromUtf8(fromBase64url(text)));
    if (!Array.isArray(values) || values.length !== fields.length) return undefined;
    return draft.parse(Object.fromEntries(fields.map((field, at) => [field, values[at]])));
  } catch {
    return undefined;
  }
}
