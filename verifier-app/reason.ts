import type { Facts } from "#core/refusal.ts";
import type { Kind, Scene } from "./scene.ts";
import type { Words } from "./words/zh.ts";

/** Why a seal says what it says, in one sentence. */
export function reasonFor({ judgement, savedAt, limitSeconds }: Scene, kind: Kind, words: Words): string {
  const { code, facts } = judgement[kind];
  const known: Facts = { ...(savedAt !== undefined && { savedAt }), ...(limitSeconds !== undefined && { limitSeconds }), ...facts };
  return words.reasons[code].why(known);
}
