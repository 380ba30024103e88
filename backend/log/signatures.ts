import { concat } from "#core/bytes.ts";
import { decideAuthor } from "#core/ledger/author.ts";
import type { CheckedAhead } from "#core/ledger/facts.ts";
import { fetchedLedger, type LedgerActor, type Root } from "#core/ledger/ledger.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { decodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { startThread } from "../thread.ts";
import { recordedAmong } from "./recorded.ts";
import type { CheckAhead, OutsideFacts } from "./sequencer.ts";

/** Of each entry by which key it is to be signed, its signature, and how many of the bytes are its unsigned ones. */
export type Questions = {
  readonly origin: string;
  readonly publicKeys: readonly string[];
  readonly signatures: readonly string[];
  readonly unsigned: Uint8Array;
  readonly lengths: readonly number[];
};
/** Whether each holds; undefined for what is no signature in its one spelling. */
export type Answers = readonly (boolean | undefined)[];
type Waiting = { readonly entries: readonly Prepared[]; readonly done: (checked: CheckedAhead) => void };

/**
 * Checks signatures on another core while entries before them are committed. Cheap checks come first: only what a known
 * author may say, in the one spelling of a signature, and not what stands in the log already, costs an elliptic curve.
 * What this cannot answer (the thread has not begun or has died, the author is not known yet) the sequencer checks itself.
 */
export function startSignatureChecks(
  reading: Reading,
  roots: readonly Root[],
  facts: () => OutsideFacts,
): { readonly checkAhead: CheckAhead; readonly begun: Promise<void>; close(): Promise<void> } {
  const thread = startThread<Questions, Answers>(new URL("signature-thread.ts", import.meta.url));
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
    if (!thread.answers) return new Map();
    const known = facts();
    const worthIt = [...(await plausible(reading, roots, entries, known))];
    if (worthIt.length === 0) return new Map();
    const holds = await thread.ask({
      origin: known.origin,
      publicKeys: worthIt.map(([, publicKey]) => publicKey),
      signatures: worthIt.map(([{ entry }]) => entry.signature),
      unsigned: concat(...worthIt.map(([{ unsignedBytes }]) => unsignedBytes)),
      lengths: worthIt.map(([{ unsignedBytes }]) => unsignedBytes.length),
    });
    return new Map(
      worthIt.flatMap(([one, publicKey], at) => {
        const answer = holds[at];
        return answer === undefined ? [] : [[one, { publicKey, holds: answer }] as const];
      }),
    );
  }

  return {
    checkAhead: (entries) =>
      new Promise((done) => {
        waiting.push({ entries, done });
        if (!running) void run();
      }),
    begun: thread.begun,
    close: thread.close,
  };
}

/** Entries whose signature an elliptic curve has to decide about, with the key by which they are to be signed. */
async function plausible(
  reading: Reading,
  roots: readonly Root[],
  entries: readonly Prepared[],
  facts: OutsideFacts,
): Promise<ReadonlyMap<Prepared, string>> {
  const authors = [...new Set(entries.map(({ entry }) => entry.actor))];
  const series = [...new Set(entries.flatMap(({ entry }) => entry.series.slice(0, 1).map(({ id }) => id)))];
  const rows = await reading.readMany([
    ...authors.map((actor) => keys.ledger("actors", actor)),
    ...series.map((id) => keys.ledger("series", id)),
  ]);
  const ledger = fetchedLedger(roots);
  authors.forEach((actor, at) => {
    const row = rows[at];
    ledger.actors.own.set(actor, row && decodeJson<LedgerActor>(row));
  });
  const lengths = new Map(
    series.map((id, at) => {
      const row = rows[authors.length + at];
      return [id, row ? decodeJson<{ readonly sequence: number }>(row).sequence : 0];
    }),
  );
  const recorded = await recordedAmong(reading, entries, (id) => lengths.get(id) ?? 0);
  const found = new Map<Prepared, string>();
  for (const one of entries) {
    if (recorded.has(one.unsigned)) continue;
    try {
      found.set(one, decideAuthor(ledger, one.entry, facts));
    } catch {
      // Refused in its turn, with the reason that holds then.
    }
  }
  return found;
}
