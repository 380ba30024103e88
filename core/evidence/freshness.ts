import type { Facts } from "../refusal.ts";
import type { ChainView } from "./chain-view.ts";
import type { Checks } from "./ledger.ts";
import type { Policy } from "./policy.ts";
import type { CheckName } from "./verdict.ts";

/** A chain whose newest block is older than a head may be has stopped, or is not the newest that there is: what it says of "now" is of then. */
export function stoppedFacts({ block }: ChainView, { maxHeadAgeSeconds }: Policy, now: number): Facts | undefined {
  const ageSeconds = now - block.time;
  return ageSeconds > maxHeadAgeSeconds
    ? { ageSeconds, limitSeconds: maxHeadAgeSeconds, since: block.time }
    : undefined;
}

/** Good news from a chain that goes on is passed; from one that stopped it is unknown, with its age. Bad news stays bad. */
export function addGoodState(checks: Checks, name: CheckName, stopped: Facts | undefined, facts?: Facts): void {
  if (stopped) checks.add(name, "unknown", "chain-stopped", { ...facts, ...stopped });
  else checks.add(name, "passed", undefined, facts);
}
