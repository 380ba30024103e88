import type { Crypto } from "#core/crypto.ts";
import type { Answer, Question } from "./noble-worker.ts";
import workerUrl from "./noble-worker.ts?worker&url";
import { scriptUrl } from "./script-url.ts";

/** core/noble.ts in a worker of its own, so that slow arithmetic never blocks a finger. */
export function slowVerification(): Omit<Crypto, "sha256"> {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  const waiting = new Map<number, { resolve: (holds: boolean) => void; reject: (error: Error) => void }>();
  worker.addEventListener("message", ({ data: { id, holds } }: MessageEvent<Answer>) =>
    waiting.get(id)?.resolve(holds),
  );
  worker.addEventListener("error", () => {
    for (const { reject } of waiting.values()) reject(new Error("the cryptography could not be loaded"));
  });
  let id = 0;
  const ask =
    (verify: Question["verify"]) =>
    (...parts: Question["parts"]) =>
      new Promise<boolean>((resolve, reject) => {
        waiting.set(++id, { resolve, reject });
        worker.postMessage({ id, verify, parts } satisfies Question);
      });
  return { verifyP256: ask("verifyP256"), verifyEd25519: ask("verifyEd25519") };
}
