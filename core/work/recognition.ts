import { chainId32 } from "../act/id.ts";
import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import { recognitionStates } from "../recognition/evaluate.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { ConditionAttested, RecognitionTerms } from "../statement/recognition.ts";
import { act, entry, type Step } from "./task.ts";

/** A recognition: its terms in the log, their hash and dates on the chain. Dates are days in China. */
export function recognise(sha256: Hash, terms: Omit<RecognitionTerms, "type">): readonly Step[] {
  const statement: RecognitionTerms = { type: "liangji:RecognitionTerms", ...terms };
  return [
    entry(statement),
    act("Recognise", {
      recognition: chainId32(sha256, terms.recognition),
      fromScheme: chainId32(sha256, terms.fromScheme),
      toScheme: chainId32(sha256, terms.toScheme),
      validFrom: utcSeconds(`${terms.validFrom}T00:00:00+08:00`),
      validTo: utcSeconds(`${terms.validTo}T23:59:59+08:00`),
      termsHash: `0x${hex(sha256(canonical(statement)))}`,
    }),
  ];
}

export const setRecognition = (
  sha256: Hash,
  s: { readonly recognition: string; readonly state: "in-force" | "suspended" | "ended"; readonly reason: string },
): readonly Step[] => [
  act("SetRecognition", {
    recognition: chainId32(sha256, s.recognition),
    status: recognitionStates.indexOf(s.state),
    reason: s.reason,
  }),
];

/** The body's word about one condition for one batch. */
export const attest = (a: Omit<ConditionAttested, "type">): readonly Step[] => [
  entry({ type: "liangji:ConditionAttested", ...a }),
];
