import * as z from "zod/mini";
import { parse } from "../evidence/form.ts";
import { actorAdmitted } from "../statement/admission.ts";
import { id, keyId, signature, time } from "../statement/fields.ts";
import { conditionAttested, recognitionTerms } from "../statement/recognition.ts";
import { seriesLink } from "../statement/series.ts";

const hash = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
const entry = z.strictObject({
  statement: z.discriminatedUnion("type", [recognitionTerms, conditionAttested, actorAdmitted]),
  actor: id,
  key: keyId,
  series: z.array(seriesLink).check(z.maxLength(16)),
  signature,
});

/** What a label's evidence lacks for `evaluate`: terms, what the body attested of the batch, and who admitted their authors. Proofs are to the log as it was at `size` (docs/spec/recognition.md). */
export const recognitionEvidence = z.strictObject({
  format: z.literal("liangji-recognition/v1"),
  batch: id,
  size: z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER)),
  entries: z
    .array(
      z.strictObject({
        index: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
        recordedAt: time,
        entry,
        proof: z.array(hash).check(z.maxLength(63)),
      }),
    )
    .check(z.maxLength(128)),
});
export type RecognitionEvidence = z.infer<typeof recognitionEvidence>;

/** @throws Refusal `bundle-malformed` */
export const parseRecognitionEvidence = (json: unknown): RecognitionEvidence =>
  parse(recognitionEvidence, json, "bundle-malformed");
