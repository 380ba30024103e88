import type { Policy } from "#core/evidence/policy.ts";
import { checkUnit, type Outcome } from "./check.ts";

/** A pallet has forty boxes at most in practice; beyond that each is checked when it is opened. */
export const MOST_BOXES = 60;
const AT_ONCE = 4;

/** The boxes on a pallet, a few at a time, each as its own page would. */
export async function checkBoxes(
  codes: readonly string[],
  policy: Policy | undefined,
  onFound: (boxes: ReadonlyMap<string, Outcome>) => void,
): Promise<void> {
  const found = new Map<string, Outcome>();
  const some = codes.slice(0, MOST_BOXES);
  for (let from = 0; from < some.length; from += AT_ONCE) {
    const now = some.slice(from, from + AT_ONCE);
    const outcomes = await Promise.all(now.map((code) => checkUnit(code, policy)));
    for (const [n, code] of now.entries()) found.set(code, outcomes[n] as Outcome);
    onFound(new Map(found));
  }
}
