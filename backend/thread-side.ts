import { parentPort } from "node:worker_threads";
import { type Numbered, READY } from "./thread.ts";

/** What a thread says; `moved` is not copied, it goes over. */
type Said<Answer> = { readonly said: Answer; readonly moved?: readonly ArrayBuffer[] };

/** The other side of startThread: answers each question in turn. */
export function answerWith<Question, Answer>(work: (question: Question) => Said<Answer>): void {
  parentPort?.on("message", ({ number, said }: Numbered<Question>) => {
    const answer = work(said);
    parentPort?.postMessage({ number, said: answer.said } satisfies Numbered<Answer>, [...(answer.moved ?? [])]);
  });
  parentPort?.postMessage(READY);
}
