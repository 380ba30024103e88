import { nativeDetector } from "../scan/native.ts";
import { readInWorker } from "./in-worker.ts";
import type { Quad } from "./pose.ts";
import type { Seen } from "./read-code.ts";

/** Reads the square code in a picture and says where it is. */
export type Reader = (picture: ImageData) => Promise<Seen | undefined>;

/** The browser's own where it really reads this kind of code, else ours. */
export async function reader(): Promise<Reader> {
  const native = await nativeDetector();
  if (!native) return readInWorker();
  return async (picture) => {
    const [found] = await native.detect(picture).catch(() => []);
    return found && { text: found.rawValue, corners: found.cornerPoints as Quad };
  };
}
