import type { Scene } from "../scene.ts";
import { scriptUrl } from "../script-url.ts";
import type { Question, Recognised } from "./recognition-worker.ts";
import workerUrl from "./recognition-worker.ts?worker&url";

/** What the certificate's recognitions say of the batch, checked and worked out on this device. */
export async function proveRecognitions({ bundle, policy, chain }: NonNullable<Scene["source"]>): Promise<Recognised> {
  if ("unavailable" in chain) return "unasked";
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  try {
    return await new Promise<Recognised>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Recognised>) => resolve(data);
      worker.onerror = reject;
      worker.postMessage({ bundle, policy, view: chain } satisfies Question);
    });
  } catch {
    return "unasked"; // the worker could not be loaded
  } finally {
    worker.terminate();
  }
}
