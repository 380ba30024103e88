import { daysFromTo } from "../statement/clock.ts";
import { earlyIn } from "./concerns.ts";
import type { StoryEarly } from "./story.ts";
import { nameOf, plotName, type Telling } from "./telling.ts";

/** Leaf of this label that was picked inside an interval, one line for each plot, day and application. */
export function earlyOf(telling: Telling): readonly StoryEarly[] {
  const lines = new Map<string, StoryEarly>();
  for (const { plot, harvestedOn, sprayed, released } of earlyIn(telling.bundle))
    for (const { statement } of sprayed) {
      const { stoppedOn, intervalDays } = statement["liangji:application"];
      lines.set(JSON.stringify([plot, harvestedOn, stoppedOn, intervalDays, !released]), {
        plot: plotName(telling, plot),
        harvestedOn,
        daysAfter: daysFromTo(stoppedOn, harvestedOn),
        ...(intervalDays !== undefined && { intervalDays }),
        ...(released && {
          resolution: {
            person: released.statement.person,
            by: nameOf(telling, released.actor),
            reason: released.statement.reason,
            at: released.statement.occurredAt,
          },
        }),
      });
    }
  return [...lines.values()];
}
