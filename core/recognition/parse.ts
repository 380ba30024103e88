import { fieldInvalid } from "../ledger/parse.ts";
import { type RecognitionTermsFields, recognitionTermsFields } from "../statement/recognition.ts";

/** JSON → terms that an accreditor may sign, or a refusal that names the first field that is wrong. */
export function parseTerms(json: unknown): RecognitionTermsFields {
  const parsed = recognitionTermsFields.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fieldInvalid(parsed.error.issues);
}
