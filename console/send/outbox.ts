import { Refusal, sentence } from "#core/refusal.ts";
import type { Pair } from "#core/tag/binding.ts";
import { Refused, Unreachable } from "../api.ts";
import { listKeys } from "../keys/device-key.ts";
import { storage } from "../storage.ts";
import { deliver } from "./deliver.ts";
import type { About, Job, JobStep, Problem, Task } from "./job.ts";
import { openLinks } from "./series.ts";
import { type Signer, signEntry } from "./sign.ts";

export type Progress = (at: number, of: number) => void;
const MOST_KEPT = 40;
const watchers = new Set<() => void>();

/** Calls back whenever the outbox changed; returns how to stop. */
export function watchOutbox(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
const tell = (): void => {
  for (const changed of watchers) changed();
};

export const listJobs = async (): Promise<readonly Job[]> =>
  (await (await storage()).getAll("outbox")).sort((a, b) => a.createdAt - b.createdAt);
async function putJob(job: Job): Promise<void> {
  await (await storage()).put("outbox", job);
  tell();
}
export async function dropJob(id: string): Promise<void> {
  await (await storage()).delete("outbox", id);
  tell();
}

/** Signs a task, keeps it, and sends it if there is signal. A task refused at its first step leaves nothing behind. */
export async function perform(signer: Signer, task: Task, about: About, progress: Progress): Promise<Job> {
  const links = await openLinks();
  const steps: JobStep[] = [];
  for (const step of task.steps)
    if (step.kind !== "entry") steps.push(step);
    else steps.push({ kind: "entry", entry: await signEntry(signer, step, links), ...pairsOf(step) });
  const { actor, key } = signer;
  const job: Job = {
    id: crypto.randomUUID(),
    key: key.key,
    actor,
    createdAt: Date.now(),
    about,
    ids: task.ids,
    steps,
    receipts: [],
    state: "waiting",
  };
  await putJob(job);
  await flush(signer, (one, at, of) => one.id === job.id && progress(at, of));
  const after = (await (await storage()).get("outbox", job.id)) ?? job;
  if (after.state === "returned" && after.receipts.length === 0) await dropJob(job.id);
  return after;
}

/** Sends everything that waits, oldest first, in one tab at a time; stops where there is no answer. */
export const flush = (signer: Signer, progress: (job: Job, at: number, of: number) => void = () => {}): Promise<void> =>
  navigator.locks.request("liangji-outbox", async () => {
    const keys = new Map((await listKeys()).map((key) => [key.key, key]));
    for (const job of await listJobs()) {
      const key = keys.get(job.key);
      if (job.state !== "waiting" || !key) continue;
      const sent = await sendJob({ ...signer, actor: job.actor, key }, job, progress);
      if (sent.state === "waiting") return;
    }
    await forgetOld();
  });

async function sendJob(
  signer: Signer,
  waiting: Job,
  progress: (job: Job, at: number, of: number) => void,
): Promise<Job> {
  let job = waiting;
  const change = async (part: Partial<Job>): Promise<void> => {
    job = { ...job, ...part };
    await putJob(job);
  };
  try {
    while (job.receipts.length < job.steps.length) {
      const at = job.receipts.length;
      progress(job, at, job.steps.length);
      const save = (step: JobStep) => change({ steps: job.steps.map((one, k) => (k === at ? step : one)) });
      const receipt = await deliver(signer, job, job.steps[at] as JobStep, save);
      await change({ receipts: [...job.receipts, receipt] });
    }
    await change({ state: "sent" });
  } catch (error) {
    // No answer, or "not now": it stays signed and is sent later.
    if (error instanceof Unreachable) return job;
    if (error instanceof Refused && (error.status === 429 || error.status === 503)) return job;
    await change({ state: "returned", problem: problemOf(error) });
  }
  return job;
}

const pairsOf = (step: object) => ("pairs" in step ? { pairs: step.pairs as readonly Pair[] } : {});

/** Signs what is left of a returned job again, behind the latest entries, and lets it wait. */
export async function signAgain(signer: Signer, job: Job): Promise<void> {
  const links = await openLinks();
  const steps: JobStep[] = [];
  for (const [at, step] of job.steps.entries()) {
    if (step.kind !== "entry" || at < job.receipts.length) steps.push(step);
    else {
      const { statement, series } = step.entry;
      steps.push({
        kind: "entry",
        entry: await signEntry(signer, { statement, series: series.map(({ id }) => id) }, links),
        ...pairsOf(step),
      });
    }
  }
  const { problem: _, ...rest } = job;
  await putJob({ ...rest, steps, state: "waiting" });
}

async function forgetOld(): Promise<void> {
  const sent = (await listJobs()).filter(({ state }) => state === "sent");
  for (const { id } of sent.slice(0, -MOST_KEPT)) await dropJob(id);
}

const NO_ANSWER = {
  zh: "没有信号，问不到服务。有了信号再试一次。",
  en: "No signal; the service cannot be asked. Try again when there is signal.",
};
/** Any failure as a sentence for the person in front of it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return { code: error.code, words: error.words };
  if (error instanceof Unreachable) return { code: "no-answer", words: NO_ANSWER };
  if (error instanceof Refusal) {
    const { code, facts } = error;
    return { code, words: { zh: sentence(code, facts, "zh"), en: sentence(code, facts, "en") } };
  }
  const facts = { id: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 80) : "?" };
  return {
    code: "unexpected",
    words: { zh: sentence("unexpected", facts, "zh"), en: sentence("unexpected", facts, "en") },
  };
}
