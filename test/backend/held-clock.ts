import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "#backend/chain/patience.ts";

/** Time that passes only while somebody pauses, and then at once. */
export function heldClock(): Clock {
  let now = 0;
  const due = new Set<{ readonly at: number; readonly then: () => void }>();
  return {
    now: () => now,
    pause: async (ms) => {
      now += ms;
      for (const one of [...due].filter(({ at }) => at <= now)) {
        due.delete(one);
        one.then();
      }
      await turn();
    },
    after: (ms, then) => {
      const one = { at: now + ms, then };
      due.add(one);
      return () => due.delete(one);
    },
  };
}
