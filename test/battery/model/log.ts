import type { Scheduler } from "fast-check";
import { checkLog } from "#backend/log/check.ts";
import { consistencyProof, inclusionProof } from "#backend/log/nodes.ts";
import { type LogLine, readLines } from "#backend/log/record.ts";
import type { Recorded } from "#backend/log/sequencer.ts";
import type { Database } from "#backend/store/database.ts";
import { readingOf } from "#backend/store/reading.ts";
import { hex } from "#core/bytes.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { leafHash } from "#core/log/tree.ts";
import { Refusal } from "#core/refusal.ts";
import { sha256, slowPath, slowProof, slowRoot } from "../../core/slow-tree.ts";

/** What a log is: a list that only grows, in which each entry has one place and one time. */
export type LogModel = {
  /** What is known for good, because somebody was told: leaf hash → its place. */
  readonly told: Map<string, Recorded>;
  /** Sent and not answered when the service died: each may be in the log or not. */
  readonly perhaps: Set<string>;
  /** The newest head that was seen; it holds those before it. */
  head: { readonly size: number; readonly root: string };
};
export const emptyLogModel = (): LogModel => ({
  told: new Map(),
  perhaps: new Set(),
  head: { size: 0, root: hex(slowRoot([])) },
});

/** One submission on its way: what is sent, why it may be refused, and whether it has to be. */
export type Sent = {
  readonly entries: readonly Prepared[];
  readonly refusable: readonly string[];
  readonly bad: boolean;
  outcome?: readonly Recorded[] | string;
};

/** One life of the service, between two starts. Once it has begun the gates are shut; when it is killed, what is under way never comes back. */
export type Life = { begun: boolean; killed: boolean; fail?: "before" | "after" };

/** The store with a gate before and behind every reading and writing: the scheduler opens them in the order that it wants. */
export function gated(db: Database, scheduler: Scheduler, life: Life): Database {
  const never = new Promise<never>(() => undefined);
  return new Proxy(db, {
    get(target, name) {
      const own = Reflect.get(target, name, target) as unknown;
      if (typeof own !== "function") return own;
      const method = own.bind(target) as (...args: unknown[]) => unknown;
      if (name !== "batch" && name !== "getMany" && name !== "get") return method;
      return async (...args: unknown[]) => {
        const gate = async (side: string): Promise<unknown> => {
          if (life.begun) await scheduler.schedule(Promise.resolve(), `${side} ${name}`);
          return life.killed ? never : undefined;
        };
        await gate("before");
        if (name === "batch" && life.fail === "before") throw new Error("EIO: i/o error, write");
        const result = await method(...args);
        if (name === "batch" && life.fail === "after") throw new Error("EIO: i/o error, write");
        await gate("behind");
        return result;
      };
    },
  });
}

/** Takes in what a submission came to. */
export function learn({ told, perhaps }: LogModel, { entries, refusable, bad, outcome }: Sent): void {
  if (outcome === undefined || outcome === "storage-failed") {
    for (const one of bad ? [] : entries) perhaps.add(hex(one.leafHash));
    return;
  }
  if (typeof outcome === "string") {
    if (!refusable.includes(outcome)) throw new Error(`refused with ${outcome}`);
    return;
  }
  if (bad) throw new Error("what has to be refused was taken");
  for (const [n, one] of outcome.entries()) {
    const leaf = hex(entries[n]?.leafHash ?? new Uint8Array());
    if (leaf !== one.leafHash) throw new Error(`asked for ${leaf}, told of ${one.leafHash}`);
    const known = told.get(leaf);
    if (known && (known.index !== one.index || known.recordedAt !== one.recordedAt))
      throw new Error(`${leaf} was told line ${known.index}, now line ${one.index}`);
    told.set(leaf, one);
    perhaps.delete(leaf);
  }
}

/** The code that somebody was refused with. Anything else that is thrown is a bug. */
export function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  throw error;
}

/** Holds the whole log, as it lies on the disk, against the model and the slow tree. `pick` chooses proofs to look at. Returns its lines. */
export async function compare(
  db: Database,
  log: { readonly origin: string; readonly vkey: string },
  checkpoint: string,
  model: LogModel,
  pick: number,
): Promise<readonly LogLine[]> {
  const reading = readingOf(db);
  const checked = await checkLog(reading, log);
  if ("what" in checked) throw new Error(`${checked.where}: ${checked.what}`);
  const head = parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1));
  const lines = await readLines(
    reading,
    Array.from({ length: head.size }, (_, n) => n),
  );
  const leaves = lines.map((line) => leafHash(sha256, line.leaf));
  if (head.size !== checked.entries) throw new Error(`the head has ${head.size} lines, the store ${checked.entries}`);
  const newest = { size: head.size, root: hex(head.root) };
  for (const { size, root } of [model.head, newest])
    if (hex(slowRoot(leaves.slice(0, size))) !== root) throw new Error(`another root at ${size} than was seen`);
  model.head = newest;

  const found = new Set(lines.map((line) => line.leafHash));
  if (found.size !== lines.length) throw new Error("an entry stands twice");
  for (const [leaf, { index, recordedAt }] of model.told) {
    const line = lines[index];
    if (line?.leafHash !== leaf || line.recordedAt !== recordedAt)
      throw new Error(`line ${index} is not what was told`);
  }
  for (const leaf of found)
    if (!model.told.has(leaf) && !model.perhaps.has(leaf)) throw new Error(`nobody sent ${leaf}, or it was refused`);
  for (const [n, line] of lines.entries())
    if (n > 0 && line.recordedAt < (lines[n - 1]?.recordedAt ?? 0)) throw new Error(`line ${n} is dated back`);

  if (head.size === 0) return lines;
  const index = pick % head.size;
  same(await inclusionProof(reading, index, head.size), slowPath(index, leaves), `inclusion of ${index}`);
  const old = 1 + (pick % head.size);
  if (old < head.size)
    same(await consistencyProof(reading, old, head.size), slowProof(old, leaves), `consistency of ${old}`);
  return lines;
}

function same(real: readonly Uint8Array[], slow: readonly Uint8Array[], what: string): void {
  if (real.map(hex).join() !== slow.map(hex).join())
    throw new Error(`another proof of ${what} in ${real.length} steps`);
}
