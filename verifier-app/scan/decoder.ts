import { scriptUrl } from "../script-url.ts";
import type { Found, Picture } from "./decode-worker.ts";
import workerUrl from "./decode-worker.ts?worker&url";

/** Reads the square code in a picture, if there is one. `hard` takes longer and is for photos. */
export type Decoder = (picture: ImageData, hard: boolean) => Promise<string | undefined>;

type Detector = { detect(source: ImageData): Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

/** The browser's own where it really reads this kind of code (some in-app browsers have one that reads none), else ours. */
export async function decoder(): Promise<Decoder> {
  const native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  try {
    if (native && (await native.getSupportedFormats()).includes("qr_code")) {
      const detector = new native({ formats: ["qr_code"] });
      return async (picture) => (await detector.detect(picture))[0]?.rawValue;
    }
  } catch {
    // It is there and does not work: ours does.
  }
  return inWorker();
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
