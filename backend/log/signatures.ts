import { Worker } from "node:worker_threads";
import { fromBase64url } from "#core/bytes.ts";
import { isLowS } from "#core/crypto.ts";
import { behindOrigin } from "#core/entry.ts";
import { decideAuthor } from "#core/ledger/author.ts";
import type { CheckedAhead } from "#core/ledger/facts.ts";
import { fetchedLedger, type LedgerActor, type Root } from "#core/ledger/ledger.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { decodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import type { CheckAhead, OutsideFacts } from "./sequencer.ts";

type Signature = { readonly publicKey: string; readonly data: Uint8Array; readonly signature: Uint8Array };
export type Question = { readonly number: number; readonly signatures: readonly Signature[] };
export type Answer = { readonly number: number; readonly holds: readonly boolean[] };
type Waiting = { readonly entries: readonly Prepared[]; readonly done: (checked: CheckedAhead) => void };

/**
 * Checks signatures on another core while entries before them are committed. Cheap checks come first: only what a known
 * author may say, in the one spelling of a signature, and not what stands in the log already, costs an elliptic curve.
 * What this cannot answer (the thread has died, the author is not known yet) the sequencer checks itself.
 */
export function startSignatureChecks(
  reading: Reading,
  roots: readonly Root[],
  facts: () => OutsideFacts,
): { readonly checkAhead: CheckAhead; close(): Promise<void> } {
  const ask = startThread();
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const checked = await checkAll(group.flatMap(({ entries }) => entries)).catch(() => new Map());
      for (const { done } of group) done(checked);
    }
    running = false;
  }

  async function checkAll(entries: readonly Prepared[]): Promise<CheckedAhead> {
    const worthIt = await plausible(reading, roots, entries, facts());
    const holds = await ask.of([...worthIt.values()]);
    return new Map(
      [...worthIt].map(([one, { publicKey }], at) => [one, { publicKey, holds: holds[at] ?? false }] as const),
    );
  }

  return {
    checkAhead: (entries) =>
      new Promise((done) => {
        waiting.push({ entries, done });
        if (!running) void run();
      }),
    close: ask.close,
  };
}

/** The signatures that an elliptic curve has to decide about. */
async function plausible(
  reading: Reading,
  roots: readonly Root[],
  entries: readonly Prepared[],
  facts: OutsideFacts,
): Promise<ReadonlyMap<Prepared, Signature>> {
  const authors = [...new Set(entries.map(({ entry }) => entry.actor))];
  const rows = await reading.readMany([
    ...authors.map((actor) => keys.ledger("actors", actor)),
    ...entries.map(({ unsigned }) => keys.unsigned(unsigned)),
  ]);
  const ledger = fetchedLedger(roots);
  authors.forEach((actor, at) => {
    const row = rows[at];
    ledger.actors.own.set(actor, row && decodeJson<LedgerActor>(row));
  });
  const found = new Map<Prepared, Signature>();
  entries.forEach((one, at) => {
    if (rows[authors.length + at] !== undefined) return;
    try {
      const publicKey = decideAuthor(ledger, one.entry, facts);
      const signature = fromBase64url(one.entry.signature);
      if (isLowS(signature))
        found.set(one, { publicKey, data: behindOrigin(facts.origin, one.unsignedBytes), signature });
    } catch {
      // Refused in its turn, with the reason that holds then.
    }
  });
  return found;
}

/** A thread of its own. After it has died its answers fail. */
function startThread(): { of(signatures: readonly Signature[]): Promise<readonly boolean[]>; close(): Promise<void> } {
  const thread = new Worker(new URL("signature-thread.ts", import.meta.url));
  thread.unref();
  const open = new Map<number, { answered: (holds: readonly boolean[]) => void; failed: (why: unknown) => void }>();
  let asked = 0;
  let dead: unknown;
  thread.on("message", ({ number, holds }: Answer) => {
    open.get(number)?.answered(holds);
    open.delete(number);
  });
  const end = (why: unknown): void => {
    dead = why;
    for (const { failed } of open.values()) failed(why);
    open.clear();
  };
  thread.on("error", end);
  thread.on("exit", (code) => end(new Error(`thread ended with ${code}`)));
  return {
    of: (signatures) =>
      new Promise((answered, failed) => {
        if (dead !== undefined) return failed(dead);
        if (signatures.length === 0) return answered([]);
        const number = asked++;
        open.set(number, { answered, failed });
        thread.postMessage({ number, signatures } satisfies Question);
      }),
    close: async () => void (await thread.terminate()),
  };
}
