import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import { Damaged } from "../store/sealed.ts";
import type { Store } from "../store/store.ts";
import { checkLog, type LogName } from "./check.ts";

/** A scrub that read everything and found it in order. `endedAt` in seconds. */
export type Scrubbed = { readonly endedAt: number; readonly entries: number; readonly rows: number };
export type Scrub = {
  /** The last whole one, also of an earlier run of the service. */
  readonly last: Scrubbed | undefined;
  /** Scrubs now. Returns when it is through, whatever it found. */
  scrubNow(): Promise<void>;
  stop(): Promise<void>;
};
type Scrubbing = {
  readonly store: Store;
  readonly log: LogName;
  /** From the end of one to the beginning of the next. */
  readonly everySeconds: number;
  readonly now: () => number;
  readonly logger: Logger;
};

/** A service that has just started has other things to do, and one that has just scrubbed may rest. */
const NOT_BEFORE_SECONDS = 600;
/** After each few rows others have their turn: a scrub takes a fraction of one core. */
const REST_MS = 15;

class Stopped extends Error {}

/** Seconds from now until the next scrub. */
export const dueIn = (last: Scrubbed | undefined, everySeconds: number, now: number): number =>
  Math.max(NOT_BEFORE_SECONDS, last ? Math.min(everySeconds, last.endedAt + everySeconds - now) : 0);

/**
 * Reads the whole store through its hashes in the background and recomputes the log from its entries, on a snapshot, while
 * entries are recorded. LevelDB notices no flipped bit, and nobody may ever ask for the entry that holds it. What it finds
 * ends the process, with the row and what is wrong there: nothing more is signed on top of damage.
 */
export async function startScrub({ store, log, everySeconds, now, logger }: Scrubbing): Promise<Scrub> {
  const before = await store.read(keys.scrubbed);
  let last = before && decodeJson<Scrubbed>(before);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function scrub(): Promise<void> {
    const snapshot = store.snapshot();
    try {
      const found = await checkLog(snapshot, log, { between: rest });
      if ("where" in found) return store.poison(new Damaged(found.where, found.what));
      last = { endedAt: now(), entries: found.entries, rows: found.rows };
      if (await store.hasRoom()) await store.commit([{ key: keys.scrubbed, value: encodeJson(last) }]);
      logger.info(last, "scrubbed");
    } catch (error) {
      if (!(error instanceof Stopped)) store.poison(error);
    } finally {
      await snapshot.close();
    }
  }
  async function rest(): Promise<void> {
    if (stopped || store.poisoned) throw new Stopped();
    await pause(REST_MS);
  }
  const scrubNow = (): Promise<void> => {
    running = running.then(() => (stopped || store.poisoned ? undefined : scrub()));
    return running;
  };
  const schedule = (): void => {
    if (!stopped)
      timer = setTimeout(() => void scrubNow().then(schedule), dueIn(last, everySeconds, now()) * 1000).unref();
  };
  schedule();
  return {
    get last() {
      return last;
    },
    scrubNow,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
