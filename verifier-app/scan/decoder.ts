import { scriptUrl } from "../script-url.ts";
import type { Found, Picture } from "./decode-worker.ts";
import workerUrl from "./decode-worker.ts?worker&url";
import { nativeDetector } from "./native.ts";

/** Reads the square code in a picture, if there is one. `hard` takes longer and is for photos. */
export type Decoder = (picture: ImageData, hard: boolean) => Promise<string | undefined>;

/** The browser's own where it really reads this kind of code, else ours. */
export async function decoder(): Promise<Decoder> {
  const native = await nativeDetector();
  return native ? async (picture) => (await native.detect(picture))[0]?.rawValue : inWorker();
}

/** zxing in a worker: reading a frame takes 10 to 50 ms, which a finger would feel. */
function inWorker(): Decoder {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  const waiting = new Map<number, (text: string | undefined) => void>();
  const settle = (id: number, text: string | undefined): void => {
    waiting.get(id)?.(text);
    waiting.delete(id);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Found>) => settle(data.id, data.text));
  worker.addEventListener("error", () => {
    for (const id of waiting.keys()) settle(id, undefined);
  });
  let last = 0;
  return (picture, hard) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ id: last, picture, hard } satisfies Picture, [picture.data.buffer]);
    });
}
