import { readCode } from "../overlay/read-code.ts";
import type { Reader } from "../overlay/reader.ts";

/** One file has no other to start a worker from. */
export const readInWorker = (): Reader => async (picture) => readCode(picture);
