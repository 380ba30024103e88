import * as z from "zod/mini";
import { date, goods, id, name, names, sha256Hex, text, texts, time } from "./fields.ts";

const condition = z.string().check(z.regex(/^R-[A-Z0-9-]{2,30}$/));
/**
 * What one condition looks at. not-applied: none of these active ingredients was applied to the batch's plots. attested: the
 * certificate's body has said so of this very batch (`liangji:ConditionAttested`), with a document in this language where one is asked.
 */
const ask = z.discriminatedUnion("look", [
  z.strictObject({ look: z.literal("not-applied"), actives: z.array(id).check(z.minLength(1), z.maxLength(64)) }),
  z.strictObject({ look: z.literal("attested"), language: z.optional(z.enum(["en", "zh"])) }),
]);

/** The terms on which certificates of one scheme count for another: data, never a logo. */
export const recognitionTermsFields = z.strictObject({
  recognition: id,
  name: names,
  kind: z.enum(["equivalence", "accreditation-mra", "compliance", "unilateral"]),
  fromScheme: id,
  toScheme: id,
  /** Where the goods may go, in the words of both languages. */
  market: names,
  legalBasis: z.strictObject({ title: texts, no: text, signedOn: z.optional(date) }),
  authorities: z.array(names).check(z.minLength(1), z.maxLength(4)),
  goods: z.strictObject({
    exclude: z.array(goods).check(z.maxLength(8)),
    minCertifiedPercent: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  }),
  /** Whether certificates of conversion 有机转换 are left out. */
  excludesConversion: z.boolean(),
  conditions: z
    .array(
      z.strictObject({
        id: condition,
        text: texts,
        law: text,
        /** Only for these goods; absent: for all. */
        goods: z.optional(z.array(goods).check(z.minLength(1), z.maxLength(8))),
        ask,
      }),
    )
    .check(z.minLength(1), z.maxLength(32)),
  source: text,
  /** False until a person has compared the terms with the official text. */
  verifiedAgainstOfficial: z.boolean(),
  supersedes: z.optional(id),
});
export type RecognitionTermsFields = z.infer<typeof recognitionTermsFields>;

/** Terms as an accreditor signs them; the contract holds sha256 of this record's canonical bytes as termsHash. */
export const recognitionTerms = z.extend(recognitionTermsFields, {
  type: z.literal("liangji:RecognitionTerms"),
  occurredAt: time,
  validFrom: date,
  validTo: date,
});
export type RecognitionTerms = z.infer<typeof recognitionTerms>;

/** The body's word that one condition of a recognition is met, or is not, for one batch. A later one counts instead. */
export const conditionAttested = z.strictObject({
  type: z.literal("liangji:ConditionAttested"),
  occurredAt: time,
  recognition: id,
  condition,
  batch: id,
  met: z.boolean(),
  note: text,
  document: z.optional(z.strictObject({ title: name, language: z.enum(["en", "zh"]), sha256: sha256Hex })),
});
export type ConditionAttested = z.infer<typeof conditionAttested>;
export type { Goods } from "./fields.ts";
