import type { Facts } from "../refusal.ts";
import type { ChainView } from "./chain-view.ts";
import type { Checks } from "./ledger.ts";
import type { Policy } from "./policy.ts";
import type { CheckName, VerdictCode } from "./verdict.ts";

/** A chain whose newest block is older than a head may be has stopped, or is not the newest that there is: what it says of "now" is of then. */
export function stoppedFacts({ block }: ChainView, { maxHeadAgeSeconds }: Policy, now: number): Facts | undefined {
  const ageSeconds = now - block.time;
  return ageSeconds > maxHeadAgeSeconds ? { ageSeconds, limitSeconds: maxHeadAgeSeconds } : undefined;
}

/** A state that may change at any time. Good news from a chain that stopped is unknown, with its age; bad news stays bad. */
export function addState(
  checks: Checks,
  name: CheckName,
  bad: boolean,
  code: VerdictCode | undefined,
  stopped: Facts | undefined,
  facts: Facts,
): void {
  if (bad) checks.add(name, "failed", code, facts);
  else if (stopped) checks.add(name, "unknown", "chain-stopped", { ...facts, ...stopped });
  else checks.add(name, "passed", undefined, facts);
}
