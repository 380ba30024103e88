import { type CheckAnchor, checkNoAnchor } from "#core/evidence/anchored.ts";
import type { Answer, Question } from "./anchor-worker.ts";
import workerUrl from "./anchor-worker.ts?worker&url";
import { scriptUrl } from "./script-url.ts";

/** core/evidence/check-anchor.ts in a worker of its own: loaded when no node answers, or after the first verdict. */
export const checkAnchor: CheckAnchor = async (bundle, policy, now, chain, checks) => {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  try {
    const { anchored, checks: made } = await new Promise<Answer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = reject;
      worker.postMessage([bundle, policy, now, chain] satisfies Question);
    });
    for (const { name, status, code, facts } of made) checks.add(name, status, code, facts);
    return anchored;
  } catch {
    return checkNoAnchor(bundle, policy, now, chain, checks); // the worker could not be loaded
  } finally {
    worker.terminate();
  }
};
