import type { Logger } from "pino";
import type { ChainIndex } from "./follow.ts";

const EVERY_MS = 2000;

/** Reads the chain again and again; while it cannot be reached, what was known stands. */
export function keepFollowing(index: ChainIndex, log: Logger): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    if (!stopped) timer = setTimeout(tick, EVERY_MS).unref();
  };
  const tick = (): void => {
    index
      .refresh()
      .catch((error: unknown) => log.warn({ err: error }, "chain not read"))
      .finally(again);
  };
  again();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
