import { scriptUrl } from "../script-url.ts";
import type { Seen } from "./read-code.ts";
import type { Reader } from "./reader.ts";
import type { Answer, Picture } from "./reader-worker.ts";
import workerUrl from "./reader-worker.ts?worker&url";

/** Reading a frame takes a slow phone 100 ms, which a finger would feel. */
export function readInWorker(): Reader {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  const waiting = new Map<number, (seen: Seen | undefined) => void>();
  const settle = (id: number, seen: Seen | undefined): void => {
    waiting.get(id)?.(seen);
    waiting.delete(id);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => settle(data.id, data.seen));
  worker.addEventListener("error", () => {
    for (const id of waiting.keys()) settle(id, undefined);
  });
  let last = 0;
  return (picture) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ id: last, picture } satisfies Picture, [picture.data.buffer]);
    });
}
