import { parentPort } from "node:worker_threads";
import { verifyP256 } from "../crypto.ts";
import type { Answer, Question } from "./signatures.ts";

/** A thread that does nothing but check signatures. */
parentPort?.on("message", ({ number, signatures }: Question) => {
  const holds = signatures.map(({ publicKey, data, signature }) => verifyP256(publicKey, data, signature));
  parentPort?.postMessage({ number, holds } satisfies Answer);
});
