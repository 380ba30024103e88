import type { Logger } from "pino";
import type { ChainIndex } from "./follow.ts";

const EVERY_MS = 2000;

/** Reads the chain again and again; while it cannot be reached, what was known stands. `stop` waits for the reading under way. */
export function keepFollowing(index: ChainIndex, log: Logger): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const again = (): void => {
    if (!stopped) timer = setTimeout(tick, EVERY_MS).unref();
  };
  const tick = (): void => {
    running = index
      .refresh()
      .catch((error: unknown) => log.warn({ err: error }, "chain not read"))
      .finally(again);
  };
  again();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
