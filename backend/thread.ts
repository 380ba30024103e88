import { Worker } from "node:worker_threads";

/** A question or an answer with the number by which the two belong together. */
export type Numbered<T> = { readonly number: number; readonly said: T };
/** What a thread says first, once it has read its program. */
export const READY = "ready";

export type Thread<Question, Answer> = {
  /** Whether it can answer: not yet while it reads its program, and no more once it has died. */
  readonly answers: boolean;
  /** Resolves when it can, or has died before. */
  readonly begun: Promise<void>;
  /** Rejects once the thread has died, and then always. */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
};

/** What a thread makes and drops at once is cleared away at this many MiB; Node's own measure is three times that, for each thread. */
const YOUNG_MIB = 16;

/** A thread of its own that answers questions in turn; it holds no process back from ending. */
export function startThread<Question, Answer>(file: URL): Thread<Question, Answer> {
  const thread = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } });
  thread.unref();
  const open = new Map<number, { answered: (answer: Answer) => void; failed: (why: unknown) => void }>();
  let asked = 0;
  let [ready, dead]: [boolean, unknown] = [false, undefined];
  const begun = Promise.withResolvers<void>();
  thread.on("message", (message: Numbered<Answer> | typeof READY) => {
    if (message === READY) {
      ready = true;
      return begun.resolve();
    }
    open.get(message.number)?.answered(message.said);
    open.delete(message.number);
  });
  const end = (why: unknown): void => {
    dead = why;
    begun.resolve();
    for (const { failed } of open.values()) failed(why);
    open.clear();
  };
  thread.on("error", end);
  thread.on("exit", (code) => end(new Error(`thread ended with ${code}`)));
  return {
    get answers() {
      return ready && dead === undefined;
    },
    begun: begun.promise,
    ask: (said) =>
      new Promise((answered, failed) => {
        if (dead !== undefined) return failed(dead);
        const number = asked++;
        open.set(number, { answered, failed });
        thread.postMessage({ number, said } satisfies Numbered<Question>);
      }),
    close: async () => void (await thread.terminate()),
  };
}
