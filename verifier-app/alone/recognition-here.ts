import type { Recognised } from "../facts/recognition-worker.ts";

/** A file that is checked alone has no service to ask for terms and attestations. */
export const proveRecognitions = async (): Promise<Recognised> => "unasked";
