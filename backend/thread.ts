import { Worker } from "node:worker_threads";

/** A question or an answer with the number by which the two belong together. */
export type Numbered<T> = { readonly number: number; readonly said: T };

export type Thread<Question, Answer> = {
  /** Rejects once the thread has died, and then always. */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
};

/** A thread of its own that answers questions in turn; it holds no process back from ending. */
export function startThread<Question, Answer>(file: URL): Thread<Question, Answer> {
  const thread = new Worker(file);
  thread.unref();
  const open = new Map<number, { answered: (answer: Answer) => void; failed: (why: unknown) => void }>();
  let asked = 0;
  let dead: unknown;
  thread.on("message", ({ number, said }: Numbered<Answer>) => {
    open.get(number)?.answered(said);
    open.delete(number);
  });
  const end = (why: unknown): void => {
    dead = why;
    for (const { failed } of open.values()) failed(why);
    open.clear();
  };
  thread.on("error", end);
  thread.on("exit", (code) => end(new Error(`thread ended with ${code}`)));
  return {
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
