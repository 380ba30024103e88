import { setTimeout as pause } from "node:timers/promises";

/** How long the sender waits for what; milliseconds. */
export type Patience = {
  /** Between two looks at the contract. */
  readonly lookMs: number;
  /** A transaction that has had no effect so long is sent again: it may have been dropped. */
  readonly againMs: number;
  /** And after so long it offers more, under the same nonce. */
  readonly raiseMs: number;
  /** A caller has an answer after so long. */
  readonly answerMs: number;
  /** After so long without effect the next in turn takes the nonce over. */
  readonly giveUpMs: number;
};

export const patience: Patience = {
  lookMs: 500,
  againMs: 3000,
  raiseMs: 12_000,
  answerMs: 20_000,
  giveUpMs: 120_000,
};

/** Milliseconds that only grow. */
export type Clock = {
  now(): number;
  pause(ms: number): Promise<void>;
  /** Calls `then` once, `ms` from now, unless it is cancelled by what this returns. */
  after(ms: number, then: () => void): () => void;
};

export const machineClock: Clock = {
  now: () => performance.now(),
  pause: (ms) => pause(ms, undefined, { ref: false }),
  after: (ms, then) => {
    const timer = setTimeout(then, ms).unref();
    return () => clearTimeout(timer);
  },
};
