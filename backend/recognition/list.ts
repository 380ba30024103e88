import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { documentHash } from "#core/ledger/apply.ts";
import { type RecognitionState, recognitionStates } from "#core/recognition/evaluate.ts";
import { recognitionTerms } from "#core/statement/recognition.ts";
import type { HistoryRecognition } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

const whole = z.int().check(z.minimum(0));
const state = z.enum(recognitionStates);
export const recognitionView = z.object({
  recognition: z.string(),
  accreditor: z.string(),
  terms: recognitionTerms,
  /** "none": written in the log, not (yet) on the chain, or there with other terms. */
  state,
  recognisedAt: whole,
  history: z.array(z.object({ state, time: whole, reason: z.string() })),
});
export type RecognitionView = z.infer<typeof recognitionView>;

/** Recognitions in the log, with the standing that the chain gives them now. */
export async function listRecognitions(context: Context): Promise<readonly RecognitionView[]> {
  const lines = await context.ledger.list("recognitions");
  return lines.map(({ statement: terms, actor }): RecognitionView => {
    const on = context.index.history.recognitions.get(idHash(sha256, terms.recognition));
    const about = { recognition: terms.recognition, accreditor: actor, terms };
    if (!on || on.termsHash !== documentHash(sha256, terms))
      return { ...about, state: "none", recognisedAt: 0, history: [] };
    const history = on.states.map(({ status, time, reason }) => ({
      state: recognitionStates[status] ?? "none",
      time,
      reason,
    }));
    return { ...about, state: stateAt(on, context.now()), recognisedAt: on.recognisedAt, history };
  });
}

/** The contract's own rule: ended is final, then the window, then what was said last. */
function stateAt({ states, validFrom, validTo }: HistoryRecognition, now: number): RecognitionState {
  const last = recognitionStates[states.at(-1)?.status ?? 1] ?? "none";
  if (last === "ended") return last;
  if (now > validTo) return "expired";
  return last === "in-force" && now < validFrom ? "none" : last;
}
