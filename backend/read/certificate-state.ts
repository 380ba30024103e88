import { certificateStates } from "#core/act/states.ts";
import type { HistoryCertificate } from "../chain/history.ts";

/** The state at `now` (seconds): the last one said, or expired, which nobody has to say. Withdrawn and cancelled are final. */
export function certificateStateAt(
  { states, validTo }: HistoryCertificate,
  now: number,
): (typeof certificateStates)[number] {
  const last = certificateStates[states.at(-1)?.status ?? 1] ?? "none";
  const final = last === "withdrawn" || last === "cancelled";
  return !final && now > validTo ? "expired" : last;
}
